// SPDX-License-Identifier: Apache-2.0

/// Why an object cannot be applied or patched, in the words of the API server.
package struct MergeError: Error, Sendable, Equatable {
    /// What kind of failure, which decides the answer's status.
    package enum Code: String, Sendable {
        /// Others own what the intent changes: 409 with a cause for each field.
        case conflict
        /// The request can never succeed: 400.
        case badRequest
        /// The request is understood but cannot be carried out: 422.
        case unprocessable
        /// An object is not what its schema says, which the API server answers with 500.
        case invalidObject
    }

    /// What kind of failure.
    package let code: Code
    /// What people read.
    package let message: String
    /// The fields that others own, if that is the failure.
    package var conflicts: [ApplyConflict] = []

    init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    static func invalidFields(_ message: String) -> MergeError {
        MergeError(.invalidObject, message)
    }

    /// The same failure, with what was attempted in front.
    func during(_ attempt: String) -> MergeError {
        var error = MergeError(code, "\(attempt): \(message)")
        error.conflicts = conflicts
        return error
    }
}

extension MergeError: CustomStringConvertible {
    package var description: String { message }
}
