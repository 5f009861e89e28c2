// SPDX-License-Identifier: Apache-2.0

package import KubeCore

extension KubeClient {
    /// A token of a service account.
    package func token(
        of serviceAccount: ObjectKey,
        _ request: TokenRequest = TokenRequest()
    ) async throws(APIError) -> IssuedToken {
        try await read(
            try valid("create serviceaccounts/token") { () throws(KubeFormatError) in
                try .token(of: serviceAccount, request)
            }
        )
    }

    /// Whose token it is.
    package func review(_ token: TokenReview) async throws(APIError) -> TokenReview.Answer {
        try await read(.review(token))
    }

    /// Whether somebody may do something.
    package func review(_ access: AccessReview) async throws(APIError) -> AccessReview.Answer {
        try await read(.review(access))
    }

    /// What whoever asks may do in a namespace.
    package func rules(in namespace: String) async throws(APIError) -> AccessRules {
        try await read(.rules(in: namespace))
    }

    /// Who the server takes this client for.
    package func selfReview() async throws(APIError) -> SelfReview {
        try await read(.selfReview)
    }
}
