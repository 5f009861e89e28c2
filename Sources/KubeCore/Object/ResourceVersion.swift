// SPDX-License-Identifier: Apache-2.0

package import JSONKit

/// The version of an object or a list, as the server numbers writes.
///
/// Servers of Kubernetes 1.35 and later count in whole numbers (KEP-5504), so that versions of one resource can be
/// compared; those of two resources cannot. Extension servers may still use texts of their own, with which only
/// equality means something.
package struct ResourceVersion: Sendable, Hashable {
    /// The version as the server says it.
    package let text: String

    /// A version that a server said.
    package init(_ text: String) {
        self.text = text
    }

    /// Asks for any state, also an old one: what the server has at hand.
    package static let any = ResourceVersion("0")

    /// Whether the version is a whole number of any length without leading zeros, and so can be compared.
    package var isComparable: Bool {
        let digits = text.utf8
        guard let first = digits.first, first != UInt8(ascii: "0") else { return false }
        return digits.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }

    /// How two versions of the same resource stand in time; an error when one of them is no number.
    package static func compare(_ left: Self, _ right: Self) throws(KubeFormatError) -> Order {
        for version in [left, right] where !version.isComparable {
            throw KubeFormatError(.resourceVersion, "\"\(version.text)\" is no whole number above zero")
        }
        let (left, right) = (left.text.utf8, right.text.utf8)
        guard left.count == right.count else { return left.count < right.count ? .older : .newer }
        guard !left.elementsEqual(right) else { return .same }
        return left.lexicographicallyPrecedes(right) ? .older : .newer
    }

    /// Whether this version is older than another of the same resource; nil when that cannot be said.
    package func isOlder(than other: Self) -> Bool? {
        guard let order = try? Self.compare(self, other) else { return nil }
        return order == .older
    }

    /// What a version is to another.
    package enum Order: Sendable, Hashable {
        case older
        case same
        case newer
    }
}

extension ResourceVersion: CustomStringConvertible {
    package var description: String { text }
}

extension ResourceVersion: JSONDecodable {
    package init(from reader: inout JSONReader) throws(JSONError) {
        text = try reader.readString()
    }
}

extension ResourceVersion: JSONEncodable {
    package func write(to writer: inout JSONWriter) { writer.write(text) }
}
