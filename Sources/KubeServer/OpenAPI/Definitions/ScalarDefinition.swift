// SPDX-License-Identifier: Apache-2.0

internal import JSONKit

/// A type that is a single value in JSON and yet has a name in OpenAPI, as structs of Go have.
struct ScalarDefinition {
    let qualifiedName: String
    private let text: String
    private let type: String
    private let format: String
    /// The types that version 3 tells apart; version 2 knows only one.
    private let alternatives: [String]

    private init(_ name: String, _ text: String, type: String, format: String = "", alternatives: [String] = []) {
        qualifiedName = "io.k8s.apimachinery.pkg.\(name)"
        self.text = text
        self.type = type
        self.format = format
        self.alternatives = alternatives
    }

    static func of(_ scalar: FieldType.Scalar) -> ScalarDefinition? { all[scalar] }

    func document(_ dialect: OpenAPIDialect) -> JSONObject {
        var document: JSONObject = ["description": .string(text)]
        if dialect == .v2 || alternatives.isEmpty { document["type"] = .string(type) }
        if !format.isEmpty { document["format"] = .string(format) }
        if dialect == .v3, !alternatives.isEmpty {
            document["oneOf"] = .array(alternatives.map { ["type": .string($0)] })
        }
        return document
    }

    private static let all: [FieldType.Scalar: ScalarDefinition] = [
        .time: ScalarDefinition(
            "apis.meta.v1.Time",
            "A point in time in RFC 3339, to the second.",
            type: "string",
            format: "date-time"
        ),
        .microTime: ScalarDefinition(
            "apis.meta.v1.MicroTime",
            "A point in time in RFC 3339, to the microsecond.",
            type: "string",
            format: "date-time"
        ),
        .intOrString: ScalarDefinition(
            "util.intstr.IntOrString",
            "A number, or a text: the name of a port, or a percentage.",
            type: "string",
            format: "int-or-string",
            alternatives: ["integer", "string"]
        ),
        .quantity: ScalarDefinition(
            "api.resource.Quantity",
            """
            A number with a unit: 500m is half of one, 2k is two thousand, 1Gi is 1024 times 1024 times 1024. \
            Decimal units are n, u, m, k, M, G, T, P and E, binary ones Ki, Mi, Gi, Ti, Pi and Ei; exponents (5e3) do \
            as well.
            """,
            type: "string",
            alternatives: ["string", "number"]
        ),
        .any: ScalarDefinition("runtime.RawExtension", "An object of any shape.", type: "object"),
    ]
}
