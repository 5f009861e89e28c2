// SPDX-License-Identifier: Apache-2.0

internal import Dataplanes
internal import KubeCore

/// What went wrong with a dataplane, as it may be repeated in lines, events and conditions: of a server's words those of a
/// Kubernetes API server and no others, and no secret that a server was shown.
struct DataplaneProblem: Error, CustomStringConvertible {
    let description: String

    init(_ error: any Error, _ link: DataplaneLink?) {
        let text = Self.text(of: error)
        description = link?.redacted(text) ?? text
    }

    private static func text(of error: any Error) -> String {
        if let error = error as? LookFailure { return error.message }
        if let error = error as? DataplaneReconciler.Hindered { return error.message }
        guard let error = error as? APIError else { return "\(error)" }
        guard let status = error.status, status.code > 0, !status.reason.text.isEmpty, !status.message.isEmpty else {
            return LookFailure(error).message
        }
        return "\(error.operation): \(status.code) \(status.reason): \(status.message.prefix(300))"
    }
}
