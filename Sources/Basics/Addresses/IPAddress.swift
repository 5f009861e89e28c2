// SPDX-License-Identifier: Apache-2.0

/// An address of IPv4 or IPv6, in numbers.
///
/// One of IPv4 that is written in the form of IPv6 (`::ffff:10.0.0.1`) is that of IPv4: a rule for the one must not be
/// evaded by the other.
package struct IPAddress: Sendable, Hashable {
    /// Four bytes or sixteen, in the order of the network.
    package let bytes: [UInt8]

    /// An address of four or sixteen bytes; nil for another number of them.
    package init?(_ bytes: [UInt8]) {
        guard bytes.count == 4 || bytes.count == 16 else { return nil }
        let isMapped = bytes.count == 16 && bytes.prefix(10).allSatisfy { $0 == 0 } && bytes[10...11] == [0xFF, 0xFF]
        self.bytes = isMapped ? Array(bytes.suffix(4)) : bytes
    }

    /// Reads an address as people write it; nil when the text is none.
    package init?(_ text: some StringProtocol) {
        guard let bytes = text.contains(":") ? Self.longBytes(text) : Self.shortBytes(text) else { return nil }
        self.init(bytes)
    }

    /// Whether it is one of IPv4.
    package var isShort: Bool { bytes.count == 4 }

    /// Four decimal numbers with dots between them, none of which has leading zeros: those are octal to some readers.
    private static func shortBytes(_ text: some StringProtocol) -> [UInt8]? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 4 else { return nil }
        let bytes = parts.compactMap { part -> UInt8? in
            guard part.utf8.allSatisfy({ (0x30...0x39).contains($0) }), part == "0" || !part.hasPrefix("0") else {
                return nil
            }
            return UInt8(part)
        }
        return bytes.count == 4 ? bytes : nil
    }

    /// Up to eight groups of hexadecimal digits; one `::` stands for as many zeros as are missing (RFC 4291, 2.2).
    private static func longBytes(_ text: some StringProtocol) -> [UInt8]? {
        guard let gap = firstGap(in: text) else {
            let bytes = groups(text)
            return bytes?.count == 16 ? bytes : nil
        }
        guard let head = groups(text[..<gap.lowerBound]), let tail = groups(text[gap.upperBound...]) else { return nil }
        let missing = 16 - head.count - tail.count
        return missing >= 2 ? head + Array(repeating: 0, count: missing) + tail : nil
    }

    private static func firstGap<Text: StringProtocol>(in text: Text) -> Range<Text.Index>? {
        var index = text.startIndex
        while index < text.endIndex {
            let next = text.index(after: index)
            if text[index] == ":", next < text.endIndex, text[next] == ":" { return index..<text.index(after: next) }
            index = next
        }
        return nil
    }

    /// The bytes of groups with colons between them, the last of which may be an address of IPv4.
    private static func groups(_ text: some StringProtocol) -> [UInt8]? {
        guard !text.isEmpty else { return [] }
        var bytes: [UInt8] = []
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        for (index, part) in parts.enumerated() {
            if index == parts.count - 1, part.contains("."), let short = shortBytes(part) {
                bytes += short
            } else {
                let isGroup = (1...4).contains(part.utf8.count) && part.allSatisfy(\.isHexDigit)
                guard isGroup, let group = UInt16(part, radix: 16) else { return nil }
                bytes += [UInt8(group >> 8), UInt8(group & 0xFF)]
            }
        }
        return bytes.count <= 16 ? bytes : nil
    }
}

extension IPAddress: CustomStringConvertible {
    package var description: String {
        if isShort { return bytes.map(String.init).joined(separator: ".") }
        let groups = stride(from: 0, to: 16, by: 2).map { UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1]) }
        guard let gap = longestGap(in: groups) else { return text(groups[...]) }
        return text(groups[..<gap.lowerBound]) + "::" + text(groups[gap.upperBound...])
    }

    private func text(_ groups: ArraySlice<UInt16>) -> String {
        groups.map { String($0, radix: 16) }.joined(separator: ":")
    }

    /// The first of the longest runs of zeros, which is the one that `::` stands for (RFC 5952, 4.2).
    private func longestGap(in groups: [UInt16]) -> Range<Int>? {
        var longest: Range<Int>?
        var start: Int?
        for index in 0...groups.count {
            if index < groups.count, groups[index] == 0 {
                start = start ?? index
            } else if let begin = start {
                if index - begin > max(1, longest?.count ?? 0) { longest = begin..<index }
                start = nil
            }
        }
        return longest
    }
}
