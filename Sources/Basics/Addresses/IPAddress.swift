// SPDX-License-Identifier: Apache-2.0

/// An address of IPv4 or IPv6, in numbers.
///
/// One of IPv4 that is written in the form of IPv6 (`::ffff:10.0.0.1`) is that of IPv4: a rule for the one must not be
/// evaded by the other.
package struct IPAddress: Sendable, Hashable {
    /// What becomes of a number that begins with zeros it does not need.
    package enum LeadingZeros: Sendable {
        /// The text is no address: such a number is octal to some readers.
        case refused
        /// They mean nothing, as in Go before 1.17, and in Kubernetes to this day where it once was so.
        case ignored
    }

    /// Four bytes or sixteen, in the order of the network.
    package let bytes: [UInt8]

    /// An address of four or sixteen bytes; nil for another number of them.
    package init?(_ bytes: [UInt8]) {
        guard bytes.count == 4 || bytes.count == 16 else { return nil }
        let isMapped = bytes.count == 16 && bytes.prefix(10).allSatisfy { $0 == 0 } && bytes[10...11] == [0xFF, 0xFF]
        self.bytes = isMapped ? Array(bytes.suffix(4)) : bytes
    }

    /// Reads an address as people write it; nil when the text is none.
    package init?(_ text: some StringProtocol, leadingZeros: LeadingZeros = .refused) {
        let reader = AddressReader(leadingZeros: leadingZeros)
        guard let bytes = text.contains(":") ? reader.longBytes(text) : reader.shortBytes(text) else { return nil }
        self.init(bytes)
    }

    /// Whether it is one of IPv4.
    package var isShort: Bool { bytes.count == 4 }
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
