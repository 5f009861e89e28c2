// SPDX-License-Identifier: Apache-2.0

package import Basics
package import HTTPServer

/// Stands before every request: who asks, on whose behalf, and whether they may.
package struct Guard: Sendable {
    private let authenticator: Authenticator
    private let authorizer: Authorizer
    private let clock: WallClock

    package init(_ authenticator: Authenticator, _ authorizer: Authorizer, clock: WallClock = .system) {
        self.authenticator = authenticator
        self.authorizer = authorizer
        self.clock = clock
    }

    /// The user that a request counts as, whatever that user may do; nil when nobody knows.
    package func user(of request: HTTPServerRequest, _ info: RequestInfo) -> UserInfo? {
        let credentials = Credentials(request.fields, certificates: request.peer.certificates)
        do throws(APIFailure) {
            let user = try authenticator.user(with: credentials, path: info.path, at: clock.now)
            guard let wanted = try ImpersonatedUser(request.fields) else { return user }
            return try Impersonation(authorizer).user(wanted, by: user, doing: AccessAttributes(info))
        } catch {
            return nil
        }
    }

    /// The user that a request counts as, or what the client is told when it is not let in.
    package func admit(_ request: HTTPServerRequest, _ info: RequestInfo) throws(APIFailure) -> UserInfo {
        let credentials = Credentials(request.fields, certificates: request.peer.certificates)
        var user = try authenticator.user(with: credentials, path: info.path, at: clock.now)
        AuditTicket.current?.note(user, info)
        let access = AccessAttributes(info)
        if let wanted = try ImpersonatedUser(request.fields) {
            user = try Impersonation(authorizer).user(wanted, by: user, doing: access)
            AuditTicket.current?.note(impersonated: user)
        }
        try authorizer.authorize(access, for: user)
        return user
    }
}
