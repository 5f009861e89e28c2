// SPDX-License-Identifier: Apache-2.0

import COpenSSL

extension PublicKey {
    /// The numbers that make up a public key, most significant byte first, as JSON Web Keys carry them (RFC 7518).
    package enum Numbers: Hashable, Sendable {
        /// An RSA key; neither number has leading zeros.
        case rsa(modulus: [UInt8], exponent: [UInt8])
        /// A point on P-256; both coordinates have 32 bytes.
        case p256(x: [UInt8], y: [UInt8])
    }

    /// The numbers of the key; an error for keys of other types.
    package var numbers: Numbers {
        get throws(CryptographyError) {
            switch type {
            case .rsa:
                .rsa(modulus: try number(OSSL_PKEY_PARAM_RSA_N), exponent: try number(OSSL_PKEY_PARAM_RSA_E))
            case .p256:
                .p256(
                    x: try number(OSSL_PKEY_PARAM_EC_PUB_X, length: Self.coordinateLength),
                    y: try number(OSSL_PKEY_PARAM_EC_PUB_Y, length: Self.coordinateLength)
                )
            case .other(let name):
                throw CryptographyError(
                    .unsupportedKey,
                    "a key of type \(name) cannot be taken apart; use RSA or P-256"
                )
            }
        }
    }

    /// The key that some numbers make up; an error for a point that is not on the curve.
    package init(_ numbers: Numbers) throws(CryptographyError) {
        switch numbers {
        case .rsa(let modulus, let exponent):
            guard !modulus.isEmpty, !exponent.isEmpty, max(modulus.count, exponent.count) <= Self.longestModulus else {
                let message = "an RSA key's numbers have from 1 to \(Self.longestModulus) bytes each"
                throw CryptographyError(.malformedKey, message)
            }
            try self.init(der: SubjectPublicKeyInfo.rsa(modulus: modulus, exponent: exponent))
        case .p256(let x, let y):
            // RFC 7518 section 6.2.1.2: the full length of a coordinate, leading zeros included.
            guard x.count == Self.coordinateLength, y.count == Self.coordinateLength else {
                let message = "a P-256 key's coordinates have \(Self.coordinateLength) bytes each"
                throw CryptographyError(.malformedKey, message)
            }
            try self.init(der: SubjectPublicKeyInfo.p256(x: x, y: y))
        }
    }

    private static let coordinateLength = 32
    /// What OpenSSL is still willing to verify with; a longer modulus would only cost time.
    private static let longestModulus = 16_384 / 8

    private func number(_ name: String, length: Int? = nil) throws(CryptographyError) -> [UInt8] {
        let failure = "cannot read the number \(name) of a public key"
        var number: OpaquePointer?
        let status = unsafe handle.withPointer { unsafe EVP_PKEY_get_bn_param($0, name, &number) }
        try CryptographyError.check(status, failure)
        let owned = try unsafe Owned(number, freedBy: BN_free, failure)
        return unsafe BigNumber.bytes(of: owned.pointer, padded: length)
    }
}

/// Public keys put together as DER (RFC 5280 section 4.1), for OpenSSL to read and check.
///
/// OpenSSL's own way, lists of `OSSL_PARAM`, keeps pointers to everything that it is given; this needs none.
private enum SubjectPublicKeyInfo {
    // The algorithms as RFC 3279 section 2.3.1 and RFC 5480 section 2.1.1 name them.
    private static let rsaEncryption: [UInt8] = [6, 9, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 1, 1, 5, 0]
    private static let ecPublicKey: [UInt8] = [6, 7, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 2, 1]
    private static let prime256v1: [UInt8] = [6, 8, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 3, 1, 7]

    static func rsa(modulus: [UInt8], exponent: [UInt8]) -> [UInt8] {
        let key = element(.sequence, integer(modulus) + integer(exponent))
        return element(.sequence, element(.sequence, rsaEncryption) + element(.bitString, [0] + key))
    }

    static func p256(x: [UInt8], y: [UInt8]) -> [UInt8] {
        // SEC 1 section 2.3.3: 4 stands for a point with both coordinates.
        let point = [4] + x + y
        return element(.sequence, element(.sequence, ecPublicKey + prime256v1) + element(.bitString, [0] + point))
    }

    private enum Tag: UInt8 {
        case integer = 0x02
        case bitString = 0x03
        case sequence = 0x30
    }

    private static func integer(_ magnitude: [UInt8]) -> [UInt8] {
        let significant = magnitude.drop { $0 == 0 }
        // A set high bit would make the number negative.
        let needsZero = significant.first.map { $0 >= 0x80 } ?? true
        return element(.integer, (needsZero ? [0] : []) + significant)
    }

    private static func element(_ tag: Tag, _ contents: [UInt8]) -> [UInt8] {
        let count = contents.count
        let length: [UInt8] =
            switch count {
            case ..<0x80: [UInt8(count)]
            case ..<0x100: [0x81, UInt8(count)]
            default: [0x82, UInt8(count >> 8), UInt8(count & 0xFF)]
            }
        return [tag.rawValue] + length + contents
    }
}
