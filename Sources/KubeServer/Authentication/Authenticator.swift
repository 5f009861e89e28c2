// SPDX-License-Identifier: Apache-2.0

package import Basics
internal import Cryptography

/// Finds out who sends a request.
package struct Authenticator: Sendable {
    /// Where a request without credentials is heard, as that of `system:anonymous`.
    package enum Anonymous: Sendable {
        case everywhere
        case onPaths(Set<String>)

        /// On the paths that tell whether the server lives, and its version.
        package static let onHealthPaths = onPaths(["/healthz", "/livez", "/readyz", "/version", "/version/"])
        /// Nowhere, as `--anonymous-auth=false` has it.
        package static let nowhere = onPaths([])

        fileprivate func includes(_ path: String) -> Bool {
            switch self {
            case .everywhere: true
            case .onPaths(let paths): paths.contains(path)
            }
        }
    }

    /// Who bears a token.
    package let tokens: TokenAuthenticator
    private let anonymous: Anonymous

    package init(_ tokens: TokenAuthenticator, anonymous: Anonymous = .onHealthPaths) {
        self.tokens = tokens
        self.anonymous = anonymous
    }

    /// The sender of a request, or what it is told when nobody knows him: 401, without a reason.
    package func user(
        with credentials: Credentials,
        path: String,
        at now: Timestamp
    ) throws(APIFailure) -> UserInfo {
        if let certificate = credentials.certificates.first, let user = UserInfo(certificate, at: now) {
            return user.authenticated
        }
        if let token = credentials.token {
            // Who shows a bad token is not let in as somebody without one.
            guard case .good(let user, _) = tokens.verdict(on: token, for: nil, at: now) else {
                throw APIFailure.unauthorized
            }
            return user
        }
        guard credentials.certificates.isEmpty, anonymous.includes(path) else { throw APIFailure.unauthorized }
        return .anonymous
    }
}

extension UserInfo {
    /// Who is heard without credentials.
    package static let anonymous = UserInfo(name: "system:anonymous", groups: [unauthenticatedGroup])
    /// The key under which a user's extra says by which credential it was known.
    static let credentialKey = "authentication.kubernetes.io/credential-id"

    /// The user as a member of the group of those who proved to be somebody.
    package var authenticated: UserInfo {
        guard !groups.contains(Self.authenticatedGroup), !groups.contains(Self.unauthenticatedGroup) else {
            return self
        }
        var user = self
        user.groups.append(Self.authenticatedGroup)
        return user
    }

    /// The user that a client certificate names: its common name, and each organization as a group.
    ///
    /// Nil when it names none, or is no longer valid: a connection may outlive the certificate it was made with.
    fileprivate init?(_ certificate: Certificate, at now: Timestamp) {
        guard certificate.isValid(at: now), let name = certificate.subject.commonName, !name.isEmpty,
            let fingerprint = try? certificate.fingerprint()
        else { return nil }
        self.init(
            name: name,
            groups: certificate.subject.organizations,
            extra: [Self.credentialKey: ["X509SHA256=\(Hex.encode(fingerprint))"]]
        )
    }
}
