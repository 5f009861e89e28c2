// SPDX-License-Identifier: Apache-2.0

/// What stood in the places of a route's parameters, decoded.
package struct RouteParameters: Sendable, Equatable {
    private let names: [String]
    private let values: [String]

    init(names: [String] = [], values: [String] = []) {
        self.names = names
        self.values = values
    }

    /// The value of a parameter; nil when the route has none of this name.
    package subscript(name: String) -> String? {
        names.firstIndex(of: name).map { values[$0] }
    }
}
