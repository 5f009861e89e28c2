// SPDX-License-Identifier: Apache-2.0

package import JSONKit

/// A file of Flyte's, as somebody has read it.
package struct FlyteFile: Sendable {
    /// What it is called in messages.
    package let path: String
    /// What is in it.
    package let documents: [JSONValue]

    /// A file with its documents.
    package init(_ path: String, _ documents: [JSONValue]) {
        self.path = path
        self.documents = documents
    }
}

/// What is wrong with a file of Flyte's, and where.
package struct FlyteFormatError: Error, Sendable, Hashable, CustomStringConvertible {
    package let description: String
}
