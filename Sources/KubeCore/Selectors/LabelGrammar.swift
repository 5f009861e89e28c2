// SPDX-License-Identifier: Apache-2.0

/// What may be the key or the value of a label.
///
/// https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set
package enum LabelGrammar {
    /// Whether a label can have this key: a name of at most 63 characters, behind an optional DNS prefix and a `/`.
    package static func isKey(_ text: String) -> Bool {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        switch parts.count {
        case 1: return isName(parts[0])
        case 2: return isSubdomain(parts[0]) && isName(parts[1])
        default: return false
        }
    }

    /// Whether a label can have this value: empty, or at most 63 letters, digits, `-`, `_` and `.`, of which the first
    /// and the last are letters or digits.
    package static func isValue(_ text: String) -> Bool {
        text.isEmpty || isName(text[...])
    }

    static func checkKey(_ key: String) throws(KubeFormatError) {
        guard isKey(key) else { throw KubeFormatError(.labelSelector, "\"\(key)\" cannot be the key of a label") }
    }

    static func checkValue(_ value: String, of key: String) throws(KubeFormatError) {
        guard isValue(value) else {
            throw KubeFormatError(.labelSelector, "\"\(value)\" cannot be the value of the label \"\(key)\"")
        }
    }

    private static func isName(_ text: Substring) -> Bool {
        let bytes = text.utf8
        guard let first = bytes.first, let last = bytes.last, bytes.count <= 63 else { return false }
        return first.isASCIILetterOrDigit && last.isASCIILetterOrDigit
            && bytes.allSatisfy {
                $0.isASCIILetterOrDigit || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: ".")
            }
    }

    /// A DNS name in small letters (RFC 1123).
    private static func isSubdomain(_ text: Substring) -> Bool {
        guard text.utf8.count <= 253 else { return false }
        return text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { label in
            let bytes = label.utf8
            guard let first = bytes.first, let last = bytes.last else { return false }
            return first != UInt8(ascii: "-") && last != UInt8(ascii: "-")
                && bytes.allSatisfy { $0.isASCIISmallLetterOrDigit || $0 == UInt8(ascii: "-") }
        }
    }
}

extension UInt8 {
    fileprivate var isASCIISmallLetterOrDigit: Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self)
    }

    fileprivate var isASCIILetterOrDigit: Bool {
        isASCIISmallLetterOrDigit || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(self)
    }
}
