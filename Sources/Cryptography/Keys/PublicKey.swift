// SPDX-License-Identifier: Apache-2.0

import COpenSSL

/// The public half of a key pair: it verifies signatures.
package struct PublicKey: Sendable {
    let handle: KeyHandle

    /// What kind of key it is.
    package var type: KeyType { handle.type }

    init(_ handle: KeyHandle) {
        self.handle = handle
    }

    /// Reads a key from the DER bytes of a `SubjectPublicKeyInfo` (RFC 5280 section 4.1.2.7).
    package init(der: [UInt8]) throws(CryptographyError) {
        let pointer = unsafe DER.decode(der, freedBy: EVP_PKEY_free) { unsafe d2i_PUBKEY(nil, $0, $1) }
        guard let pointer = unsafe pointer else { throw .fromOpenSSL(.malformedKey, "the bytes are not a public key") }
        ErrorQueue.clear()
        handle = unsafe KeyHandle(owning: pointer)
    }

    /// Reads the first `PUBLIC KEY` block of a PEM text.
    package init(pem: String) throws(CryptographyError) {
        guard let block = try PEMBlock.all(in: pem).first(where: { $0.label == Self.pemLabel }) else {
            throw CryptographyError(.malformedPEM, "the PEM text has no \"\(Self.pemLabel)\" block")
        }
        try self.init(der: block.bytes)
    }

    private static let pemLabel = "PUBLIC KEY"

    /// The key as a `SubjectPublicKeyInfo`.
    package var der: [UInt8] {
        get throws(CryptographyError) {
            try unsafe handle.withPointer { key throws(CryptographyError) in
                try unsafe DER.encode("a public key") { unsafe i2d_PUBKEY(key, $0) }
            }
        }
    }

    /// The key as a PEM text.
    package var pem: String {
        get throws(CryptographyError) { PEMBlock(label: Self.pemLabel, bytes: try der).text }
    }
}

extension PublicKey: Equatable {
    package static func == (left: PublicKey, right: PublicKey) -> Bool {
        // 1 is equal; 0, -1 and -2 are ways to differ, of which some leave an error behind.
        let isEqual = unsafe left.handle.withPointer { left in
            unsafe right.handle.withPointer { right in unsafe EVP_PKEY_eq(left, right) == 1 }
        }
        ErrorQueue.clear()
        return isEqual
    }
}

extension PublicKey {
    /// Whether a signature over a message was made by the private half, with SHA-256 and the key type's one scheme.
    ///
    /// Bytes that are no signature at all are an ordinary "no". A key that cannot verify is an error.
    package func isSignature(
        _ signature: [UInt8],
        of message: [UInt8],
        form: SignatureForm = .der
    ) throws(CryptographyError) -> Bool {
        try type.checkSigning()
        var signature = signature
        if case (.p256, .concatenated) = (type, form) {
            guard let der = try ECDSASignature.der(fromConcatenated: signature) else { return false }
            signature = der
        }
        let failure = "a key of type \(type) cannot verify signatures"
        let context = try unsafe Owned(EVP_MD_CTX_new(), freedBy: EVP_MD_CTX_free, failure)
        try unsafe handle.withPointer { key throws(CryptographyError) in
            let status = unsafe EVP_DigestVerifyInit_ex(context.pointer, nil, "SHA256", nil, nil, key, nil)
            try CryptographyError.check(status, failure)
        }
        let status = unsafe EVP_DigestVerify(context.pointer, signature, signature.count, message, message.count)
        ErrorQueue.clear()
        return status == 1
    }
}
