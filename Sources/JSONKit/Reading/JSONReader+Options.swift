// SPDX-License-Identifier: Apache-2.0

extension JSONReader {
    /// How strictly a document is read, and how large it may be.
    @usableFromInline
    package struct Options: Sendable {
        /// What happens to a key that an object already has.
        @usableFromInline
        package enum DuplicateKeys: Sendable {
            /// The last one counts, as in Go's `encoding/json` and therefore in Kubernetes.
            case lastWins
            /// The document is refused, as with Kubernetes' `fieldValidation=Strict`.
            case refused
        }

        /// What happens to a key that the type being read does not know.
        @usableFromInline
        package enum UnknownKeys: Sendable {
            /// Its value is checked and skipped.
            case skipped
            /// The document is refused, as with Kubernetes' `fieldValidation=Strict`.
            case refused
        }

        /// How many arrays and objects may stand inside each other.
        ///
        /// Kubernetes objects are less than thirty deep; 512 leaves room for generated schemas and stays far from what
        /// the stack of a thread can hold.
        @usableFromInline package var maximumDepth = 512

        /// How many bytes a document may have.
        @usableFromInline package var maximumByteCount = 256 << 20

        /// What happens to a key that an object already has.
        @usableFromInline package var duplicateKeys = DuplicateKeys.lastWins

        /// What happens to a key that the type being read does not know.
        @usableFromInline package var unknownKeys = UnknownKeys.skipped

        /// The limits that suit a document from an API server.
        @usableFromInline
        package init() {}

        /// Refuses duplicate and unknown keys.
        package static var strict: Options {
            var options = Options()
            options.duplicateKeys = .refused
            options.unknownKeys = .refused
            return options
        }
    }
}
