// SPDX-License-Identifier: Apache-2.0

internal import Basics

extension CertificateTemplate {
    /// The certificate of an authority.
    static func authority(
        _ subject: DistinguishedName,
        _ key: PrivateKey,
        _ validity: ClosedRange<Timestamp>,
        pathLength: Int?
    ) -> CertificateTemplate {
        CertificateTemplate(
            subject: subject,
            publicKey: key.publicKey,
            validity: validity,
            basicConstraints: .authority(pathLength: pathLength),
            keyUsage: .authority
        )
    }

    /// The certificate of somebody who issues none.
    static func end(
        _ subject: DistinguishedName,
        _ key: PrivateKey,
        _ validity: ClosedRange<Timestamp>,
        names: [SubjectAlternativeName],
        usages: [ExtendedKeyUsage]
    ) -> CertificateTemplate {
        CertificateTemplate(
            subject: subject,
            publicKey: key.publicKey,
            validity: validity,
            names: names,
            keyUsage: .endEntity(key.type),
            extendedKeyUsages: usages
        )
    }

    /// The certificate, signed with the key that it is about.
    func signed(byItself key: PrivateKey) throws(CryptographyError) -> CertificateIdentity {
        let signer = Signer(name: subject, key: key, keyID: try key.publicKey.certificateKeyID)
        return try CertificateIdentity(certificate: try signed(by: signer), privateKey: key)
    }
}
