// SPDX-License-Identifier: Apache-2.0

internal import JSONKit

/// Writes a document of OpenAPI 2 as the messages of gnostic (openapiv2/OpenAPIv2.proto).
///
/// Clients in Go ask for nothing else: `kubectl` for validation and `explain`, Helm, Argo CD. Only what the documents of
/// this server contain is written.
enum SwaggerProtobuf {
    static func encode(_ document: JSONObject) -> [UInt8] {
        var message = ProtobufMessage()
        message.add(1, document["swagger"]?.string)
        var info = ProtobufMessage()
        info.add(1, document["info"]?["title"]?.string)
        info.add(2, document["info"]?["version"]?.string)
        message.add(2, info)
        message.add(8, paths(document["paths"]))
        message.add(9, named(document["definitions"], schema))
        message.add(10, named(document["parameters"], parameter))
        for requirement in document["security"]?.array ?? [] {
            message.add(12, named(requirement) { _ in ProtobufMessage() })
        }
        message.add(13, named(document["securityDefinitions"], apiKey))
        return message.bytes
    }

    /// A map: entries of a name and a value.
    private static func named(
        _ map: JSONValue?,
        entry number: UInt64 = 1,
        _ value: (JSONValue) -> ProtobufMessage
    ) -> ProtobufMessage? {
        guard let members = map?.object else { return nil }
        var message = ProtobufMessage()
        for (name, member) in members {
            var entry = ProtobufMessage()
            entry.add(1, name)
            entry.add(2, value(member))
            message.add(number, entry)
        }
        return message
    }

    private static func paths(_ paths: JSONValue?) -> ProtobufMessage? {
        named(paths, entry: 2) { item in
            var message = ProtobufMessage()
            let methods: [(String, UInt64)] = [("get", 2), ("put", 3), ("post", 4), ("delete", 5), ("patch", 8)]
            for (method, number) in methods { message.add(number, item[method].map(operation)) }
            for parameter in item["parameters"]?.array ?? [] { message.add(9, parameterItem(parameter)) }
            return message
        }
    }

    private static func operation(_ operation: JSONValue) -> ProtobufMessage {
        var message = ProtobufMessage()
        message.add(1, operation.texts("tags"))
        message.add(3, operation["description"]?.string)
        message.add(5, operation["operationId"]?.string)
        message.add(6, operation.texts("produces"))
        message.add(7, operation.texts("consumes"))
        for parameter in operation["parameters"]?.array ?? [] { message.add(8, parameterItem(parameter)) }
        let responses = named(operation["responses"]) { ProtobufMessage(1, response($0)) }
        message.add(9, responses)
        message.add(10, operation.texts("schemes"))
        addExtensions(of: operation, at: 13, to: &message)
        return message
    }

    private static func response(_ response: JSONValue) -> ProtobufMessage {
        var message = ProtobufMessage()
        message.add(1, response["description"]?.string)
        if let schema = response["schema"] { message.add(2, ProtobufMessage(1, Self.schema(schema))) }
        return message
    }

    private static func parameterItem(_ parameter: JSONValue) -> ProtobufMessage {
        guard let reference = parameter["$ref"]?.string else { return ProtobufMessage(1, self.parameter(parameter)) }
        var message = ProtobufMessage()
        message.add(1, reference)
        return ProtobufMessage(2, message)
    }

    private static func parameter(_ parameter: JSONValue) -> ProtobufMessage {
        var message = ProtobufMessage()
        if parameter["in"]?.string == "body" {
            message.add(1, parameter["description"]?.string)
            message.add(2, parameter["name"]?.string)
            message.add(3, parameter["in"]?.string)
            message.add(4, parameter["required"]?.bool)
            message.add(5, parameter["schema"].map(schema))
            return ProtobufMessage(1, message)
        }
        // Parameters of the query have one field more than those of the path, before their type.
        let isInPath = parameter["in"]?.string == "path"
        message.add(1, parameter["required"]?.bool)
        message.add(2, parameter["in"]?.string)
        message.add(3, parameter["description"]?.string)
        message.add(4, parameter["name"]?.string)
        message.add(isInPath ? 5 : 6, parameter["type"]?.string)
        message.add(isInPath ? 19 : 20, parameter["uniqueItems"]?.bool)
        return ProtobufMessage(2, ProtobufMessage(isInPath ? 4 : 3, message))
    }

    private static func apiKey(_ scheme: JSONValue) -> ProtobufMessage {
        var message = ProtobufMessage()
        message.add(1, scheme["type"]?.string)
        message.add(2, scheme["name"]?.string)
        message.add(3, scheme["in"]?.string)
        message.add(4, scheme["description"]?.string)
        return ProtobufMessage(2, message)
    }
}

extension SwaggerProtobuf {
    private static func schema(_ schema: JSONValue) -> ProtobufMessage {
        var message = ProtobufMessage()
        message.add(1, schema["$ref"]?.string)
        message.add(2, schema["format"]?.string)
        message.add(3, schema["title"]?.string)
        message.add(4, schema["description"]?.string)
        addLimits(of: schema, to: &message)
        message.add(19, schema.texts("required"))
        for value in schema["enum"]?.array ?? [] { message.add(20, any(value)) }
        message.add(21, schema["additionalProperties"].map(additionalProperties))
        if let type = schema["type"]?.string {
            var item = ProtobufMessage()
            item.add(1, type)
            message.add(22, item)
        }
        message.add(23, schema["items"].map { ProtobufMessage(1, Self.schema($0)) })
        message.add(25, named(schema["properties"], Self.schema))
        addExtensions(of: schema, at: 31, to: &message)
        return message
    }

    private static func addLimits(of schema: JSONValue, to message: inout ProtobufMessage) {
        message.add(6, schema["multipleOf"]?.double)
        message.add(7, schema["maximum"]?.double)
        message.add(8, schema["exclusiveMaximum"]?.bool)
        message.add(9, schema["minimum"]?.double)
        message.add(10, schema["exclusiveMinimum"]?.bool)
        message.add(11, schema["maxLength"]?.int)
        message.add(12, schema["minLength"]?.int)
        message.add(13, schema["pattern"]?.string)
        message.add(14, schema["maxItems"]?.int)
        message.add(15, schema["minItems"]?.int)
        message.add(16, schema["uniqueItems"]?.bool)
        message.add(17, schema["maxProperties"]?.int)
        message.add(18, schema["minProperties"]?.int)
    }

    private static func additionalProperties(_ value: JSONValue) -> ProtobufMessage {
        guard let flag = value.bool else { return ProtobufMessage(1, schema(value)) }
        var message = ProtobufMessage()
        message.add(2, flag)
        return message
    }

    private static func addExtensions(of value: JSONValue, at number: UInt64, to message: inout ProtobufMessage) {
        for (name, content) in value.object ?? [:] where name.hasPrefix("x-") {
            var entry = ProtobufMessage()
            entry.add(1, name)
            entry.add(2, any(content))
            message.add(number, entry)
        }
    }

    /// A value of any shape: as YAML, of which JSON is a part.
    private static func any(_ value: JSONValue) -> ProtobufMessage {
        var message = ProtobufMessage()
        message.add(2, value.serializedText())
        return message
    }
}

extension JSONValue {
    fileprivate func texts(_ key: String) -> [String] { (self[key]?.array ?? []).compactMap(\.string) }
}
