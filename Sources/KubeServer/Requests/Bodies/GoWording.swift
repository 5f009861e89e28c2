// SPDX-License-Identifier: Apache-2.0

internal import JSONKit
internal import KubeSchema
internal import YAMLKit

// Errors of reading as Go's packages word them, which is what clients of Kubernetes see.

extension JSONError {
    /// What `encoding/json` says of a text that was refused here.
    func inGo(_ bytes: [UInt8]) -> String {
        // What is refused here and not there is nested deeper than is read here, or no UTF-8.
        GoJSONSyntax.complaint(about: bytes) ?? (code == .limit ? "exceeded max depth" : "\(self)")
    }
}

extension YAMLError {
    /// What `yaml.v2` says, which has the lines of tokens off by one, and does not name the first.
    var inGo: String {
        guard let complaint else { return "yaml: \(position.map { "line \($0.line): " } ?? "")\(message)" }
        let before = (position?.line ?? 1) - 1
        return "yaml: \(before == 0 ? "" : "line \(complaint.isOfScanner ? before + 1 : before): ")\(complaint.text)"
    }
}

extension YAMLDocument.DuplicateKey {
    /// What `yaml.v2` says when it is strict.
    var inGo: String { "line \(position.line): key \(key.quotedAsInGo) already set in map" }
}

extension JSONValue {
    /// What `encoding/json` says of a value where a Go type wants another one.
    func refusal(by type: String) -> String {
        "json: cannot unmarshal \(typeInGo) into Go value of type \(type)"
    }

    /// How Go calls the kind of a value.
    var typeInGo: String {
        switch self {
        case .null: "null"
        case .bool: "bool"
        // A fraction is shown, because a number as such would do.
        case .number(let number): int == nil ? "number \(number)" : "number"
        case .string: "string"
        case .array: "array"
        case .object: "object"
        }
    }

    /// The value as Go prints it with `%v`: `map[a:b c:[1 2]]`.
    var printedByGo: String {
        switch self {
        case .null: return "<nil>"
        case .bool(let value): return "\(value)"
        case .number(let number): return "\(number)"
        case .string(let text): return text
        case .array(let elements): return "[\(elements.map(\.printedByGo).joined(separator: " "))]"
        case .object(let object):
            let members = object.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
            return "map[\(members.map { "\($0.key):\($0.value.printedByGo)" }.joined(separator: " "))]"
        }
    }
}
