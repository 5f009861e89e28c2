// SPDX-License-Identifier: Apache-2.0

import COpenSSL

/// A private key: it signs, and it never prints itself.
package struct PrivateKey: Sendable {
    let handle: KeyHandle

    /// What kind of key it is.
    package var type: KeyType { handle.type }

    /// The half that may be shown; both halves share one OpenSSL object.
    package var publicKey: PublicKey { PublicKey(handle) }

    init(_ handle: KeyHandle) {
        self.handle = handle
    }

    /// Makes a new key; RSA takes tenths of a second, P-256 tens of microseconds.
    package static func generate(_ type: KeyType = .p256) throws(CryptographyError) -> PrivateKey {
        let failure = "cannot generate a key of type \(type)"
        let name =
            switch type {
            case .rsa: "RSA"
            case .p256: "EC"
            case .other: throw CryptographyError(.unsupportedKey, failure)
            }
        let context = try unsafe Owned(EVP_PKEY_CTX_new_from_name(nil, name, nil), freedBy: EVP_PKEY_CTX_free, failure)
        try CryptographyError.check(unsafe EVP_PKEY_keygen_init(context.pointer), failure)
        if case .rsa(let bits) = type {
            let bits = CInt(clamping: bits)
            try CryptographyError.check(unsafe EVP_PKEY_CTX_set_rsa_keygen_bits(context.pointer, bits), failure)
        } else {
            let curve = NID_X9_62_prime256v1
            try CryptographyError.check(unsafe EVP_PKEY_CTX_set_ec_paramgen_curve_nid(context.pointer, curve), failure)
        }
        var key: OpaquePointer?
        try CryptographyError.check(unsafe EVP_PKEY_generate(context.pointer, &key), failure, code: .unsupportedKey)
        guard let key = unsafe key else { throw .fromOpenSSL(.libraryFailure, failure) }
        return unsafe PrivateKey(KeyHandle(owning: key))
    }

    /// A signature over a message, with SHA-256 and the key type's one scheme.
    package func signature(of message: [UInt8], form: SignatureForm = .der) throws(CryptographyError) -> [UInt8] {
        try type.checkSigning()
        let failure = "a key of type \(type) cannot sign"
        let context = try unsafe Owned(EVP_MD_CTX_new(), freedBy: EVP_MD_CTX_free, failure)
        try unsafe handle.withPointer { key throws(CryptographyError) in
            let status = unsafe EVP_DigestSignInit_ex(context.pointer, nil, "SHA256", nil, nil, key, nil)
            try CryptographyError.check(status, failure)
        }
        var count = 0
        try CryptographyError.check(
            unsafe EVP_DigestSign(context.pointer, nil, &count, message, message.count),
            failure
        )
        var signature = [UInt8](repeating: 0, count: count)
        let status = unsafe EVP_DigestSign(context.pointer, &signature, &count, message, message.count)
        try CryptographyError.check(status, failure)
        // The length asked for in advance is an upper bound: a DER signature may come out shorter.
        signature.removeSubrange(count...)
        if case (.p256, .concatenated) = (type, form) {
            return try ECDSASignature.concatenated(fromDER: signature)
        }
        return signature
    }
}

extension PrivateKey: CustomStringConvertible, CustomReflectable {
    package var description: String { "private key of type \(type) <redacted>" }

    package var customMirror: Mirror { Mirror(self, children: ["type": type]) }
}
