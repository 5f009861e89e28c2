// SPDX-License-Identifier: Apache-2.0

extension JSONPatch: JSONDecodable {
    package init(from reader: inout JSONReader) throws(JSONError) {
        operations = try reader.readArray()
    }
}

extension JSONPatch: JSONEncodable {
    package func write(to writer: inout JSONWriter) {
        operations.write(to: &writer)
    }
}

extension JSONPatch.Operation: JSONDecodable {
    package init(from reader: inout JSONReader) throws(JSONError) {
        var name: String?
        var path: JSONPointer?
        var from: JSONPointer?
        var value: JSONValue?
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "op": name = try reader.readString()
            case "path": path = try reader.read()
            case "from": from = try reader.read()
            // As a JSONValue and not as an optional one, for which null would be the absence of a value.
            case "value": value = try reader.read(JSONValue.self)
            default: try reader.skipValue()
            }
        }
        guard let name else { throw reader.invalidValue("the operation has no \"op\"") }
        guard let path else { throw reader.invalidValue("the operation has no \"path\"") }
        switch (name, value, from) {
        case ("add", let value?, _): self = .add(path, value)
        case ("remove", _, _): self = .remove(path)
        case ("replace", let value?, _): self = .replace(path, value)
        case ("move", _, let from?): self = .move(path, from: from)
        case ("copy", _, let from?): self = .copy(path, from: from)
        case ("test", let value?, _): self = .test(path, value)
        case ("add", _, _), ("replace", _, _), ("test", _, _):
            throw reader.invalidValue("the operation \"\(name)\" needs a \"value\"")
        case ("move", _, _), ("copy", _, _):
            throw reader.invalidValue("the operation \"\(name)\" needs a \"from\"")
        default:
            let known = "add, remove, replace, move, copy or test"
            throw reader.invalidValue("expected \(known) as \"op\", found \(name.quotedForMessage)")
        }
    }
}

extension JSONPatch.Operation: JSONEncodable {
    package func write(to writer: inout JSONWriter) {
        writer.object { writer in
            switch self {
            case .add(let path, let value): writeFields("add", path, value: value, to: &writer)
            case .remove(let path): writeFields("remove", path, to: &writer)
            case .replace(let path, let value): writeFields("replace", path, value: value, to: &writer)
            case .move(let path, let from): writeFields("move", path, from: from, to: &writer)
            case .copy(let path, let from): writeFields("copy", path, from: from, to: &writer)
            case .test(let path, let value): writeFields("test", path, value: value, to: &writer)
            }
        }
    }

    private func writeFields(
        _ name: String,
        _ path: JSONPointer,
        from: JSONPointer? = nil,
        value: JSONValue? = nil,
        to writer: inout JSONWriter
    ) {
        writer.field("op", name)
        writer.field("from", from)
        writer.field("path", path)
        writer.field("value", value)
    }
}
