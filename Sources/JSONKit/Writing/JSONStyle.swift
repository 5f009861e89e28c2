// SPDX-License-Identifier: Apache-2.0

/// How JSON is laid out.
package struct JSONStyle: Sendable, Hashable {
    /// The spaces of one level; nil for everything on one line.
    package var indent: Int?

    /// Whether the members of a ``JSONObject`` are written in the order of their keys' bytes, as Go writes maps.
    package var sortsKeys: Bool

    /// A layout with all its choices.
    package init(indent: Int? = nil, sortsKeys: Bool = false) {
        self.indent = indent
        self.sortsKeys = sortsKeys
    }

    /// On one line, without a space.
    package static let compact = JSONStyle()

    /// On one line, keys in order: the same text for equal values.
    package static let sortedKeys = JSONStyle(sortsKeys: true)

    /// On many lines, four spaces a level, as `kubectl -o json` prints.
    package static let pretty = JSONStyle(indent: 4)

    /// On many lines.
    package static func pretty(indent: Int) -> JSONStyle {
        JSONStyle(indent: indent)
    }
}
