// SPDX-License-Identifier: Apache-2.0

internal import JSONKit

/// The columns of a kind in `kubectl get`, and what its objects show in them.
struct RowPrinter: Sendable {
    let columns: [PrinterColumn]
    /// One value for each of the columns.
    let cells: @Sendable (Row) -> [JSONValue]

    init(_ columns: PrinterColumn..., cells: @escaping @Sendable (Row) -> [JSONValue]) {
        self.columns = columns
        self.cells = cells
    }

    /// What kinds without columns of their own show.
    static let standard = RowPrinter(.name, PrinterColumn("Created At", type: "date")) { row in
        [row.name, .string(row.object.metadata.text("creationTimestamp"))]
    }
}

extension PrinterColumn {
    static let name: PrinterColumn = {
        var column = PrinterColumn("Name")
        column.format = "name"
        return column
    }()

    static let age = PrinterColumn.text("Age")

    static func text(_ name: String) -> PrinterColumn { PrinterColumn(name) }
    static func integer(_ name: String) -> PrinterColumn { PrinterColumn(name, type: "integer") }
    static func boolean(_ name: String) -> PrinterColumn { PrinterColumn(name, type: "boolean") }

    /// A column that only `-o wide` shows.
    static func wide(_ name: String) -> PrinterColumn {
        var column = PrinterColumn(name)
        column.priority = 1
        return column
    }
}
