// SPDX-License-Identifier: Apache-2.0

/// Reads addresses and the lengths of networks as people write them.
struct AddressReader {
    let leadingZeros: IPAddress.LeadingZeros

    /// A decimal number without a sign.
    func number(_ text: some StringProtocol) -> Int? {
        guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        if leadingZeros == .refused, text.utf8.count > 1, text.hasPrefix("0") { return nil }
        return Int(text)
    }

    /// Four decimal numbers with dots between them.
    func shortBytes(_ text: some StringProtocol) -> [UInt8]? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 4 else { return nil }
        let bytes = parts.compactMap { number($0).flatMap(UInt8.init(exactly:)) }
        return bytes.count == 4 ? bytes : nil
    }

    /// Up to eight groups of hexadecimal digits; one `::` stands for as many zeros as are missing (RFC 4291, 2.2).
    func longBytes(_ text: some StringProtocol) -> [UInt8]? {
        guard let gap = firstGap(in: text) else {
            let bytes = groups(text)
            return bytes?.count == 16 ? bytes : nil
        }
        guard let head = groups(text[..<gap.lowerBound], isEnd: false), let tail = groups(text[gap.upperBound...])
        else {
            return nil
        }
        let missing = 16 - head.count - tail.count
        return missing >= 2 ? head + Array(repeating: 0, count: missing) + tail : nil
    }

    private func firstGap<Text: StringProtocol>(in text: Text) -> Range<Text.Index>? {
        var index = text.startIndex
        while index < text.endIndex {
            let next = text.index(after: index)
            if text[index] == ":", next < text.endIndex, text[next] == ":" { return index..<text.index(after: next) }
            index = next
        }
        return nil
    }

    /// The bytes of groups with colons between them; the last of all may be an address of IPv4.
    private func groups(_ text: some StringProtocol, isEnd: Bool = true) -> [UInt8]? {
        guard !text.isEmpty else { return [] }
        var bytes: [UInt8] = []
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        for (index, part) in parts.enumerated() {
            if isEnd, index == parts.count - 1, part.contains("."), let short = shortBytes(part) {
                bytes += short
            } else {
                guard let group = group(part) else { return nil }
                bytes += [UInt8(group >> 8), UInt8(group & 0xFF)]
            }
        }
        return bytes.count <= 16 ? bytes : nil
    }

    /// Up to four hexadecimal digits, behind as many zeros as somebody likes where those are ignored.
    private func group(_ text: some StringProtocol) -> UInt16? {
        let isLong = text.utf8.count > 4 && leadingZeros == .refused
        guard !isLong, text.utf8.allSatisfy(\.isHexDigit) else { return nil }
        return UInt16(text, radix: 16)
    }
}

extension UInt8 {
    fileprivate var isHexDigit: Bool { (0x30...0x39).contains(self) || (0x61...0x66).contains(self | 0x20) }
}
