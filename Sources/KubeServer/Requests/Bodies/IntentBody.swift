// SPDX-License-Identifier: Apache-2.0

internal import JSONKit
internal import YAMLKit

/// What a client intends with server-side apply: an object in YAML, of which JSON is a part.
struct IntentBody {
    let object: JSONObject
    /// What a strict reader says of keys that stand twice.
    private let complaints: [String]

    /// What the client is told of keys that stand twice, or the failure that they are.
    func warnings(_ validation: WriteContext.FieldValidation) throws(APIFailure) -> [String] {
        guard !complaints.isEmpty, validation != .ignore else { return [] }
        guard validation == .warn else {
            let list = complaints.map { "\n  \($0)" }.joined()
            throw APIFailure.badRequest(
                "error strict decoding YAML: error converting YAML to JSON: yaml: unmarshal errors:\(list)"
            )
        }
        return complaints
    }

    init(_ bytes: [UInt8]) throws(APIFailure) {
        if let tree = try? BodyTree(parsing: bytes) {
            object = try Self.object(in: tree.value)
            complaints = tree.duplicates.paths.map(Self.complaint)
            return
        }
        let document = try Self.document(in: bytes)
        object = try Self.object(in: document?.value ?? .null)
        complaints = document?.duplicateKeys.map(\.inGo) ?? []
    }

    private static func document(in bytes: [UInt8]) throws(APIFailure) -> YAMLDocument? {
        do throws(YAMLError) {
            return try YAML.lenientDocument(in: bytes)
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
