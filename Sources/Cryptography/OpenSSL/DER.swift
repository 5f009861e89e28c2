// SPDX-License-Identifier: Apache-2.0

import COpenSSL

/// Calls that turn OpenSSL objects into DER bytes, and back.
enum DER {
    /// The encoding that an `i2d_…` function writes: asked for its length first, then for the bytes.
    static func encode(
        _ what: String,
        _ write: (UnsafeMutablePointer<UnsafeMutablePointer<UInt8>?>?) -> CInt
    ) throws(CryptographyError) -> [UInt8] {
        let count = Int(write(nil))
        guard count >= 0 else { throw .fromOpenSSL(.libraryFailure, "cannot encode \(what) as DER") }
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, written in
            var next = buffer.baseAddress
            written = unsafe max(0, Int(write(&next)))
        }
        guard bytes.count == count else { throw .fromOpenSSL(.libraryFailure, "cannot encode \(what) as DER") }
        return bytes
    }

    /// What a `d2i_…` function reads, or nil when it fails or leaves bytes unread.
    static func decode<Pointer>(
        _ bytes: [UInt8],
        freedBy free: (Pointer?) -> Void,
        _ read: (UnsafeMutablePointer<UnsafePointer<UInt8>?>, CLong) -> Pointer?
    ) -> Pointer? {
        unsafe bytes.withUnsafeBufferPointer { buffer in
            guard let start = buffer.baseAddress else { return nil }
            var next: UnsafePointer<UInt8>? = unsafe start
            guard let object = unsafe read(&next, buffer.count) else { return nil }
            guard unsafe next == start + buffer.count else {
                free(object)
                return nil
            }
            return object
        }
    }
}
