// SPDX-License-Identifier: Apache-2.0

internal import FileKit
package import JSONKit
internal import PortolanRouting
internal import YAMLKit

/// What is wrong with a configuration file, and where.
package struct ConfigurationError: Error, Sendable, Hashable, CustomStringConvertible {
    package let description: String
}

extension OperatorConfiguration {
    private static let apiVersion = "config.portolan.dev/v1alpha1"
    private static let kind = "PortolanConfiguration"

    /// Reads a file; a key that there is not is an error that says where it stands.
    package static func read(_ path: String) throws -> OperatorConfiguration {
        let bytes = try File.read(path)
        do {
            return try parse(bytes)
        } catch {
            throw ConfigurationError(description: "\(path): \(error)")
        }
    }

    /// Reads the content of a file.
    static func parse(_ bytes: [UInt8]) throws(ConfigurationError) -> OperatorConfiguration {
        let document: YAMLDocument?
        do throws(YAMLError) {
            document = try YAML.document(in: bytes)
        } catch {
            throw ConfigurationError(description: "\(error)")
        }
        guard let document else { throw ConfigurationError(description: "the file is empty") }
        do throws(JSONError) {
            return try Content(parsing: document.value.serialized(), options: .strict).configuration
        } catch {
            let place = document.position(ofKeyAt: JSONPointer(error.path.pathSteps))
            let path = error.path.isEmpty ? "" : "\(error.path): "
            throw ConfigurationError(description: "\(place): \(path)\(error.message)")
        }
    }

    /// The whole file.
    private struct Content: JSONDecodable {
        private(set) var configuration = OperatorConfiguration()

        init(from reader: inout JSONReader) throws(JSONError) {
            var apiVersion: String?
            var kind: String?
            try reader.beginObject()
            while let key = try reader.nextKey() {
                switch key {
                case "apiVersion": try reader.read(into: &apiVersion)
                case "kind": try reader.read(into: &kind)
                case "watchNamespaces": configuration.watchNamespaces = try reader.readNamespaces()
                case "routing": try reader.read(into: &configuration.routing)
                case "metrics": try reader.read(into: &configuration.metrics)
                case "logging": try reader.read(into: &configuration.logging)
                default: try reader.skipValue(of: key)
                }
            }
            guard apiVersion == OperatorConfiguration.apiVersion, kind == OperatorConfiguration.kind else {
                throw reader.invalidValue(
                    "apiVersion has to be \(OperatorConfiguration.apiVersion), kind \(OperatorConfiguration.kind)"
                )
            }
        }
    }
}

extension OperatorConfiguration.Routing: JSONDecodable {
    package init(from reader: inout JSONReader) throws(JSONError) {
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "strategy": settings.strategy = try reader.readWord()
            case "defaultLabel": settings.defaultLabel = try reader.read(String?.self).nonEmpty
            case "fallbackLabels": try reader.read(into: &settings.fallbackLabels)
            case "onNoDataplane": settings.onNoDataplane = try reader.readWord()
            case "bind": bind = try reader.read(String?.self).nonEmpty
            case "access": access = try reader.readWord()
            case "tls": tls = try reader.read(OperatorConfiguration.TLSFiles?.self)
            default: try reader.skipValue(of: key)
            }
        }
    }
}

extension OperatorConfiguration.TLSFiles: JSONDecodable {
    package init(from reader: inout JSONReader) throws(JSONError) {
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "certificate": try reader.read(into: &certificate)
            case "key": try reader.read(into: &self.key)
            default: try reader.skipValue(of: key)
            }
        }
        guard !certificate.isEmpty, !key.isEmpty else {
            throw reader.invalidValue("certificate and key have to name a file each")
        }
    }
}

extension OperatorConfiguration.Metrics: JSONDecodable {
    package init(from reader: inout JSONReader) throws(JSONError) {
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "bind": try reader.read(into: &bind)
            case "debug": try reader.read(into: &debug)
            default: try reader.skipValue(of: key)
            }
        }
    }
}

extension OperatorConfiguration.LoggingChoice: JSONDecodable {
    package init(from reader: inout JSONReader) throws(JSONError) {
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "levels": try reader.read(into: &levels)
            default: try reader.skipValue(of: key)
            }
        }
    }
}

extension JSONReader {
    /// Reads the names of namespaces, each of which stands there once.
    fileprivate mutating func readNamespaces() throws(JSONError) -> [String] {
        let names = try read([String]?.self) ?? []
        for (place, name) in names.enumerated() {
            guard !name.isEmpty else { throw invalidValue("a namespace has a name; [] means all of them") }
            guard !names[..<place].contains(name) else { throw invalidValue("\"\(name)\" stands there twice") }
        }
        return names
    }

    /// Reads one of some words.
    fileprivate mutating func readWord<Word: RawRepresentable & CaseIterable>() throws(JSONError) -> Word
    where Word.RawValue == String {
        let text = try readString()
        guard let word = Word(rawValue: text) else {
            let words = Word.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: " or ")
            throw invalidValue("\"\(text)\" is not possible here, but \(words)")
        }
        return word
    }
}

extension String {
    /// The steps of a path such as `routing.fallbackLabels[2]`.
    fileprivate var pathSteps: [String] {
        split { $0 == "." || $0 == "[" || $0 == "]" }.map(String.init)
    }
}
