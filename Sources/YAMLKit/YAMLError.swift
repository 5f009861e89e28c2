// SPDX-License-Identifier: Apache-2.0

/// Why a text was not read: what is wrong, and where.
///
/// Messages name keys, tags and anchors but never a value, because manifests hold secrets.
package struct YAMLError: Error, Sendable, Hashable {
    /// What kind of mistake it is.
    package enum Code: Sendable, Hashable {
        /// The bytes are not UTF-8 text.
        case encoding
        /// The text is not YAML.
        case syntax
        /// A mapping has the same key twice.
        case duplicateKey
        /// A key is no text and has no form that JSON could keep.
        case unsupportedKey
        /// A value is not what its tag says, or JSON cannot say it.
        case unsupportedValue
        /// An alias names an anchor that is not there, or one that it is a part of.
        case alias
        /// The value of a merge key `<<` is no mapping.
        case merge
        /// One document was expected, and there are more.
        case manyDocuments
        /// The text exceeds one of the `YAMLLimits`.
        case limit
    }

    /// What kind of mistake it is.
    package let code: Code

    /// Where it is; nil when it is about the text as a whole.
    package let position: YAMLPosition?

    /// What is wrong and, where that helps, what to do.
    package let message: String

    /// What libyaml said, where it was libyaml that stopped.
    package let complaint: Complaint?

    /// An error in the words of libyaml, for those who know them from other programs.
    package struct Complaint: Sendable, Hashable {
        package let text: String
        /// Whether it was found among characters, and not among tokens.
        package let isOfScanner: Bool
    }

    /// An error at a place of the text.
    package init(_ code: Code, at position: YAMLPosition?, _ message: String, complaint: Complaint? = nil) {
        self.code = code
        self.position = position
        self.message = message
        self.complaint = complaint
    }
}

extension YAMLError: CustomStringConvertible {
    package var description: String {
        position.map { "\($0): \(message)" } ?? message
    }
}
