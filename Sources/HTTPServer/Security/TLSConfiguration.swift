// SPDX-License-Identifier: Apache-2.0

package import Basics

/// With what a server proves who it is, and whom it asks to prove the same.
///
/// TLS 1.2 and newer are spoken, and HTTP/1.1 on top of it.
package struct TLSConfiguration: Sendable {
    /// Where a PEM text comes from.
    package enum PEM: Sendable {
        /// A text that stays as it is.
        case bytes(Secret<[UInt8]>)
        /// A file that is read again when its content changes.
        case file(path: String)
    }

    /// Whether clients show certificates, and who must have issued them.
    package enum Clients: Sendable {
        case anonymous
        /// A client may show a certificate; one that these authorities did not issue ends the connection.
        case optional(authorities: PEM)
        /// A client without a certificate of these authorities is not served.
        case required(authorities: PEM)

        var authorities: PEM? {
            switch self {
            case .anonymous: nil
            case .optional(let authorities), .required(let authorities): authorities
            }
        }
    }

    /// The server's certificate and the intermediates behind it.
    package var chain: PEM
    /// The private key of the certificate.
    package var key: PEM
    /// Whether clients show certificates.
    package var clients: Clients
    /// How old the knowledge of files may be when a client connects.
    package var reloadInterval = Duration.seconds(10)

    /// A server of this identity.
    package init(chain: PEM, key: PEM, clients: Clients = .anonymous) {
        self.chain = chain
        self.key = key
        self.clients = clients
    }
}
