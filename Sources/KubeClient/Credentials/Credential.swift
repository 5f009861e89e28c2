// SPDX-License-Identifier: Apache-2.0

package import Basics
package import HTTPClient

/// What is shown to a server to say who is asking.
package struct Credential: Sendable {
    /// The value of the field `Authorization`.
    package var authorization: Secret<String>?
    /// The certificate of the connection.
    package var identity: HTTPClient.TLS.Identity?

    /// Something to show, or nothing.
    package init(authorization: Secret<String>? = nil, identity: HTTPClient.TLS.Identity? = nil) {
        self.authorization = authorization
        self.identity = identity
    }

    /// A bearer token (RFC 6750).
    static func bearer(_ token: String) -> Credential {
        Credential(authorization: Secret("Bearer \(token)"))
    }

    /// A name and a password (RFC 7617).
    static func password(_ user: String, _ password: Secret<String>) -> Credential {
        let pair = Array("\(user):\(password.exposed)".utf8)
        return Credential(authorization: Secret("Basic \(Base64.standard.encode(pair))"))
    }
}

extension Credential: Equatable {
    package static func == (left: Credential, right: Credential) -> Bool {
        left.authorization == right.authorization && left.identity?.privateKeyPEM == right.identity?.privateKeyPEM
            && left.identity?.certificateChainPEM == right.identity?.certificateChainPEM
    }
}

/// Where credentials come from that do not last.
package protocol CredentialSource: Sendable {
    /// What is good now.
    func credential() async throws(CredentialError) -> Credential

    /// Hears that a server did not accept a credential, and says whether it is worth asking again.
    func refused(_ credential: Credential) -> Bool
}

/// Why there is nothing to show to a server.
package struct CredentialError: Error, CustomStringConvertible {
    /// What was tried, and what went wrong.
    package let description: String

    /// A failure in words, which hold no secret.
    package init(_ description: String) {
        self.description = description
    }
}

/// A credential that lasts.
struct FixedCredential: CredentialSource {
    let value: Credential

    func credential() -> Credential { value }

    func refused(_ credential: Credential) -> Bool { false }
}
