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
        let isKind = tokens[0] == "kind"
        definitions.append(
            TypeDefinition(
                name: String(tokens[1]),
                summary: halves.count > 1 ? String(halves[1].dropFirst()) : "",
                isKind: isKind,
                isAtomic: !isEnum && tokens.last == "atomic",
                isUnion: tokens[0] == "union",
                body: isEnum ? .words(words) : .fields(fields),
                layout: MessageLayout(fields, isKind: isKind)
            )
        )
    }

    private static func word(_ token: Substring) -> String { token == "\"\"" ? "" : String(token) }
}

extension FieldDefinition {
    /// Reads a line: number, name, type, how it is merged, default.
    fileprivate init?(_ line: Substring) {
        var tokens = line.split(separator: " ")[...]
        guard let first = tokens.popFirst() else { return nil }
        // No field of Kubernetes begins with a digit, and a few have no number.
        let number = first.split(separator: ".").compactMap { Int($0) }
        self.number = number
        guard let name = number.isEmpty ? first : tokens.popFirst(), var type = tokens.popFirst() else { return nil }
        self.name = String(name.hasSuffix("!") ? name.dropLast() : name)
        isRequired = name.hasSuffix("!")
        isOptional = type.hasSuffix("?")
        if isOptional { type = type.dropLast() }
        // What is in parentheses is the type in protobuf: `{any(JSONSchemaProps)}`.
        let parts = type.split { "()".contains($0) }
        message = parts.count > 1 ? String(parts[1]) : nil
        self.type = FieldType(parts.count > 1 ? (parts[0] + parts.dropFirst(2).joined())[...] : type)
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
        if text == "null" { return .null }
        switch self {
        case .scalar(.bool): return .bool(text == "true")
        case .scalar(.string), .named: return .string(text == "\"\"" ? "" : String(text))
        default: return Int(text).map { .number(JSONNumber($0)) } ?? .string(String(text))
        }
    }
}
