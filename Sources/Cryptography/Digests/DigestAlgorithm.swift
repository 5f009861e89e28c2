// SPDX-License-Identifier: Apache-2.0

import COpenSSL

/// A digest algorithm, looked up once in the process.
///
/// OpenSSL 3 searches its providers anew on every use of `EVP_sha256()`: nearly half the cost of hashing 200 bytes.
// SAFETY: an EVP_MD does not change after the fetch; its reference count, all that calls touch, is atomic.
@safe
final class DigestAlgorithm: @unchecked Sendable {
    /// SHA-256 (FIPS 180-4).
    static let sha256 = DigestAlgorithm("SHA256")

    let pointer: OpaquePointer

    private init(_ name: String) {
        guard let pointer = unsafe EVP_MD_fetch(nil, name, nil) else {
            // Every provider of OpenSSL 3 has it, FIPS included; nothing in this process can work without.
            preconditionFailure("OpenSSL offers no \(name): \(ErrorQueue.drain())")
        }
        unsafe self.pointer = pointer
    }

    deinit {
        unsafe EVP_MD_free(pointer)
    }
}
