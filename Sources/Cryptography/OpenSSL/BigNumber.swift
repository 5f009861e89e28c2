// SPDX-License-Identifier: Apache-2.0

import COpenSSL

/// Numbers of any length, as OpenSSL holds them.
enum BigNumber {
    /// The bytes of a number, the most significant first, without leading zeros, or padded by them to `length`.
    static func bytes(of number: OpaquePointer, padded length: Int? = nil) -> [UInt8] {
        let count = unsafe length ?? Int((BN_num_bits(number) + 7) / 8)
        var bytes = [UInt8](repeating: 0, count: count)
        let written = unsafe BN_bn2binpad(number, &bytes, CInt(count))
        precondition(Int(written) == count, "a number is longer than its field")
        return bytes
    }
}
