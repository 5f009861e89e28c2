// SPDX-License-Identifier: Apache-2.0

internal import HTTPClient
package import KubeCore

/// Why a look at a dataplane found it unfit for work.
package struct LookFailure: Error, Sendable, Hashable {
    /// What is wrong, in one word for programs.
    package enum Reason: String, Sendable, Hashable, CaseIterable {
        /// The endpoint's name means nothing to the name servers.
        case dns = "DNS"
        /// Nobody listens, or there is no way.
        case unreachable = "Unreachable"
        /// The endpoint leads to an address that Portolan may not connect to.
        case addressNotAllowed = "AddressNotAllowed"
        /// No answer in time.
        case timeout = "Timeout"
        /// The server did not prove who it is.
        case tls = "TLS"
        /// The server does not know the credential.
        case unauthorized = "Unauthorized"
        /// The credential may not do what executions need.
        case forbidden = "Forbidden"
        /// The server answers with errors, or is not ready.
        case serverError = "ServerError"
        /// Another cluster answers than the one that was registered.
        case identityMismatch = "IdentityMismatch"
    }

    /// What is wrong.
    package let reason: Reason
    /// What was seen, and what to do; never what the other side sent, for an endpoint is a user's choice.
    package let message: String

    package init(_ reason: Reason, _ message: String) {
        self.reason = reason
        self.message = message
    }
}

extension LookFailure {
    /// What a failed request says of the dataplane.
    package init(_ error: APIError) {
        if let failure = error.cause as? HTTPClientError {
            self.init(failure, error.operation)
        } else if error.code == .timeout || error.code == .cancelled {
            self.init(.timeout, "\(error.operation): no answer in time")
        } else if error.isUnauthorized {
            self.init(.unauthorized, "\(error.operation): the server does not know the credential (401)")
        } else if error.isForbidden {
            self.init(.forbidden, "\(error.operation): the credential may not do this (403)")
        } else if let status = error.status {
            self.init(.serverError, "\(error.operation): the server answered \(status.code)")
        } else {
            self.init(.serverError, "\(error.operation): the answer is not that of a Kubernetes API server")
        }
    }

    private init(_ failure: HTTPClientError, _ operation: String) {
        let (reason, text): (Reason, String) =
            switch failure.code {
            case .dns, .timeout(.resolve): (.dns, "the host of the endpoint was not found")
            case .connect(.notAllowed):
                (.addressNotAllowed, "\(failure.reason); dataplanes.allowedAddresses lists exceptions")
            case .connect, .proxy: (.unreachable, "\(failure.code)")
            case .tls: (.tls, "\(failure.code)")
            case .timeout, .cancelled: (.timeout, "\(failure.code)")
            case .reset: (.unreachable, "\(failure.code)")
            default: (.serverError, "\(failure.code)")
            }
        self.init(reason, "\(operation): \(text)")
    }
}
