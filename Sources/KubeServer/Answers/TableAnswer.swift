// SPDX-License-Identifier: Apache-2.0

package import Basics
package import JSONKit

/// Objects as a `Table`: the columns of their resource, and a row for each.
package struct TableAnswer: Sendable {
    /// How much of its object each row carries.
    package enum RowObject: String, Sendable {
        case none = "None"
        case metadata = "Metadata"
        case whole = "Object"
    }

    private let resource: ServedResource
    private let paths: [JSONPathExpression?]
    private let rowObject: RowObject
    var now: Timestamp

    package init(_ resource: ServedResource, rowObject: RowObject, now: Timestamp) {
        self.resource = resource
        self.rowObject = rowObject
        self.now = now
        paths = resource.columns.map { $0.jsonPath.isEmpty ? nil : JSONPathExpression($0.jsonPath) }
    }

    /// The columns with their documentation.
    package var columns: [PrinterColumn] {
        resource.columns.isEmpty ? Self.standardColumns : resource.columns
    }

    /// The row of an object.
    package func row(of object: JSONObject) -> JSONValue {
        var row: JSONObject = ["cells": .array(cells(of: object))]
        switch rowObject {
        case .none: break
        case .metadata: row["object"] = .object(MetadataAnswer.object(object))
        case .whole: row["object"] = .object(object)
        }
        return .object(row)
    }

    private func cells(of object: JSONObject) -> [JSONValue] {
        if resource.columns.isEmpty {
            return [.string(object.metadata.text("name")), .string(object.metadata.text("creationTimestamp"))]
        }
        if let cells = resource.strategy.cells(of: object, now: now.secondsSinceEpoch) { return cells }
        let value = JSONValue.object(object)
        return zip(resource.columns, paths).map { column, path in
            if column.jsonPath.isEmpty { return .string(object.metadata.text("name")) }
            let found = path?.values(in: value) ?? []
            guard let first = found.first else { return .null }
            return Self.cell(first, found, column, now: now)
        }
    }

    private static func cell(
        _ first: JSONValue,
        _ found: [JSONValue],
        _ column: PrinterColumn,
        now: Timestamp
    ) -> JSONValue {
        switch column.type {
        case "integer", "number", "boolean": return first
        case "date":
            guard let time = first.string.flatMap({ try? Timestamp(parsing: $0) }) else { return "<invalid>" }
            return .string(HumanDuration.text(ofSeconds: now.secondsSinceEpoch - time.secondsSinceEpoch))
        default:
            return .string(found.compactMap(\.plainText).joined(separator: ","))
        }
    }

    private static let standardColumns: [PrinterColumn] = {
        var name = PrinterColumn("Name")
        name.format = "name"
        let age = PrinterColumn("Created At", type: "date")
        return [name, age]
    }()
}

extension PrinterColumn: JSONEncodable {
    package func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.field("name", name)
            writer.field("type", type)
            writer.field("format", format)
            writer.field("description", description)
            writer.field("priority", priority)
        }
    }
}
