// SPDX-License-Identifier: Apache-2.0

/// The natural logarithm, the same to the last bit on every machine.
///
/// Two replicas that disagree in the last bit could send the same execution to two dataplanes. The C library's logarithm
/// may differ between versions and processors; additions, multiplications and divisions of IEEE 754 may not.
enum NaturalLogarithm {
    /// The fraction of the square root of two.
    private static let fractionOfRoot: UInt64 = 0x0006_A09E_667F_3BCD

    /// `-ln(u)` for a `u` between zero and one, exclusive; the relative error is below 1e-12.
    @inline(__always)
    static func negated(of u: Double) -> Double {
        // u = m * 2^e with m between the square roots of one half and two, where the series converges fast, and where
        // a u close to one keeps its distance from one exactly.
        // Which half m falls into is a coin's toss: it is added, not branched on.
        let bits = u.bitPattern
        let fraction = bits & 0x000F_FFFF_FFFF_FFFF
        let isAboveRoot: UInt64 = (fractionOfRoot &- fraction) >> 63
        let exponent = Int64(bits >> 52) - 1_023 + Int64(isAboveRoot)
        let m = Double(bitPattern: fraction | (1_023 - isAboveRoot) << 52)
        // ln m = 2 artanh s
        let s = (m - 1) / (m + 1)
        let q = s * s
        var sum = 1.0 / 17
        sum = sum * q + 1.0 / 15
        sum = sum * q + 1.0 / 13
        sum = sum * q + 1.0 / 11
        sum = sum * q + 1.0 / 9
        sum = sum * q + 1.0 / 7
        sum = sum * q + 1.0 / 5
        sum = sum * q + 1.0 / 3
        sum = sum * q + 1
        return -(Double(exponent) * 0.693_147_180_559_945_3 + 2 * s * sum)
    }
}
