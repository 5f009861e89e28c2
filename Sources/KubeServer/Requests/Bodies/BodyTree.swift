// SPDX-License-Identifier: Apache-2.0

internal import JSONKit
internal import KubeSchema

/// The tree of a body, and the keys that stand twice in it: of two the last counts, and the client may want to know.
struct BodyTree {
    private enum Step {
        case member(String)
        case element(Int)
    }

    private(set) var value: JSONValue = .null
    private(set) var duplicates = DuplicateKeys()
    /// The way to the value that is being read; a path is made of it only when there is something to say.
    private var trail: [Step] = []

    /// Kubernetes reports no more, so that an answer does not become longer than the request.
    private static let duplicatesLimit = 100

    /// A tree that comes from somewhere else.
    init(_ value: JSONValue, duplicates: DuplicateKeys) {
        self.value = value
        self.duplicates = duplicates
    }

    private mutating func readValue(from reader: inout JSONReader) throws(JSONError) -> JSONValue {
        switch try reader.nextKind() {
        case .object: return .object(try readObject(from: &reader))
        case .array: return .array(try readArray(from: &reader))
        default: return try JSONValue(from: &reader)
        }
    }

    private mutating func readArray(from reader: inout JSONReader) throws(JSONError) -> [JSONValue] {
        var elements: [JSONValue] = []
        try reader.beginArray()
        while try reader.nextElement() {
            trail.append(.element(elements.count))
            elements.append(try readValue(from: &reader))
            trail.removeLast()
        }
        return elements
    }

    private mutating func readObject(from reader: inout JSONReader) throws(JSONError) -> JSONObject {
        var object = JSONObject()
        try reader.beginObject()
        while let key = try reader.nextKey() {
            let name = key.string
            trail.append(.member(name))
            if object[name] != nil { noteDuplicate() }
            object[name] = try readValue(from: &reader)
            trail.removeLast()
        }
        return object
    }

    private mutating func noteDuplicate() {
        let path = trail.reduce(FieldPath.root) { path, step in
            switch step {
            case .member(let name): path.child(name)
            case .element(let index): path.index(index)
            }
        }
        let paths = duplicates.paths
        guard paths.count < Self.duplicatesLimit, !paths.contains(path.description) else { return }
        duplicates.paths.append(path.description)
    }
}

extension BodyTree: JSONDecodable {
    init(from reader: inout JSONReader) throws(JSONError) {
        value = try readValue(from: &reader)
    }
}
