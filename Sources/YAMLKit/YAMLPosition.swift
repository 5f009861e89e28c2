// SPDX-License-Identifier: Apache-2.0

/// A place in a text, counted as editors count: lines and columns from 1, columns in Unicode scalars.
package struct YAMLPosition: Sendable, Hashable, Comparable {
    // Every node of a document keeps its position, so a position is kept small.
    private let storedLine: UInt32
    private let storedColumn: UInt32

    /// The line, from 1.
    package var line: Int { Int(storedLine) }

    /// The column, from 1.
    package var column: Int { Int(storedColumn) }

    /// A position in a text that `YAMLLimits` admits, so that both numbers fit.
    package init(line: Int, column: Int) {
        storedLine = UInt32(clamping: line)
        storedColumn = UInt32(clamping: column)
    }

    package static func < (left: YAMLPosition, right: YAMLPosition) -> Bool {
        (left.storedLine, left.storedColumn) < (right.storedLine, right.storedColumn)
    }
}

extension YAMLPosition: CustomStringConvertible {
    package var description: String { "line \(line), column \(column)" }
}
