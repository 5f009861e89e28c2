// SPDX-License-Identifier: Apache-2.0

/// What answers need to know about users besides who asks: what somebody may do, and whose tokens are good.
package struct AccessServices: Sendable {
    /// Decides what users may do.
    package let authorizer: Authorizer
    let reviewer: Reviewer
    let tokenRequests: TokenRequests
    let issuer: AccountTokenIssuer

    /// The services of a server whose tokens one issuer makes.
    package init(
        _ authorizer: Authorizer,
        _ tokens: TokenAuthenticator,
        _ issuer: AccountTokenIssuer,
        _ storage: Storage,
        longestTokenLifetime: Duration? = nil
    ) {
        self.authorizer = authorizer
        self.issuer = issuer
        reviewer = Reviewer(authorizer, tokens)
        tokenRequests = TokenRequests(issuer, storage, longestLifetime: longestTokenLifetime)
    }
}
