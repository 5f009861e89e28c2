// SPDX-License-Identifier: Apache-2.0

import COpenSSL

/// HMAC (RFC 2104) with SHA-256: a code that only who has the key can compute.
///
/// Compare a received code with `constantTimeEqual`, never with `==`.
package enum HMAC {
    /// The code of a message.
    package static func sha256(key: [UInt8], message: Span<UInt8>) -> [UInt8] {
        // Duplicating a context that knows its digest saves a search through the providers for each message.
        guard let context = unsafe EVP_MAC_CTX_dup(HMACTemplate.sha256.context) else {
            preconditionFailure("OpenSSL cannot start an HMAC: \(ErrorQueue.drain())")
        }
        defer { unsafe EVP_MAC_CTX_free(context) }
        return unsafe [UInt8](unsafeUninitializedCapacity: SHA256.byteCount) { code, count in
            let hasKey = unsafe key.withUnsafeBufferPointer { key in
                // OpenSSL reads a null pointer as "keep the key"; an empty key must not be one.
                var none: UInt8 = 0
                return unsafe withUnsafePointer(to: &none) { none in
                    unsafe EVP_MAC_init(context, key.baseAddress ?? none, key.count, nil) == 1
                }
            }
            let isComputed = unsafe message.withUnsafeBufferPointer { message in
                unsafe EVP_MAC_update(context, message.baseAddress, message.count) == 1
                    && EVP_MAC_final(context, code.baseAddress, &count, code.count) == 1
            }
            precondition(hasKey && isComputed, "OpenSSL failed in an HMAC")
        }
    }

    /// The code of a message.
    package static func sha256(key: [UInt8], message: [UInt8]) -> [UInt8] {
        sha256(key: key, message: message.span)
    }

    /// The code of a text's UTF-8 bytes.
    package static func sha256(key: [UInt8], message: String) -> [UInt8] {
        sha256(key: key, message: message.utf8.span)
    }
}

/// A context that is set to HMAC-SHA-256 and has no key; each computation starts from a duplicate.
// SAFETY: after `init` the context is only read, by EVP_MAC_CTX_dup, which takes it as const.
@safe
private final class HMACTemplate: @unchecked Sendable {
    static let sha256 = HMACTemplate(digest: "SHA256")

    let context: OpaquePointer

    init(digest: String) {
        let algorithm = unsafe EVP_MAC_fetch(nil, "HMAC", nil)
        // The context keeps its own reference to the algorithm.
        defer { unsafe EVP_MAC_free(algorithm) }
        let context = unsafe EVP_MAC_CTX_new(algorithm)
        // A parameter keeps pointers to its name and its value; a string given to the call directly would be gone.
        var digestName = Array(digest.utf8CString)
        let isReady = unsafe OSSL_MAC_PARAM_DIGEST.withCString { name in
            unsafe digestName.withUnsafeMutableBufferPointer { value in
                let parameters = unsafe [
                    OSSL_PARAM_construct_utf8_string(name, value.baseAddress, 0), OSSL_PARAM_construct_end(),
                ]
                return unsafe EVP_MAC_CTX_set_params(context, parameters) == 1
            }
        }
        guard isReady, let context = unsafe context else {
            preconditionFailure("OpenSSL offers no HMAC with \(digest): \(ErrorQueue.drain())")
        }
        unsafe self.context = context
    }

    deinit {
        unsafe EVP_MAC_CTX_free(context)
    }
}
