// SPDX-License-Identifier: Apache-2.0

/// The addresses that begin with the same bits, as in `10.0.0.0/8`.
package struct IPNetwork: Sendable, Hashable {
    /// The first address of the network.
    package let address: IPAddress
    /// How many bits its addresses have in common.
    package let length: Int

    /// Reads a network in CIDR notation, or a single address; nil when the text is neither.
    ///
    /// The address may be any one of the network. Where it is one of IPv4 in the form of IPv6, the length counts the bits
    /// of that form.
    package init?(_ text: some StringProtocol, leadingZeros: IPAddress.LeadingZeros = .refused) {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        let reader = AddressReader(leadingZeros: leadingZeros)
        guard let first = parts.first,
            let bytes = first.contains(":") ? reader.longBytes(first) : reader.shortBytes(first)
        else { return nil }
        let width = bytes.count * 8
        var length = width
        if parts.count == 2 {
            guard let number = reader.number(parts[1]), number <= width else { return nil }
            length = number
        }
        guard let address = IPAddress(Self.masked(bytes, length)) else { return nil }
        self.address = address
        self.length = address.bytes.count == bytes.count ? length : length - 96
    }

    /// Reads a network in CIDR notation; nil when the text is none, also when it is a single address.
    package init?(cidr text: some StringProtocol, leadingZeros: IPAddress.LeadingZeros = .refused) {
        guard text.contains("/") else { return nil }
        self.init(text, leadingZeros: leadingZeros)
    }

    /// Whether an address is in the network; one of the other kind never is.
    package func contains(_ other: IPAddress) -> Bool {
        other.bytes.count == address.bytes.count && Self.masked(other.bytes, length) == address.bytes
    }

    /// An address with zeros behind its first bits.
    private static func masked(_ bytes: [UInt8], _ length: Int) -> [UInt8] {
        bytes.enumerated().map { index, byte in
            let bits = min(max(length - index * 8, 0), 8)
            return byte & UInt8(truncatingIfNeeded: 0xFF00 >> bits)
        }
    }
}

extension IPNetwork: CustomStringConvertible {
    package var description: String { "\(address)/\(length)" }
}
