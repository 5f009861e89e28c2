// SPDX-License-Identifier: Apache-2.0

package import Basics

extension HTTPClient {
    /// How servers prove who they are, and the client to them; TLS 1.2 is the least that is spoken.
    package struct TLS: Sendable {
        /// Certificate and key of the client.
        package struct Identity: Sendable {
            /// The certificate and the intermediates behind it, as PEM.
            package let certificateChainPEM: [UInt8]
            /// The private key, as PEM without a password.
            package let privateKeyPEM: Secret<[UInt8]>

            /// An identity; whether certificate and key belong together shows with the first connection.
            package init(certificateChainPEM: [UInt8], privateKeyPEM: Secret<[UInt8]>) {
                self.certificateChainPEM = certificateChainPEM
                self.privateKeyPEM = privateKeyPEM
            }
        }

        /// The authorities that are trusted, as PEM, and no others; nil trusts those of the system.
        package var certificateAuthoritiesPEM: [UInt8]?
        /// What the client shows to servers that ask.
        package var identity: Identity?
        /// The name that is asked for and that the certificate must bear, in place of the URL's host.
        ///
        /// The request itself still names the URL's host, as Kubernetes' `tls-server-name` wants it. What `NO_PROXY`
        /// is compared with is this name then.
        package var serverName: String?

        /// The authorities of the system, no identity, names as in the URLs.
        package init(
            certificateAuthoritiesPEM: [UInt8]? = nil,
            identity: Identity? = nil,
            serverName: String? = nil
        ) {
            self.certificateAuthoritiesPEM = certificateAuthoritiesPEM
            self.identity = identity
            self.serverName = serverName
        }
    }
}
