// SPDX-License-Identifier: Apache-2.0

import COpenSSL

/// The two forms of an ECDSA signature on P-256: OpenSSL makes and takes DER, tokens carry the bare numbers.
enum ECDSASignature {
    /// The length of each of the two numbers.
    private static let numberLength = 32

    /// The DER form of two numbers; nil when the length is not that of two numbers.
    static func der(fromConcatenated signature: [UInt8]) throws(CryptographyError) -> [UInt8]? {
        guard signature.count == 2 * numberLength else { return nil }
        let pair = try unsafe Owned(ECDSA_SIG_new(), freedBy: ECDSA_SIG_free, "cannot read an ECDSA signature")
        let first = unsafe BN_bin2bn(signature, CInt(numberLength), nil)
        let second = unsafe Array(signature.suffix(numberLength)).withUnsafeBufferPointer {
            unsafe BN_bin2bn($0.baseAddress, CInt(numberLength), nil)
        }
        // The pair takes both numbers over, unless one is missing.
        guard unsafe ECDSA_SIG_set0(pair.pointer, first, second) == 1 else {
            unsafe BN_free(first)
            unsafe BN_free(second)
            throw .fromOpenSSL(.libraryFailure, "cannot read an ECDSA signature")
        }
        return try unsafe DER.encode("an ECDSA signature") { unsafe i2d_ECDSA_SIG(pair.pointer, $0) }
    }

    /// The two numbers of a DER form that OpenSSL made.
    static func concatenated(fromDER signature: [UInt8]) throws(CryptographyError) -> [UInt8] {
        let decoded = unsafe DER.decode(signature, freedBy: ECDSA_SIG_free) { unsafe d2i_ECDSA_SIG(nil, $0, $1) }
        let pair = try unsafe Owned(decoded, freedBy: ECDSA_SIG_free, "cannot read an ECDSA signature")
        var numbers = [UInt8](repeating: 0, count: 2 * numberLength)
        let isWritten = unsafe numbers.withUnsafeMutableBufferPointer { numbers in
            guard let start = numbers.baseAddress else { return false }
            let length = CInt(numberLength)
            return unsafe BN_bn2binpad(ECDSA_SIG_get0_r(pair.pointer), start, length) == length
                && BN_bn2binpad(ECDSA_SIG_get0_s(pair.pointer), start + numberLength, length) == length
        }
        guard isWritten else { throw .fromOpenSSL(.libraryFailure, "cannot write an ECDSA signature") }
        return numbers
    }
}
