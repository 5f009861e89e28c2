// SPDX-License-Identifier: Apache-2.0

package import Basics

/// A small certificate authority: it signs what it is asked to, keeps no list of it, and revokes nothing.
///
/// It serves the embedded control plane and tests. It has no clock, and does not mind certificates that are valid
/// outside its own validity: tests need the broken ones as well.
package struct CertificateAuthority: Sendable {
    /// Its own certificate, key, and the authorities between it and its root, without itself.
    package let identity: CertificateIdentity
    private let isRoot: Bool

    /// An authority from a stored certificate and key; an error unless the certificate is that of an authority.
    package init(_ identity: CertificateIdentity) throws(CryptographyError) {
        let certificate = identity.certificate
        guard certificate.isCertificateAuthority, certificate.keyUsage?.contains(.certificateSigning) ?? true else {
            let message = "the certificate of \"\(certificate.subject)\" is not that of a certificate authority"
            throw CryptographyError(.notAnAuthority, message)
        }
        self.identity = identity
        isRoot = certificate.subject == certificate.issuer
    }

    /// The certificate: what who should trust the authority needs, when it is a root.
    package var certificate: Certificate { identity.certificate }

    /// Makes a root: an authority that signs itself.
    package static func root(
        subject: DistinguishedName,
        validity: ClosedRange<Timestamp>,
        pathLength: Int? = nil,
        key: PrivateKey? = nil
    ) throws(CryptographyError) -> CertificateAuthority {
        let key = if let key { key } else { try PrivateKey.generate() }
        let template = CertificateTemplate.authority(subject, key, validity, pathLength: pathLength)
        return try CertificateAuthority(try template.signed(byItself: key))
    }

    /// Makes an authority below this one; by default it may issue end certificates only.
    package func issueIntermediate(
        subject: DistinguishedName,
        validity: ClosedRange<Timestamp>,
        pathLength: Int? = 0,
        key: PrivateKey? = nil
    ) throws(CryptographyError) -> CertificateAuthority {
        let key = if let key { key } else { try PrivateKey.generate() }
        let template = CertificateTemplate.authority(subject, key, validity, pathLength: pathLength)
        return try CertificateAuthority(try sign(template, key: key))
    }

    /// Issues an end certificate; without `key` it gets a new P-256 key.
    ///
    /// - Parameters:
    ///   - subject: whom it speaks of; of a client, Kubernetes takes the common name as user, organizations as groups.
    ///   - names: what a server is reached under; clients compare these, and ignore the common name.
    ///   - validity: both ends included, to the second.
    ///   - usages: the protocols it is for; none means any.
    ///   - key: the key to certify.
    /// - Returns: the certificate, its key, and the intermediates up to this authority's root.
    /// - Throws: `invalidCertificateRequest` for names that a certificate cannot carry.
    package func issue(
        subject: DistinguishedName,
        names: [SubjectAlternativeName] = [],
        validity: ClosedRange<Timestamp>,
        usages: [ExtendedKeyUsage],
        key: PrivateKey? = nil
    ) throws(CryptographyError) -> CertificateIdentity {
        let key = if let key { key } else { try PrivateKey.generate() }
        let template = CertificateTemplate.end(subject, key, validity, names: names, usages: usages)
        return try sign(template, key: key)
    }

    private func sign(
        _ template: CertificateTemplate,
        key: PrivateKey
    ) throws(CryptographyError) -> CertificateIdentity {
        let keyID =
            if let keyID = certificate.subjectKeyID { keyID } else { try certificate.publicKey.certificateKeyID }
        let signer = CertificateTemplate.Signer(name: certificate.subject, key: identity.privateKey, keyID: keyID)
        return try CertificateIdentity(
            certificate: try template.signed(by: signer),
            privateKey: key,
            intermediates: isRoot ? [] : [certificate] + identity.intermediates
        )
    }
}

extension CryptographyError.Code {
    /// A certificate that may not sign others was to be used as an authority.
    package static let notAnAuthority = Self("notAnAuthority")
}
