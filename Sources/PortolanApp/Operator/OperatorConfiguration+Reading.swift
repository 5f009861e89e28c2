// SPDX-License-Identifier: Apache-2.0

internal import Basics
internal import FileKit
package import JSONKit
internal import KubeCore
internal import KubeRuntime
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
                case "leaderElection": try reader.read(into: &configuration.leaderElection)
                case "dataplanes": try reader.read(into: &configuration.dataplanes)
                case "routing": try reader.read(into: &configuration.routing)
                case "flyte": try reader.read(into: &configuration.flyte)
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

extension OperatorConfiguration.Election: JSONDecodable {
    package init(from reader: inout JSONReader) throws(JSONError) {
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "enabled": try reader.read(into: &isEnabled)
            case "namespace": namespace = try reader.read(String?.self).nonEmpty
            case "name": try reader.read(into: &name)
            case "leaseDuration": leaseDuration = try reader.readDuration()
            case "renewDeadline": renewDeadline = try reader.readDuration()
            case "retryPeriod": retryPeriod = try reader.readDuration()
            default: try reader.skipValue(of: key)
            }
        }
        if let problem = configuration(identity: "anybody").problem { throw reader.invalidValue(problem) }
    }

    /// The election of a process.
    func configuration(identity: String) -> ElectionConfiguration {
        var election = ElectionConfiguration(identity: identity)
        election.leaseDuration = leaseDuration
        election.renewDeadline = renewDeadline
        election.retryPeriod = retryPeriod
        return election
    }
}

extension OperatorConfiguration.Dataplanes: JSONDecodable {
    package init(from reader: inout JSONReader) throws(JSONError) {
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "enabled": try reader.read(into: &isEnabled)
            case "allowedAddresses": allowedAddresses = try reader.readNetworks()
            case "suspectShare":
                try reader.read(into: &suspectShare)
                guard (0...1).contains(suspectShare) else { throw reader.invalidValue("a share is from 0 to 1") }
            case "argoCDNamespace": argoCDNamespace = try reader.read(String?.self).nonEmpty
            case "deletionPatience": deletionPatience = try reader.readDuration()
            case "repairInterval": repairInterval = try reader.readDuration()
            default: try reader.skipValue(of: key)
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
    /// Reads a stretch of time such as `15s`.
    fileprivate mutating func readDuration() throws(JSONError) -> Duration {
        let text = try readString()
        guard let duration = Duration(parsing: text), duration > .zero else {
            throw invalidValue("\"\(text)\" is no stretch of time such as 90s, 15m or 1h30m")
        }
        return duration
    }

    /// Reads the names of namespaces; what is wrong with one is said of its place in the list.
    fileprivate mutating func readNamespaces() throws(JSONError) -> [String] {
        guard try !readNullIfPresent() else { return [] }
        var names: [String] = []
        try beginArray()
        while try nextElement() {
            let name = try readString()
            guard KubernetesName.isValid(name), !name.contains("."), name.utf8.count <= 63 else {
                throw invalidValue("\"\(name)\" is no name of a namespace, such as team-a")
            }
            guard !names.contains(name) else { throw invalidValue("\"\(name)\" is in the list already") }
            names.append(name)
        }
        return names
    }

    /// Reads networks such as `10.0.0.0/8`.
    fileprivate mutating func readNetworks() throws(JSONError) -> [IPNetwork] {
        var networks: [IPNetwork] = []
        for text in try read([String].self) {
            guard let network = IPNetwork(text) else {
                throw invalidValue("\"\(text)\" is no network such as 10.0.0.0/8")
            }
            networks.append(network)
        }
        return networks
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
