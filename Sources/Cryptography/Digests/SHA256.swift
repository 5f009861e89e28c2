// SPDX-License-Identifier: Apache-2.0

import COpenSSL

/// SHA-256 (FIPS 180-4): of one piece by `hash(_:)`, or of pieces as they come by a value of this type.
@safe
package struct SHA256: ~Copyable {
    /// The length of a digest.
    package static let byteCount = 32

    private let context: OpaquePointer

    /// A hasher that has seen nothing yet.
    package init() {
        guard let context = unsafe EVP_MD_CTX_new(),
            unsafe EVP_DigestInit_ex2(context, DigestAlgorithm.sha256.pointer, nil) == 1
        else {
            preconditionFailure("OpenSSL cannot start a SHA-256: \(ErrorQueue.drain())")
        }
        unsafe self.context = context
    }

    deinit {
        unsafe EVP_MD_CTX_free(context)
    }

    /// Adds the next piece.
    package mutating func update(_ bytes: Span<UInt8>) {
        let status = unsafe bytes.withUnsafeBufferPointer { unsafe EVP_DigestUpdate(context, $0.baseAddress, $0.count) }
        precondition(status == 1, "OpenSSL failed in the middle of a SHA-256")
    }

    /// Adds the next piece.
    package mutating func update(_ bytes: [UInt8]) {
        update(bytes.span)
    }

    /// Adds the UTF-8 bytes of a text.
    package mutating func update(_ text: String) {
        update(text.utf8.span)
    }

    /// The digest of everything added; the hasher is used up.
    package consuming func finalize() -> [UInt8] {
        unsafe [UInt8](unsafeUninitializedCapacity: Self.byteCount) { buffer, count in
            let status = unsafe EVP_DigestFinal_ex(context, buffer.baseAddress, nil)
            precondition(status == 1, "OpenSSL failed at the end of a SHA-256")
            count = Self.byteCount
        }
    }
}

extension SHA256 {
    /// The digest of some bytes.
    package static func hash(_ bytes: Span<UInt8>) -> [UInt8] {
        var hasher = SHA256()
        hasher.update(bytes)
        return hasher.finalize()
    }

    /// The digest of some bytes.
    package static func hash(_ bytes: [UInt8]) -> [UInt8] {
        hash(bytes.span)
    }

    /// The digest of a text's UTF-8 bytes.
    package static func hash(_ text: String) -> [UInt8] {
        hash(text.utf8.span)
    }
}
