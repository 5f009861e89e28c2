// SPDX-License-Identifier: Apache-2.0

internal import YAMLKit

/// Why it is not known how to reach an API server: which file and which field, what is wrong, and what to do.
///
/// It names fields and never repeats a value that could be a secret.
package struct KubeConfigurationError: Error, Hashable {
    /// What kind of mistake it is.
    package enum Code: Sendable, Hashable {
        /// There is no configuration where it was looked for.
        case notFound
        /// A file cannot be read.
        case unreadable
        /// A file is no YAML.
        case syntax
        /// A field is missing, or is not what it should be.
        case invalid
        /// A context names a cluster or a user that is not there, or there is no such context.
        case unknownName
        /// The setting is refused, because it would be unsafe or has no meaning any more.
        case refused
    }

    /// What kind of mistake it is.
    package let code: Code
    /// The file, or the environment variable.
    package let source: String
    /// The line and the column in the file, if the mistake has one.
    package let position: String?
    /// The way to the field, such as `users["jane"].user.token`; empty when it is about the file.
    package let field: String
    /// What is wrong, and what to do.
    package let message: String

    init(
        _ code: Code,
        in source: String,
        at position: YAMLPosition? = nil,
        field: String = "",
        _ message: String
    ) {
        self.code = code
        self.source = source
        self.position = position.map { "\($0)" }
        self.field = field
        self.message = message
    }
}

extension KubeConfigurationError: CustomStringConvertible {
    package var description: String {
        let place = position.map { "\(source), \($0)" } ?? source
        return [place, field, message].filter { !$0.isEmpty }.joined(separator: ": ")
    }
}
