// SPDX-License-Identifier: Apache-2.0

/// The addresses that begin with the same bits, as in `10.0.0.0/8`.
package struct IPNetwork: Sendable, Hashable {
    /// An address of the network.
    package let address: IPAddress
    /// How many bits its addresses have in common.
    package let length: Int

    /// Reads a network in CIDR notation, or a single address; nil when the text is neither.
    package init?(_ text: some StringProtocol) {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let first = parts.first, let address = IPAddress(first) else { return nil }
        let width = address.bytes.count * 8
        if parts.count == 2 {
            guard parts[1].utf8.allSatisfy({ (0x30...0x39).contains($0) }), let length = Int(parts[1]), length <= width
            else { return nil }
            self.length = length
        } else {
            length = width
        }
        self.address = address
    }

    /// Whether an address is in the network; one of the other kind never is.
    package func contains(_ other: IPAddress) -> Bool {
        guard other.bytes.count == address.bytes.count else { return false }
        let (whole, rest) = length.quotientAndRemainder(dividingBy: 8)
        guard other.bytes.prefix(whole) == address.bytes.prefix(whole) else { return false }
        guard rest > 0 else { return true }
        let mask = UInt8(truncatingIfNeeded: 0xFF00 >> rest)
        return other.bytes[whole] & mask == address.bytes[whole] & mask
    }
}

extension IPNetwork: CustomStringConvertible {
    package var description: String { "\(address)/\(length)" }
}
