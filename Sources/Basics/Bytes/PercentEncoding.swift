// SPDX-License-Identifier: Apache-2.0

/// Percent-encoding of UTF-8 text in URLs (RFC 3986 section 2).
package enum PercentEncoding {
    /// The characters that stand for themselves.
    package enum Kept: Sendable {
        /// Letters, digits and `-._~`: a path segment, a query's name or value.
        case unreserved
        /// Those and `/`: a whole path.
        case unreservedAndSlash

        fileprivate func contains(_ byte: UInt8) -> Bool {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"):
                true
            case UInt8(ascii: "/"):
                self == .unreservedAndSlash
            default:
                false
            }
        }
    }

    /// The text with everything else written as `%XX`, in capitals as RFC 3986 section 2.1 asks.
    package static func encode(_ text: String, keeping kept: Kept = .unreserved) -> String {
        if text.utf8.allSatisfy(kept.contains) { return text }
        let digits = Array("0123456789ABCDEF".utf8)
        var encoded: [UInt8] = []
        encoded.reserveCapacity(text.utf8.count)
        for byte in text.utf8 {
            if kept.contains(byte) {
                encoded.append(byte)
            } else {
                encoded.append(UInt8(ascii: "%"))
                encoded.append(digits[Int(byte >> 4)])
                encoded.append(digits[Int(byte & 0x0F)])
            }
        }
        return String(decoding: encoded, as: UTF8.self)
    }

    /// The text that was encoded, in which half an escape and what is no UTF-8 are errors.
    ///
    /// `+` stays `+`: reading it as a space is a rule of HTML forms, not of URLs.
    package static func decode(_ text: some StringProtocol) throws(TextFormatError) -> String {
        let text = Array(text.utf8)
        var decoded: [UInt8] = []
        decoded.reserveCapacity(text.count)
        var index = 0
        while index < text.count {
            guard text[index] == UInt8(ascii: "%") else {
                decoded.append(text[index])
                index += 1
                continue
            }
            guard index + 2 < text.count, let high = Hex.value(of: text[index + 1]),
                let low = Hex.value(of: text[index + 2])
            else {
                throw TextFormatError(.percentEncoding, "no two digits behind `%`", at: index)
            }
            decoded.append(high << 4 | low)
            index += 3
        }
        guard let string = String(validating: decoded, as: UTF8.self) else {
            throw TextFormatError(.percentEncoding, "escapes that are no UTF-8", at: 0)
        }
        return string
    }
}
