// SPDX-License-Identifier: Apache-2.0

internal import HTTPCore
internal import JSONKit
internal import KubeCore

/// Writes operations as the `paths` of a document.
struct PathDocuments {
    private let dialect: OpenAPIDialect
    private(set) var models: ModelDefinitions
    private(set) var paths = JSONObject()
    /// What version 2 says once of the parameters that many operations have.
    private(set) var sharedParameters: [String: JSONObject] = [:]

    init(_ dialect: OpenAPIDialect, _ resources: [ServedResource]) {
        self.dialect = dialect
        models = ModelDefinitions(dialect, resources)
    }

    mutating func add(_ operations: [OpenAPIOperation]) {
        let byPath = Dictionary(grouping: operations, by: \.path)
        for (path, operations) in byPath.sorted(by: { $0.key < $1.key }) {
            // What all operations of a path understand is said of the path.
            let common = operations.dropFirst().reduce(into: Set(operations[0].parameters)) {
                $0.formIntersection($1.parameters)
            }
            var item = JSONObject()
            for operation in operations {
                item[operation.method] = .object(document(of: operation, common: common))
            }
            if !common.isEmpty { item["parameters"] = .array(parameters(Array(common))) }
            paths[path] = .object(item)
        }
    }

    private mutating func document(of operation: OpenAPIOperation, common: Set<OpenAPIParameter>) -> JSONObject {
        var document: JSONObject = ["tags": [.string(operation.tag)], "description": .string(operation.text)]
        if dialect == .v2 {
            document["consumes"] = .words(operation.body?.mediaTypes ?? ["*/*"])
            document["produces"] = .words(operation.mediaTypes)
            document["schemes"] = ["https"]
        }
        document["operationId"] = .string(operation.id)
        var parameters = parameters(operation.parameters.filter { !common.contains($0) })
        if let body = operation.body {
            if dialect == .v2 {
                parameters.insert(bodyParameter(body), at: 0)
            } else {
                document["requestBody"] = requestBody(body)
            }
        }
        if !parameters.isEmpty { document["parameters"] = .array(parameters) }
        document["responses"] = responses(of: operation)
        document["x-kubernetes-action"] = operation.action.map { .string($0.rawValue) }
        document["x-kubernetes-group-version-kind"] = operation.kind.map { .identity($0.groupVersion, $0.kind) }
        return document
    }

    private mutating func responses(of operation: OpenAPIOperation) -> JSONValue {
        let schema = JSONValue.object(models.reference(to: operation.answer))
        var responses = JSONObject()
        for code in [200] + operation.codes {
            var response: JSONObject = ["description": .string(HTTPStatus(code).reason)]
            switch dialect {
            case .v2: response["schema"] = schema
            case .v3: response["content"] = content(operation.mediaTypes, schema)
            }
            responses["\(code)"] = .object(response)
        }
        responses["401"] = ["description": "Unauthorized"]
        return .object(responses)
    }

    private mutating func requestBody(_ body: OpenAPIOperation.Body) -> JSONValue {
        let schema = JSONValue.object(models.reference(to: body.model))
        var document: JSONObject = ["content": content(body.mediaTypes, schema)]
        if body.isRequired { document["required"] = true }
        return .object(document)
    }

    private mutating func bodyParameter(_ body: OpenAPIOperation.Body) -> JSONValue {
        var document: JSONObject = ["name": "body", "in": "body"]
        if body.isRequired { document["required"] = true }
        document["schema"] = .object(models.reference(to: body.model))
        return .object(document)
    }

    private func content(_ mediaTypes: [String], _ schema: JSONValue) -> JSONValue {
        var content = JSONObject()
        for type in mediaTypes { content[type] = ["schema": schema] }
        return .object(content)
    }

    private mutating func parameters(_ parameters: [OpenAPIParameter]) -> [JSONValue] {
        parameters.sorted(by: OpenAPIParameter.comesFirst).map { parameter in
            let document = document(of: parameter)
            // kubectl before 1.27 looks for these two at the operations themselves, and names differ in their text.
            guard dialect == .v2, !["name", "dryRun", "fieldValidation"].contains(parameter.name) else {
                return .object(document)
            }
            sharedParameters[parameter.name] = document
            return ["$ref": .string("#/parameters/\(parameter.name)")]
        }
    }

    private func document(of parameter: OpenAPIParameter) -> JSONObject {
        var document: JSONObject = [
            "name": .string(parameter.name), "in": .string(parameter.isInPath ? "path" : "query"),
            "description": .string(parameter.text),
        ]
        if parameter.isInPath { document["required"] = true }
        switch dialect {
        case .v2:
            document["type"] = .string(parameter.type)
            document["uniqueItems"] = true
        case .v3:
            document["schema"] = ["type": .string(parameter.type), "uniqueItems": true]
        }
        return document
    }
}
