// SPDX-License-Identifier: Apache-2.0

/// Base64 as RFC 4648 defines it: the standard alphabet with padding, and the URL alphabet without.
///
/// Decoding is strict: one text for one sequence of bytes. White space, missing or superfluous padding, the other
/// alphabet's characters and non-zero bits behind the last byte are errors, so that a signature or a token
/// has no second spelling.
package struct Base64: Sendable {
    /// RFC 4648 section 4, padded: what Kubernetes secrets and PEM use.
    package static let standard = Base64(last: ("+", "/"), isPadded: true)
    /// RFC 4648 section 5, without padding: what JSON Web Tokens use (RFC 7515 section 2).
    package static let url = Base64(last: ("-", "_"), isPadded: false)

    private static let padding = UInt8(ascii: "=")
    private static let invalid: UInt8 = 0xFF

    private let alphabet: [UInt8]
    private let values: [UInt8]
    private let isPadded: Bool

    private init(last: (Unicode.Scalar, Unicode.Scalar), isPadded: Bool) {
        let letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
        alphabet = Array(letters.utf8) + [UInt8(ascii: last.0), UInt8(ascii: last.1)]
        self.isPadded = isPadded
        var values = [UInt8](repeating: Self.invalid, count: 256)
        for (value, character) in alphabet.enumerated() {
            values[Int(character)] = UInt8(value)
        }
        self.values = values
    }

    /// The text for some bytes.
    package func encode(_ bytes: [UInt8]) -> String {
        encode(bytes.span)
    }

    /// The text for some bytes.
    package func encode(_ bytes: Span<UInt8>) -> String {
        var text: [UInt8] = []
        text.reserveCapacity((bytes.count + 2) / 3 * 4)
        var index = 0
        while index < bytes.count {
            let count = min(3, bytes.count - index)
            var group: UInt32 = 0
            for place in 0..<count {
                group |= UInt32(bytes[index + place]) << (16 - 8 * place)
            }
            for place in 0...count {
                text.append(alphabet[Int(group >> (18 - 6 * place)) & 0x3F])
            }
            if isPadded {
                text.append(contentsOf: repeatElement(Self.padding, count: 3 - count))
            }
            index += count
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// The bytes that a text stands for.
    package func decode(_ text: some StringProtocol) throws(TextFormatError) -> [UInt8] {
        let text = String(text)
        return try decode(text.utf8.span)
    }

    /// The bytes that a text, given as ASCII, stands for.
    package func decode(_ text: Span<UInt8>) throws(TextFormatError) -> [UInt8] {
        let count = try countWithoutPadding(text)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count / 4 * 3 + 2)
        var bits: UInt32 = 0
        var bitCount = 0
        for index in 0..<count {
            let value = values[Int(text[index])]
            guard value != Self.invalid else {
                throw TextFormatError(.base64, "a character outside the alphabet", at: index)
            }
            bits = bits << 6 | UInt32(value)
            bitCount += 6
            if bitCount >= 8 {
                bitCount -= 8
                bytes.append(UInt8(truncatingIfNeeded: bits >> bitCount))
            }
        }
        guard bits & ((1 << bitCount) - 1) == 0 else {
            throw TextFormatError(.base64, "bits behind the last byte that are not zero", at: count - 1)
        }
        return bytes
    }

    private func countWithoutPadding(_ text: Span<UInt8>) throws(TextFormatError) -> Int {
        var count = text.count
        if isPadded {
            guard count.isMultiple(of: 4) else {
                throw TextFormatError(.base64, "a length that is no multiple of 4", at: count)
            }
            while count > 0, text.count - count < 2, text[count - 1] == Self.padding {
                count -= 1
            }
        }
        // Four characters carry three bytes; one character alone carries less than a byte.
        guard count % 4 != 1 else {
            throw TextFormatError(.base64, "a lone character at the end", at: count - 1)
        }
        return count
    }
}
