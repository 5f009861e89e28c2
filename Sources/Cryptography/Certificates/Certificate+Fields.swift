// SPDX-License-Identifier: Apache-2.0

import Basics
import COpenSSL

extension Certificate {
    /// The serial number in hexadecimal digits, without leading zeros; unique for one issuer.
    package var serialNumber: String {
        unsafe handle.withPointer { certificate in
            guard let number = unsafe ASN1_INTEGER_to_BN(X509_get0_serialNumber(certificate), nil) else {
                ErrorQueue.clear()
                return ""
            }
            defer { unsafe BN_free(number) }
            return unsafe Hex.encode(BigNumber.bytes(of: number))
        }
    }

    /// The key that the certificate binds to its subject; an error for keys that this OpenSSL does not know.
    package var publicKey: PublicKey {
        get throws(CryptographyError) {
            try unsafe handle.withPointer { certificate throws(CryptographyError) in
                guard let key = unsafe X509_get_pubkey(certificate) else {
                    throw .fromOpenSSL(.unsupportedKey, "the key in the certificate of \"\(subject)\" cannot be read")
                }
                return unsafe PublicKey(KeyHandle(owning: key))
            }
        }
    }

    /// Whether it may sign other certificates (basic constraints, RFC 5280 section 4.2.1.9).
    package var isCertificateAuthority: Bool { handle.extensionFlags & UInt32(EXFLAG_CA) != 0 }

    /// How many certificate authorities may stand between it and the end of a chain; nil for any number.
    package var pathLength: Int? {
        let length = unsafe handle.withPointer { unsafe X509_get_pathlen($0) }
        return length < 0 ? nil : length
    }

    /// What its key may do; nil when the certificate does not limit it.
    package var keyUsage: KeyUsage? {
        let usage = unsafe handle.withPointer { unsafe X509_get_key_usage($0) }
        return usage == UInt32.max ? nil : KeyUsage(rawValue: usage)
    }

    /// The protocols that it is for; nil when the certificate does not limit them.
    package var extendedKeyUsages: [ExtendedKeyUsage]? { handle.extendedKeyUsages }

    /// The identifier of its own key, by which certificates that it signed refer to it.
    package var subjectKeyID: [UInt8]? {
        unsafe handle.withPointer { certificate in
            guard let identifier = unsafe X509_get0_subject_key_id(certificate) else { return nil }
            return unsafe ASN1.bytes(of: identifier)
        }
    }

    /// The identifier of the key that signed it.
    package var authorityKeyID: [UInt8]? {
        unsafe handle.withPointer { certificate in
            guard let identifier = unsafe X509_get0_authority_key_id(certificate) else { return nil }
            return unsafe ASN1.bytes(of: identifier)
        }
    }

    /// The digests by which certificates are referred to.
    package enum FingerprintAlgorithm: Sendable {
        /// SHA-1: only because AWS wants it as the thumbprint of an OIDC provider.
        case sha1
        /// SHA-256.
        case sha256
    }

    /// The digest of the whole certificate; an error where a machine's policy forbids SHA-1.
    package func fingerprint(_ algorithm: FingerprintAlgorithm = .sha256) throws(CryptographyError) -> [UInt8] {
        var digest = [UInt8](repeating: 0, count: Int(EVP_MAX_MD_SIZE))
        var count: CUnsignedInt = 0
        let status = unsafe handle.withPointer { certificate in
            let function = unsafe algorithm == .sha1 ? EVP_sha1() : EVP_sha256()
            return unsafe X509_digest(certificate, function, &digest, &count)
        }
        try CryptographyError.check(status, "cannot compute the \(algorithm) fingerprint of a certificate")
        return Array(digest.prefix(Int(count)))
    }
}
