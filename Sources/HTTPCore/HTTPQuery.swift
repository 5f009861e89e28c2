// SPDX-License-Identifier: Apache-2.0

internal import Basics

/// The items of a query, in order and decoded; a name may occur more than once.
package struct HTTPQuery: Sendable, Hashable {
    /// One `name=value`.
    package struct Item: Sendable, Hashable {
        package let name: String
        package let value: String

        /// An item in plain text.
        package init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    /// The items in order.
    package var items: [Item]

    /// These items in this order.
    package init(_ items: [Item] = []) {
        self.items = items
    }

    /// Reads the part behind `?`, or nil for a broken escape; `+` is a space, as HTML forms have it.
    package init?(parsing text: some StringProtocol) {
        items = []
        for pair in text.split(separator: "&") {
            let halves = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = Self.decode(halves[0]), let value = Self.decode(halves.count > 1 ? halves[1] : "") else {
                return nil
            }
            items.append(Item(name, value))
        }
    }

    /// The first value of this name.
    package subscript(name: String) -> String? {
        items.first { $0.name == name }?.value
    }

    /// Adds an item.
    package mutating func append(_ name: String, _ value: String) {
        items.append(Item(name, value))
    }

    /// The query as it stands in a URL, without the `?`.
    package var encoded: String {
        items
            .map { "\(PercentEncoding.encode($0.name))=\(PercentEncoding.encode($0.value))" }
            .joined(separator: "&")
    }

    private static func decode(_ text: some StringProtocol) -> String? {
        try? PercentEncoding.decode(String(text.map { $0 == "+" ? " " : $0 }))
    }
}
