// SPDX-License-Identifier: Apache-2.0

package import Basics
internal import KubeSchema

/// Finds out who bears a token: somebody of the token file, or a service account.
package struct TokenAuthenticator: Sendable {
    private let file: TokenFile
    private let accounts: AccountTokenVerifier
    /// Whom tokens must be for, unless somebody asks on behalf of others.
    private let audiences: [String]

    /// An authenticator of tokens that are for a server with these audiences.
    package init(file: TokenFile = TokenFile(), accounts: AccountTokenVerifier, audiences: [String]) {
        self.file = file
        self.accounts = accounts
        self.audiences = audiences
    }

    /// What there is to say about a token that was shown to one of some audiences, or for nil to this server.
    package func verdict(
        on token: Secret<String>,
        for audiences: [String]?,
        at now: Timestamp
    ) -> TokenVerdict {
        let wanted = audiences ?? self.audiences
        if let user = file.user(of: token) {
            // Whoever wrote the file had this server in mind.
            let common = self.audiences.filter(wanted.contains)
            return common.isEmpty ? .unknown : .good(user.authenticated, audiences: common)
        }
        do throws(TokenRefusal) {
            guard let bearer = try accounts.bearer(of: token, at: now) else { return .unknown }
            let meant = bearer.audiences.isEmpty ? self.audiences : bearer.audiences
            let common = meant.filter(wanted.contains)
            guard !common.isEmpty else {
                let lists = [meant, wanted].map { "[\($0.map(\.quotedAsInGo).joined(separator: " "))]" }
                let message = "token audiences \(lists[0]) is invalid for the target audiences \(lists[1])"
                return .refused(TokenRefusal(message))
            }
            return .good(bearer.user, audiences: common)
        } catch {
            return .refused(error)
        }
    }
}
