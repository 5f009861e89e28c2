// SPDX-License-Identifier: Apache-2.0

internal import Basics
internal import FileKit
internal import JSONKit
internal import YAMLKit

/// A part of a kubeconfig file that remembers where it stands, so that a mistake in it can be found.
struct ConfigurationNode: Sendable {
    private let value: JSONValue
    private let place: JSONPointer
    private let document: YAMLDocument
    let file: String
    /// The way to the part, as messages say it.
    let field: String

    init(_ document: YAMLDocument, file: String) {
        self.init(value: document.value, place: JSONPointer(), document: document, file: file, field: "")
    }

    private init(
        value: JSONValue,
        place: JSONPointer,
        document: YAMLDocument,
        file: String,
        field: String
    ) {
        self.value = value
        self.place = place
        self.document = document
        self.file = file
        self.field = field
    }

    /// The folder that relative paths in the file start from.
    var folder: String { Folder.of(file) }

    /// The value as JSON.
    var json: JSONValue { value }

    /// An error about this part.
    func error(_ code: KubeConfigurationError.Code, _ message: String) -> KubeConfigurationError {
        KubeConfigurationError(code, in: file, at: document.position(ofKeyAt: place), field: field, message)
    }

    /// An error about one of its fields.
    func error(
        _ code: KubeConfigurationError.Code,
        at key: String,
        _ message: String
    ) -> KubeConfigurationError {
        let position = document.position(ofKeyAt: place.appending(key))
        return KubeConfigurationError(code, in: file, at: position, field: path(of: key), message)
    }

    private func path(of key: String) -> String { field.isEmpty ? key : "\(field).\(key)" }

    /// Whether there is a value for a key.
    func has(_ key: String) -> Bool { present(key) != nil }

    /// A text; nil when it is absent or empty.
    func string(_ key: String) throws(KubeConfigurationError) -> String? {
        guard let value = present(key) else { return nil }
        guard let string = value.string else { throw mismatch(key, "a string", value) }
        return string.isEmpty ? nil : string
    }

    /// A text that must be there.
    func requiredString(_ key: String) throws(KubeConfigurationError) -> String {
        guard let string = try string(key) else { throw error(.invalid, at: key, "it is missing") }
        return string
    }

    /// A boolean; false when it is absent.
    func bool(_ key: String) throws(KubeConfigurationError) -> Bool {
        guard let value = present(key) else { return false }
        guard let bool = value.bool else { throw mismatch(key, "true or false", value) }
        return bool
    }

    /// Bytes in base64; nil when they are absent or empty.
    func bytes(_ key: String) throws(KubeConfigurationError) -> [UInt8]? {
        guard let text = try string(key) else { return nil }
        // Some tools break long lines.
        let packed = text.filter { !$0.isWhitespace }
        guard let bytes = try? Base64.standard.decode(packed) else { throw error(.invalid, at: key, "it is no base64") }
        return bytes
    }

    /// Texts; none when they are absent.
    func strings(_ key: String) throws(KubeConfigurationError) -> [String] {
        guard let value = present(key) else { return [] }
        guard let strings = Self.strings(value) else { throw mismatch(key, "a list of strings", value) }
        return strings
    }

    /// Lists of texts by name; none when they are absent.
    func stringLists(_ key: String) throws(KubeConfigurationError) -> [String: [String]] {
        guard let value = present(key) else { return [:] }
        var lists: [String: [String]] = [:]
        guard let object = value.object else { throw mismatch(key, "lists of strings by name", value) }
        for (name, list) in object {
            guard let strings = Self.strings(list) else { throw mismatch(key, "lists of strings by name", list) }
            lists[name] = strings
        }
        return lists
    }

    /// A part of this part; nil when it is absent.
    func child(_ key: String) throws(KubeConfigurationError) -> ConfigurationNode? {
        guard let value = present(key) else { return nil }
        guard case .object = value else { throw mismatch(key, "an object", value) }
        return descend(to: value, at: place.appending(key), path(of: key))
    }

    /// The objects in a list; none when it is absent.
    func children(_ key: String) throws(KubeConfigurationError) -> [ConfigurationNode] {
        guard let value = present(key) else { return [] }
        guard let items = value.array else { throw mismatch(key, "a list", value) }
        let list = path(of: key)
        var children: [ConfigurationNode] = []
        for (index, item) in items.enumerated() {
            let name = item["name"]?.string.map { "\"\($0)\"" } ?? "\(index)"
            let child = descend(to: item, at: place.appending(key).appending("\(index)"), "\(list)[\(name)]")
            guard case .object = item else {
                throw child.error(.invalid, "expected an object, found \(item.kind.rawValue)")
            }
            children.append(child)
        }
        return children
    }

    private func present(_ key: String) -> JSONValue? {
        value[key].flatMap { $0.isNull ? nil : $0 }
    }

    private func descend(to value: JSONValue, at place: JSONPointer, _ field: String) -> ConfigurationNode {
        ConfigurationNode(value: value, place: place, document: document, file: file, field: field)
    }

    private func mismatch(_ key: String, _ expected: String, _ found: JSONValue) -> KubeConfigurationError {
        error(.invalid, at: key, "expected \(expected), found \(found.kind.rawValue)")
    }

    private static func strings(_ value: JSONValue) -> [String]? {
        guard let items = value.array else { return nil }
        let strings = items.compactMap(\.string)
        return strings.count == items.count ? strings : nil
    }
}
