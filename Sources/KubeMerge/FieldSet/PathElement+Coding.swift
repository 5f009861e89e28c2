// SPDX-License-Identifier: Apache-2.0

internal import JSONKit

extension PathElement {
    /// Reads a key of `fieldsV1`; nil for a kind of step that only later versions of Kubernetes know, which is skipped.
    package init?(parsing text: String) throws(MergeError) {
        let bytes = text.utf8
        guard bytes.count >= 2 else { throw .invalidFields("key must be 2 characters long: \(text)") }
        guard bytes.dropFirst().first == UInt8(ascii: ":") else { throw .invalidFields("missing colon: \(text)") }
        let content = String(text.unicodeScalars.dropFirst(2))
        switch bytes.first {
        case UInt8(ascii: "f"):
            self = .field(content)
        case UInt8(ascii: "v"):
            self = .value(try Self.json(content))
        case UInt8(ascii: "k"):
            guard let object = try Self.json(content).object else {
                throw .invalidFields("expected an object as the key of a list: \(content)")
            }
            self = .key(ListKey(object.map { ListKey.Member(name: $0.key, value: $0.value) }))
        case UInt8(ascii: "i"):
            guard let index = Int(content) else { throw .invalidFields("expected an index: \(content)") }
            self = .index(index)
        default:
            return nil
        }
    }

    private static func json(_ text: String) throws(MergeError) -> JSONValue {
        do throws(JSONError) {
            return try JSONValue(parsing: text)
        } catch {
            throw .invalidFields("\(error.message)")
        }
    }

    /// The step as a key of `fieldsV1`.
    package var serialized: String {
        switch self {
        case .field(let name): "f:\(name)"
        case .key(let key): "k:\(key.object.serializedText().escapedForHTML)"
        case .value(let value): "v:\(value.serializedText(.sortedKeys).escapedForHTML)"
        case .index(let index): "i:\(index)"
        }
    }
}

extension ListKey {
    fileprivate var object: JSONObject {
        var object = JSONObject()
        for member in members { object[member.name] = member.value }
        return object
    }
}

extension String {
    /// A JSON text as Go writes it unless told otherwise: safe inside of HTML.
    ///
    /// The three characters can only stand in strings, where an escape means the same.
    var escapedForHTML: String {
        guard utf8.contains(where: { $0 == 0x26 || $0 == 0x3C || $0 == 0x3E }) else { return self }
        var escaped = ""
        for scalar in unicodeScalars {
            switch scalar {
            case "<": escaped += "\\u003c"
            case ">": escaped += "\\u003e"
            case "&": escaped += "\\u0026"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}
