// SPDX-License-Identifier: Apache-2.0

extension HTTPClientError {
    /// Why the two sides did not come together over TLS.
    package enum TLSFailure: Sendable, Hashable {
        /// The certificate was issued by nobody who is trusted.
        case unknownAuthority
        /// The certificate vouches for itself.
        case selfSigned
        /// The certificate, or that of an authority above it, is no longer valid.
        case expired
        /// The certificate, or that of an authority above it, is not valid yet.
        case notYetValid
        /// The certificate is somebody else's.
        case wrongName
        /// The certificate was withdrawn.
        case revoked
        /// The certificate is not meant for servers, or its key or signature is too weak.
        case unsuitableCertificate
        /// The server wants a certificate and the client has none.
        case clientCertificateRequired
        /// The server does not accept the client's certificate.
        case clientCertificateRejected
        /// No version, cipher or message in common; the other side may not speak TLS at all.
        case handshake
        /// The certificates or the key that the client was given cannot be used.
        case configuration
    }
}

extension HTTPClientError.TLSFailure: CustomStringConvertible {
    package var description: String {
        switch self {
        case .unknownAuthority: "the certificate was issued by an unknown authority"
        case .selfSigned: "the certificate is self-signed"
        case .expired: "the certificate has expired"
        case .notYetValid: "the certificate is not valid yet"
        case .wrongName: "the certificate is for another name"
        case .revoked: "the certificate was revoked"
        case .unsuitableCertificate: "the certificate is not fit for this use"
        case .clientCertificateRequired: "the server wants a client certificate"
        case .clientCertificateRejected: "the server rejects the client certificate"
        case .handshake: "no agreement with the server"
        case .configuration: "the client's certificates or key cannot be used"
        }
    }
}
