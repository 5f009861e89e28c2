// SPDX-License-Identifier: Apache-2.0

internal import HTTPCore
internal import HTTPServer
internal import JSONKit

/// A request of the gateway, as flyteadmin understands it.
struct AttributeCall {
    private enum Verb {
        case list
        case get(exactly: Bool)
        case put(String)
        case delete
    }

    let place: AttributeTable.Place
    /// Whether the names of fields are to be those of the protocol.
    let isExact: Bool
    private let kind: AttributeTable.Kind
    private let verb: Verb

    private static let levels = ["project_attributes": 1, "project_domain_attributes": 2, "workflow_attributes": 3]
    private static let json = "application/json"

    init(_ request: HTTPServerRequest, _ body: [UInt8]) throws(GatewayAnswer.Failure) {
        let (accepted, sent) = (request.fields["Accept"], request.fields["Content-Type"])
        // The gateway takes the marshaller of the body for the answer when none matches what is accepted.
        isExact = accepted == Self.json || sent == Self.json
        let segments = request.target.segments
        let name = segments.count > 2 ? segments[2] : ""
        guard segments.prefix(2) == ["api", "v1"] else { throw .notFound("Not Found") }
        if name == "matchable_attributes", segments.count == 3, request.method == .get {
            place = AttributeTable.Place("")
            verb = .list
            kind = try Self.kind(inQueryOf: request)
            return
        }
        guard let depth = Self.levels[name], segments.count == depth + 3, !segments.contains("") else {
            throw .notFound("Not Found")
        }
        let names = segments[3...] + Array(repeating: "", count: 3 - depth)
        place = AttributeTable.Place(names[3], names[4], names[5])
        switch request.method {
        case .get:
            kind = try Self.kind(inQueryOf: request)
            verb = .get(exactly: depth == 1)
        case .put:
            kind = .executionClusterLabel
            verb = .put(try Self.label(in: body, isStrict: sent == Self.json))
        case .delete:
            // What stands in the query is not looked at.
            kind = try Self.kind(inBody: body, isStrict: sent == Self.json)
            verb = .delete
        default: throw .init(code: 12, status: .notImplemented, message: "Method Not Allowed")
        }
    }

    func perform(on table: inout AttributeTable) throws(GatewayAnswer.Failure) -> JSONValue {
        switch verb {
        case .list:
            return ["configurations": .array(table.rows(of: kind).map(Self.configuration))]
        case .get(let exactly):
            guard let row = exactly ? table.exact(kind, place) : table.effective(kind, place) else {
                throw .notFound("Resource [{Project:\(place.project) Domain:\(place.domain)}] not found")
            }
            var attributes = Self.attributes(of: row)
            if !exactly { attributes["domain"] = .string(row.place.domain) }
            if !place.workflow.isEmpty { attributes["workflow"] = .string(row.place.workflow) }
            attributes["org"] = ""
            return ["attributes": attributes]
        case .put(let value):
            table.put(kind, place, value)
        case .delete:
            table.delete(kind, place)
        }
        return [:]
    }

    private static func attributes(of row: AttributeTable.Row) -> JSONValue {
        ["project": .string(row.place.project), "matching_attributes": matching(row)]
    }

    private static func matching(_ row: AttributeTable.Row) -> JSONValue {
        row.kind == .executionClusterLabel
            ? ["execution_cluster_label": ["value": .string(row.value)]]
            : ["task_resource_attributes": [:]]
    }

    private static func configuration(_ row: AttributeTable.Row) -> JSONValue {
        [
            "attributes": matching(row), "domain": .string(row.place.domain), "project": .string(row.place.project),
            "workflow": .string(row.place.workflow), "launch_plan": .string(row.place.launchPlan), "org": "",
        ]
    }
}

// What a request says

extension AttributeCall {
    private static func kind(inQueryOf request: HTTPServerRequest) throws(GatewayAnswer.Failure) -> AttributeTable.Kind
    {
        let query = try? request.query()
        return try kind(named: query?["resource_type"] ?? query?["resourceType"])
    }

    private static func kind(inBody body: [UInt8], isStrict: Bool) throws(GatewayAnswer.Failure) -> AttributeTable.Kind
    {
        guard !body.isEmpty else { return .taskResource }
        let message = try message(in: body, ["resource_type", "project", "domain", "workflow", "org"], isStrict)
        if let number = message["resource_type"]?.int { return AttributeTable.Kind(rawValue: number) ?? .taskResource }
        return try kind(named: message["resource_type"]?.string)
    }

    private static func kind(named name: String?) throws(GatewayAnswer.Failure) -> AttributeTable.Kind {
        guard let name else { return .taskResource }
        guard let kind = AttributeTable.Kind.allCases.first(where: { $0.name == name || "\($0.rawValue)" == name })
        else { throw .invalid("type mismatch, parameter: resource_type, error: \(name) is not valid") }
        return kind
    }

    private static func label(in body: [UInt8], isStrict: Bool) throws(GatewayAnswer.Failure) -> String {
        let message = try message(in: body, ["attributes"], isStrict)
        let fields: Set = ["project", "domain", "workflow", "matching_attributes", "org"]
        let attributes = try checked(message["attributes"] ?? [:], fields, isStrict)
        let matching = try checked(attributes["matching_attributes"] ?? [:], nil, isStrict)
        guard let label = matching["execution_cluster_label"] else {
            throw .invalid("missing matching_attributes")
        }
        return try checked(label, ["value"], isStrict)["value"]?.string ?? ""
    }

    private static func message(
        in body: [UInt8],
        _ fields: Set<String>,
        _ isStrict: Bool
    ) throws(GatewayAnswer.Failure) -> JSONValue {
        guard let value = try? JSONValue(parsing: body), value.object != nil else {
            throw .invalid("proto: syntax error (line 1:1): unexpected token")
        }
        return try checked(value, fields, isStrict)
    }

    /// A message with the names of the protocol, whichever of the two spellings it was written in.
    private static func checked(
        _ value: JSONValue,
        _ fields: Set<String>?,
        _ isStrict: Bool
    ) throws(GatewayAnswer.Failure) -> JSONValue {
        let known = fields ?? ["execution_cluster_label"]
        var message: JSONValue = [:]
        for (key, member) in value.object ?? [:] {
            guard let name = known.first(where: { $0 == key || $0.camelCased == key }) else {
                guard isStrict else { continue }
                throw .invalid("proto: (line 1:2): unknown field \"\(key)\"")
            }
            message[name] = member
        }
        return message
    }
}
