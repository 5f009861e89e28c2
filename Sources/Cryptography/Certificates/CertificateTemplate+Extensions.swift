// SPDX-License-Identifier: Apache-2.0

import COpenSSL

extension CertificateTemplate {
    private enum Criticality: CInt {
        case ordinary = 0
        case critical = 1
    }

    /// Writes the extensions of the template.
    func writeExtensions(to certificate: OpaquePointer, signer: Signer) throws(CryptographyError) {
        try unsafe writeBasicConstraints(to: certificate)
        try unsafe writeKeyUsage(to: certificate)
        try unsafe writeKeyIDs(to: certificate, signer: signer)
        if !extendedKeyUsages.isEmpty { try unsafe writeExtendedKeyUsages(to: certificate) }
        if !names.isEmpty { try unsafe writeNames(to: certificate) }
    }

    private func writeBasicConstraints(to certificate: OpaquePointer) throws(CryptographyError) {
        let constraints = try unsafe Owned(
            BASIC_CONSTRAINTS_new(),
            freedBy: BASIC_CONSTRAINTS_free,
            "cannot write basic constraints"
        )
        if case .authority(let pathLength) = basicConstraints {
            // DER's TRUE, as OpenSSL holds it.
            unsafe constraints.pointer.pointee.ca = 0xFF
            if let pathLength {
                unsafe constraints.pointer.pointee.pathlen = ASN1_INTEGER_new()
                let status = unsafe ASN1_INTEGER_set_int64(constraints.pointer.pointee.pathlen, Int64(pathLength))
                try CryptographyError.check(status, "cannot write a path length of \(pathLength)")
            }
        }
        // RFC 5280 section 4.2.1.9: critical in the certificates of authorities.
        try unsafe add(constraints.pointer, NID_basic_constraints, .critical, to: certificate)
    }

    private func writeKeyUsage(to certificate: OpaquePointer) throws(CryptographyError) {
        let failure = "cannot write a key usage"
        let bits = try unsafe Owned(ASN1_BIT_STRING_new(), freedBy: ASN1_BIT_STRING_free, failure)
        // Bit 0 is the highest bit of the first byte, which is the low one in the numbers of `KeyUsage`.
        for bit in 0..<CInt(8) where keyUsage.rawValue & (0x80 >> UInt32(bit)) != 0 {
            try CryptographyError.check(unsafe ASN1_BIT_STRING_set_bit(bits.pointer, bit, 1), failure)
        }
        try unsafe add(bits.pointer, NID_key_usage, .critical, to: certificate)
    }

    private func writeKeyIDs(to certificate: OpaquePointer, signer: Signer) throws(CryptographyError) {
        let subject = try unsafe Self.octetString(try publicKey.certificateKeyID)
        try unsafe add(subject.pointer, NID_subject_key_identifier, .ordinary, to: certificate)
        let authority = try unsafe Owned(
            AUTHORITY_KEYID_new(),
            freedBy: AUTHORITY_KEYID_free,
            "cannot write a key identifier"
        )
        let identifier = try unsafe Self.octetString(signer.keyID)
        unsafe authority.pointer.pointee.keyid = ASN1_OCTET_STRING_dup(identifier.pointer)
        try unsafe add(authority.pointer, NID_authority_key_identifier, .ordinary, to: certificate)
    }

    private func writeExtendedKeyUsages(to certificate: OpaquePointer) throws(CryptographyError) {
        let usages = try unsafe Owned(
            OPENSSL_sk_new_null(),
            freedBy: EXTENDED_KEY_USAGE_free,
            "cannot write extended key usages"
        )
        for usage in extendedKeyUsages {
            let failure = "\(usage.objectIdentifier) is no object identifier of an extended key usage"
            guard let object = unsafe OBJ_txt2obj(usage.objectIdentifier, 1) else {
                throw .fromOpenSSL(.invalidCertificateRequest, failure)
            }
            guard unsafe OPENSSL_sk_push(usages.pointer, UnsafeRawPointer(object)) > 0 else {
                unsafe ASN1_OBJECT_free(object)
                throw .fromOpenSSL(.libraryFailure, failure)
            }
        }
        try unsafe add(UnsafeMutableRawPointer(usages.pointer), NID_ext_key_usage, .ordinary, to: certificate)
    }

    private func writeNames(to certificate: OpaquePointer) throws(CryptographyError) {
        let stack = try unsafe Owned(OPENSSL_sk_new_null(), freedBy: GENERAL_NAMES_free, "cannot write names")
        for name in names {
            try unsafe name.append(to: stack.pointer)
        }
        // RFC 5280 section 4.2.1.6: critical when it is the only name.
        let criticality = subject.attributes.isEmpty ? Criticality.critical : .ordinary
        try unsafe add(UnsafeMutableRawPointer(stack.pointer), NID_subject_alt_name, criticality, to: certificate)
    }

    private func add(
        _ value: UnsafeMutableRawPointer,
        _ kind: CInt,
        _ criticality: Criticality,
        to certificate: OpaquePointer
    ) throws(CryptographyError) {
        let status = unsafe X509_add1_ext_i2d(certificate, kind, value, criticality.rawValue, 0)
        try CryptographyError.check(status, "cannot add an extension to the certificate of \"\(subject)\"")
    }

    private static func octetString(
        _ bytes: [UInt8]
    ) throws(CryptographyError) -> Owned<UnsafeMutablePointer<ASN1_OCTET_STRING>> {
        let failure = "cannot write a key identifier"
        let string = try unsafe Owned(ASN1_OCTET_STRING_new(), freedBy: ASN1_OCTET_STRING_free, failure)
        try CryptographyError.check(unsafe ASN1_OCTET_STRING_set(string.pointer, bytes, CInt(bytes.count)), failure)
        return unsafe string
    }
}

extension PublicKey {
    /// The identifier that certificates give this key: 160 bits of the SHA-256 of the key (RFC 7093 section 2, method 1).
    var certificateKeyID: [UInt8] {
        get throws(CryptographyError) {
            try unsafe handle.withPointer { key throws(CryptographyError) in
                let bits = try unsafe DER.encode("a public key") { unsafe i2d_PublicKey(key, $0) }
                return Array(SHA256.hash(bits).prefix(20))
            }
        }
    }
}
