// SPDX-License-Identifier: Apache-2.0

internal import Basics

/// The formats that the API server knows (apiextensions-apiserver, `pkg/apiserver/validation/formats.go`); others are
/// documentation.
package enum StringFormat {
    private static let known: Set<String> = [
        "bsonobjectid", "uri", "email", "hostname", "ipv4", "ipv6", "cidr", "mac", "uuid", "uuid3", "uuid4", "uuid5",
        "isbn", "isbn10", "isbn13", "creditcard", "ssn", "hexcolor", "rgbcolor", "byte", "password", "date", "duration",
        "datetime", "k8sshortname", "k8slongname",
    ]

    /// The format by which values of a type are checked; nil if the type has no such format.
    static func checked(_ format: String?, of type: Schema.ValueType?) -> String? {
        guard let format, !format.isEmpty else { return nil }
        return isKnown(format, for: type?.rawValue ?? "") ? format : nil
    }

    /// Whether a format means something for a type, which is empty where there is none.
    package static func isKnown(_ format: String, for type: String) -> Bool {
        switch type {
        case "", "string": known.contains(format.replacing("-", with: ""))
        case "integer": format == "int32" || format == "int64"
        case "number": format == "float" || format == "double"
        default: false
        }
    }

    /// Whether a text has a format; nil for formats that are known but not checked here.
    static func accepts(_ text: String, as format: String) -> Bool? {
        switch format.replacing("-", with: "") {
        case "datetime": (try? Timestamp(parsing: text)) != nil
        case "date": (try? Timestamp(parsing: "\(text)T00:00:00Z")) != nil
        case "byte": (try? Base64.standard.decode(text)) != nil
        // As kube-openapi reads them (`pkg/validation/strfmt/default.go`): only the ipv6 minds leading zeros, and an
        // address of IPv4 in the form of IPv6 is both.
        case "ipv4": text.contains(".") && IPAddress(text, leadingZeros: .ignored) != nil
        case "ipv6": text.contains(":") && IPAddress(text) != nil
        case "cidr": IPNetwork(cidr: text, leadingZeros: .ignored) != nil
        case "mac": isHardwareAddress(text)
        case "duration": GoDuration.isDuration(text)
        case "uuid": isUUID(text, version: nil)
        case "uuid3": isUUID(text, version: "3")
        case "uuid4": isUUID(text, version: "4")
        case "uuid5": isUUID(text, version: "5")
        case "hostname": isHostname(text)
        case "email": isAddress(text)
        case "uri": isURI(text)
        case "hexcolor": isHexColor(text)
        case "k8sshortname": text.utf8.count <= 63 && isLabel(text[...])
        case "k8slongname": text.utf8.count <= 253 && text.components(around: ".").allSatisfy { isLabel($0[...]) }
        case "password": true
        default: nil
        }
    }
}

extension StringFormat {
    /// Six, eight or twenty bytes in one of the forms that Go reads.
    private static func isHardwareAddress(_ text: String) -> Bool {
        let pairs = text.components(around: text.contains(":") ? ":" : "-")
        if [6, 8, 20].contains(pairs.count) { return pairs.allSatisfy { $0.utf8.count == 2 && isHex($0) } }
        let quads = text.components(around: ".")
        return [3, 4, 10].contains(quads.count) && quads.allSatisfy { $0.utf8.count == 4 && isHex($0) }
    }

    private static func isUUID(_ text: String, version: Character?) -> Bool {
        let digits = text.replacing("-", with: "")
        let parts = text.components(around: "-").map(\.utf8.count)
        guard digits.utf8.count == 32, isHex(digits), parts.count == 1 || parts == [8, 4, 4, 4, 12] else {
            return false
        }
        guard let version else { return true }
        let marks = Array(digits.lowercased())
        return marks[12] == version && (version == "3" || ["8", "9", "a", "b"].contains(marks[16]))
    }

    private static func isHostname(_ text: String) -> Bool {
        let name = text.hasSuffix(".") ? text.dropLast() : text[...]
        guard !name.isEmpty, text.utf8.count <= 255 else { return false }
        return name.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { label in
            label.utf8.count <= 63 && isLabel(label.lowercased()[...])
        }
    }

    private static func isAddress(_ text: String) -> Bool {
        guard let at = text.lastIndex(of: "@") else { return false }
        let (local, domain) = (text[..<at], text[text.index(after: at)...])
        return !local.isEmpty && !domain.isEmpty && !text.contains(" ") && !local.contains("@")
            && !domain.hasPrefix(".") && !domain.hasSuffix(".") && !local.hasPrefix(".") && !local.hasSuffix(".")
    }

    /// What Go reads as the target of a request: a path, or something behind a scheme.
    private static func isURI(_ text: String) -> Bool {
        guard !text.isEmpty, text.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F }) else { return false }
        if text.hasPrefix("/") { return true }
        guard let colon = text.firstIndex(of: ":"), let first = text.utf8.first else { return false }
        let scheme = text[..<colon].utf8
        return isLetter(first) && scheme.allSatisfy { isLetter($0) || isDigit($0) || "+-.".utf8.contains($0) }
            && text[colon...].count > 1
    }

    private static func isHexColor(_ text: String) -> Bool {
        let digits = text.hasPrefix("#") ? String(text.dropFirst()) : text
        return [3, 6].contains(digits.utf8.count) && isHex(digits)
    }

    private static func isLabel(_ text: Substring) -> Bool {
        guard let first = text.utf8.first, let last = text.utf8.last else { return false }
        let isWord: (UInt8) -> Bool = { isDigit($0) || (0x61...0x7A).contains($0) }
        return isWord(first) && isWord(last) && text.utf8.allSatisfy { isWord($0) || $0 == UInt8(ascii: "-") }
    }

    private static func isHex(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy { isDigit($0) || (0x61...0x66).contains($0 | 0x20) }
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }
    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}

extension String {
    fileprivate func components(around separator: String) -> [String] {
        var parts: [String] = []
        var rest = Substring(self)
        while let range = rest.firstRange(of: separator) {
            parts.append(String(rest[..<range.lowerBound]))
            rest = rest[range.upperBound...]
        }
        return parts + [String(rest)]
    }
}
