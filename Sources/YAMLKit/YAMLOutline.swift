// SPDX-License-Identifier: Apache-2.0

/// Where the parts of a value were written: a tree of the same shape.
struct YAMLOutline: Sendable {
    /// Where the node begins.
    let start: YAMLPosition

    /// Where the key of this member begins; nil for items and for the document itself.
    var key: YAMLPosition?

    /// The items of an array, or the members of an object in the object's order.
    var children: [YAMLOutline] = []
}
