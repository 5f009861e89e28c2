// SPDX-License-Identifier: Apache-2.0

internal import JSONKit
internal import KubeSchema

/// Reads the text of a ``TypeTable``.
///
/// The texts are part of the program: a line that makes no sense is left out, and the tests see that none does.
struct TypeTableReader {
    private var definitions: [TypeDefinition] = []
    private var head: Substring = ""
    private var fields: [FieldDefinition] = []
    private var words: [String] = []

    static func definitions(in text: String) -> [TypeDefinition] {
        var reader = TypeTableReader()
        for line in text.split(separator: "\n") {
            if line.hasPrefix(" ") {
                reader.readDetail(line)
            } else {
                reader.finish()
                reader.head = line
            }
        }
        reader.finish()
        return reader.definitions
    }

    private mutating func readDetail(_ line: Substring) {
        if head.hasPrefix("enum ") {
            words += line.split(separator: " ").map(Self.word)
        } else if let field = FieldDefinition(line) {
            fields.append(field)
        }
    }

    private mutating func finish() {
        defer {
            head = ""
            fields = []
            words = []
        }
        let halves = head.split(separator: ":", maxSplits: 1)
        guard let tokens = halves.first?.split(separator: " "), tokens.count > 1 else { return }
        let isEnum = tokens[0] == "enum"
        if isEnum { words = tokens.dropFirst(2).map(Self.word) + words }
        definitions.append(
            TypeDefinition(
                name: String(tokens[1]),
                summary: halves.count > 1 ? String(halves[1].dropFirst()) : "",
                isKind: tokens[0] == "kind",
                isAtomic: !isEnum && tokens.last == "atomic",
                body: isEnum ? .words(words) : .fields(fields)
            )
        )
    }

    private static func word(_ token: Substring) -> String { token == "\"\"" ? "" : String(token) }
}

extension FieldDefinition {
    /// Reads a line: name, type, how it is merged, default.
    fileprivate init?(_ line: Substring) {
        var tokens = line.split(separator: " ")[...]
        guard let name = tokens.popFirst(), let type = tokens.popFirst() else { return nil }
        self.name = String(name.hasSuffix("!") ? name.dropLast() : name)
        self.type = FieldType(type)
        isRequired = name.hasSuffix("!")
        var merging = Merging()
        while let token = tokens.first, token != "=" {
            merging.read(token)
            tokens.removeFirst()
        }
        self.merging = merging
        // Not a conditional expression, in which `nil` would be the null of JSON.
        guard tokens.count > 1 else {
            defaultValue = nil
            return
        }
        defaultValue = self.type.value(tokens[tokens.startIndex + 1])
    }
}

extension FieldDefinition.Merging {
    fileprivate mutating func read(_ token: Substring) {
        let parts = token.split(whereSeparator: { "(,)".contains($0) }).map(String.init)
        switch parts.first {
        case "set": list = .set
        case "atomic": isAtomic = true
        case "map":
            list = .map
            listKeys = Array(parts.dropFirst())
        case "merge":
            patchStrategy.append("merge")
            patchKey = parts.dropFirst().first
        case let strategy?: patchStrategy.append(strategy)
        case nil: break
        }
    }
}

extension FieldType {
    fileprivate init(_ text: Substring) {
        if text.hasPrefix("[") {
            self = .list(FieldType(text.dropFirst().dropLast()))
        } else if text.hasPrefix("{") {
            self = .map(FieldType(text.dropFirst().dropLast()))
        } else if let scalar = Scalar(rawValue: String(text)) {
            self = .scalar(scalar)
        } else {
            self = .named(String(text))
        }
    }

    /// The value of a default in the table.
    fileprivate func value(_ text: Substring) -> JSONValue {
        if text == "{}" { return .object(JSONObject()) }
        switch self {
        case .scalar(.bool): return .bool(text == "true")
        case .scalar(.string), .named: return .string(text == "\"\"" ? "" : String(text))
        default: return Int(text).map { .number(JSONNumber($0)) } ?? .string(String(text))
        }
    }
}
