// SPDX-License-Identifier: Apache-2.0

import COpenSSL

/// Random bytes for keys, tokens and serial numbers, from OpenSSL's generator.
///
/// For jitter and load balancing take Swift's `SystemRandomNumberGenerator`, or a seeded one.
package enum SecureRandom {
    /// Unpredictable bytes; an error when the generator cannot be seeded, never weaker bytes.
    package static func bytes(count: Int) throws(CryptographyError) -> [UInt8] {
        precondition((0...Int(CInt.max)).contains(count), "a count of random bytes is not negative and fits 32 bits")
        var bytes = [UInt8](repeating: 0, count: count)
        let status = unsafe bytes.withUnsafeMutableBufferPointer { unsafe RAND_bytes($0.baseAddress, CInt($0.count)) }
        try CryptographyError.check(status, "cannot get \(count) random bytes", code: .randomUnavailable)
        return bytes
    }
}
