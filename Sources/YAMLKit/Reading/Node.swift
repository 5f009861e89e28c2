// SPDX-License-Identifier: Apache-2.0

import JSONKit

/// A node of a document that was read to its end.
struct Node {
    let value: JSONValue
    var outline: YAMLOutline

    /// What a scalar stands for, which decides how it reads as a key; nil for sequences and mappings.
    let scalar: ScalarMeaning?

    /// How many nodes it consists of, those that aliases brought in included; long texts count more.
    let weight: Int

    /// How deep it nests: 0 for scalars.
    let height: Int

    /// What a text weighs: a reader or writer of the value has to touch its bytes, too.
    static func weight(ofText text: String) -> Int { 1 + text.utf8.count / 64 }
}
