// SPDX-License-Identifier: Apache-2.0

internal import JSONKit
internal import YAMLKit

/// What a client intends with server-side apply: an object in YAML, of which JSON is a part.
struct IntentBody {
    let object: JSONObject
    /// What a strict reader says of keys that stand twice.
    private let complaint: String?

    /// What the client is told of keys that stand twice, or the failure that they are.
    func warnings(_ validation: WriteContext.FieldValidation) throws(APIFailure) -> [String] {
        guard let complaint, validation != .ignore else { return [] }
        guard validation == .warn else {
            throw APIFailure.badRequest(
                "error strict decoding YAML: error converting YAML to JSON: yaml: unmarshal errors:\n  \(complaint)"
            )
        }
        return [complaint]
    }

    init(_ bytes: [UInt8]) throws(APIFailure) {
        if let tree = try? BodyTree(parsing: bytes) {
            object = try Self.object(in: tree.value)
            complaint = tree.duplicates.first.map(Self.complaint)
            return
        }
        object = try Self.object(in: Self.yaml(bytes))
        complaint = nil
    }

    private static func yaml(_ bytes: [UInt8]) throws(APIFailure) -> JSONValue {
        do throws(YAMLError) {
            return try YAML.parse(bytes)
        } catch {
            throw APIFailure.badRequest("error decoding YAML: error converting YAML to JSON: \(error.inGo)")
        }
    }

    private static func object(in value: JSONValue) throws(APIFailure) -> JSONObject {
        if value.isNull { return JSONObject() }
        guard let object = value.object else {
            let refusal = value.refusal(by: "map[string]interface {}")
            throw APIFailure.badRequest("error decoding YAML: error unmarshaling JSON: while decoding JSON: \(refusal)")
        }
        return object
    }

    private static func complaint(about path: String) -> String {
        let key = path.split(separator: ".").last ?? ""
        return "line 1: key \"\(key)\" already set in map"
    }
}
