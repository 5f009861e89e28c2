// SPDX-License-Identifier: Apache-2.0

/// What stood in the places of a route's parameters, decoded.
package struct RouteParameters: Sendable, Equatable {
    private var values: [(name: String, value: String)] = []

    package init() {}

    /// The value of a parameter; nil when the route has none of this name.
    package subscript(name: String) -> String? {
        values.first { $0.name == name }?.value
    }

    mutating func append(_ name: String, _ value: String) {
        values.append((name, value))
    }

    package static func == (left: Self, right: Self) -> Bool {
        left.values.elementsEqual(right.values, by: ==)
    }
}
