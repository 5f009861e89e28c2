// SPDX-License-Identifier: Apache-2.0

/// What is found out about a bearer token.
package enum TokenVerdict: Sendable, Equatable {
    /// Its bearer is this user, to these of the audiences that were asked about.
    case good(UserInfo, audiences: [String])
    /// Nobody here made it.
    case unknown
    /// It was made here and is not good, or not any more.
    case refused(TokenRefusal)
}

/// Why a token that was made here is not good, in the words that a `TokenReview` answers with.
package struct TokenRefusal: Error, Equatable, CustomStringConvertible {
    package let description: String

    package init(_ description: String) {
        self.description = description
    }

    static let expired = TokenRefusal("service account token has expired")
    static let notYetValid = TokenRefusal("service account token is not valid yet")
    static let issuedInFuture = TokenRefusal("service account token is issued in the future")
    /// What the token was bound to is gone.
    static let invalidated = TokenRefusal("service account token has been invalidated")
}
