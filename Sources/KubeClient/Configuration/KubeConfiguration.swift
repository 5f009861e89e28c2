// SPDX-License-Identifier: Apache-2.0

package import Basics
package import HTTPCore

/// How an API server is reached, and as whom.
package struct KubeConfiguration: Sendable {
    /// The server's URL; the path in it, if any, stands before the paths of all requests.
    package var server: HTTPURL
    /// Whose certificates are trusted; nil for those whom the machine trusts.
    package var certificateAuthorities: Material?
    /// The name that the server's certificate bears, where it is not the host of the URL.
    package var serverName: String?
    /// The proxy on the way; nil for what the environment says.
    package var proxy: HTTPURL?
    /// Whether answers are compressed on their way.
    package var allowsCompression = true
    /// What proves who is asking.
    package var credentials = Credentials.none
    /// A certificate that proves who is asking, besides `credentials` or in their place.
    package var identity: Identity?
    /// In whose name requests are made, where it is not one's own.
    package var impersonation: Impersonation?
    /// The namespace that is meant when none is named.
    package var namespace = "default"
    /// Where the configuration comes from, for messages.
    package var origin: String

    /// A server, and nothing to show to it.
    package init(server: HTTPURL, origin: String) {
        self.server = server
        self.origin = origin
    }

    /// What proves who is asking.
    package enum Credentials: Sendable {
        case none
        case token(Secret<String>)
        /// A file with a token, which is read again now and then: whoever writes it replaces it before it ends.
        case tokenFile(String)
        case password(user: String, Secret<String>)
        /// A program that is asked for a token or a certificate.
        case plugin(CredentialPlugin)
    }

    /// A client's certificate and key.
    package struct Identity: Sendable, Equatable {
        package var certificate: Material
        package var privateKey: Material

        /// A certificate with its key.
        package init(certificate: Material, privateKey: Material) {
            self.certificate = certificate
            self.privateKey = privateKey
        }
    }

    /// In whose name requests are made.
    package struct Impersonation: Sendable, Hashable {
        package var user: String
        package var uid: String?
        package var groups: [String] = []
        package var extra: [String: [String]] = [:]

        /// In the name of a user.
        package init(user: String) {
            self.user = user
        }
    }
}
