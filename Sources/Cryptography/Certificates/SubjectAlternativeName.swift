// SPDX-License-Identifier: Apache-2.0

/// A name under which the holder of a certificate is reached (RFC 5280 section 4.2.1.6).
package enum SubjectAlternativeName: Hashable, Sendable {
    /// A host name, perhaps with `*` as its first label.
    case dns(String)
    /// An IPv4 or IPv6 address in its usual text form; read back in the canonical one.
    case ip(String)
    /// A URI, such as a SPIFFE identity.
    case uri(String)
    /// A mail address.
    case email(String)
}

extension SubjectAlternativeName: CustomStringConvertible {
    package var description: String {
        switch self {
        case .dns(let name): "DNS:\(name)"
        case .ip(let address): "IP:\(address)"
        case .uri(let uri): "URI:\(uri)"
        case .email(let address): "email:\(address)"
        }
    }
}
