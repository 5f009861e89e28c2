// SPDX-License-Identifier: Apache-2.0

internal import Basics
internal import JSONKit

/// The printer columns of a version, with their paths read once (apiextensions-apiserver, `tableconvertor.go`).
struct CustomColumns: Sendable {
    /// The name, and what the definition says.
    let columns: [PrinterColumn]
    private let paths: [JSONPathExpression]

    /// The columns of a definition; without any, the age is shown.
    ///
    /// A path that cannot be read hides its column and those behind it.
    init(_ defined: [PrinterColumn]) {
        var columns = [Self.name]
        var paths: [JSONPathExpression] = []
        for column in defined.isEmpty ? [Self.age] : defined {
            guard let path = JSONPathExpression(column.jsonPath) else { break }
            var column = column
            if column.description.isEmpty {
                column.description = "Custom resource definition column (in JSONPath format): \(column.jsonPath)"
            }
            columns.append(column)
            paths.append(path)
        }
        self.columns = columns
        self.paths = paths
    }

    /// The cells of an object.
    func cells(of object: JSONObject, now: Int64) -> [JSONValue] {
        let value = JSONValue.object(object)
        return [.string(object.metadata.text("name"))]
            + zip(columns.dropFirst(), paths).map { column, path in
                path.values(in: value).first.map { Self.cell($0, column.type, now: now) } ?? .null
            }
    }

    private static func cell(_ value: JSONValue, _ type: String, now: Int64) -> JSONValue {
        switch (type, value) {
        case ("string", _): value.plainText.map { .string($0) } ?? .null
        case ("integer", .number(let number)):
            number.exactly(Int64.self) == nil
                ? .number(JSONNumber(Int64(clamping: number.nearestDouble.rounded(.towardZero)))) : value
        case ("number", .number), ("boolean", .bool): value
        case ("date", .string(let text)): .string(age(since: text, now: now))
        default: .null
        }
    }

    private static func age(since text: String, now: Int64) -> String {
        if text.isEmpty { return "<unknown>" }
        guard let time = try? Timestamp(parsing: text) else { return "<invalid>" }
        return HumanDuration.text(ofSeconds: now - time.secondsSinceEpoch)
    }

    private static let name: PrinterColumn = {
        var column = PrinterColumn("Name")
        column.format = "name"
        column.description =
            "Name must be unique within a namespace. Is required when creating resources, although some resources may "
            + "allow a client to request the generation of an appropriate name automatically. Name is primarily intended "
            + "for creation idempotence and configuration definition. Cannot be updated. More info: "
            + "https://kubernetes.io/docs/concepts/overview/working-with-objects/names#names"
        return column
    }()

    private static let age: PrinterColumn = {
        var column = PrinterColumn("Age", type: "date", jsonPath: ".metadata.creationTimestamp")
        column.description =
            "CreationTimestamp is a timestamp representing the server time when this object was created. It is not "
            + "guaranteed to be set in happens-before order across separate operations. Clients may not set this value. It "
            + "is represented in RFC3339 form and is in UTC.\n\nPopulated by the system. Read-only. Null for lists. More "
            + "info: https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md#metadata"
        return column
    }()
}

extension Int64 {
    fileprivate init(clamping value: Double) {
        self = value >= 9.2e18 ? .max : value <= -9.2e18 ? .min : Int64(value)
    }
}
