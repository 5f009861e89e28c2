// SPDX-License-Identifier: Apache-2.0

import JSONKit
import YAMLKit

/// Reads `clusters.yaml` as flyteadmin 1.16 does when it starts, and ends where that would end.
///
/// It knows the fields of flyteadmin's own structs and refuses all others, so that a misspelt one is noticed.
struct FlyteReader {
    struct Cluster: Equatable {
        let name: String
        let endpoint: String
        let enabled: Bool
        let tokenPath: String
        let certPath: String
    }

    struct Entity: Equatable {
        let id: String
        let weight: Float
    }

    struct Panic: Error, CustomStringConvertible {
        let description: String
    }

    let clusters: [Cluster]
    /// By the keys as viper keeps them, which is in small letters.
    let labels: [String: [Entity]]
    let defaultLabel: String

    /// Starts with a file, and with the files of the credentials.
    init(_ text: String, files: [String: [UInt8]]) throws {
        let document = try YAML.parse(Array(text.utf8))
        let section = try Self.fields(document, ["clusters"])["clusters"] ?? .null
        let known = try Self.fields(section, ["defaultExecutionLabel", "labelClusterMap", "clusterConfigs"])
        clusters = try (known["clusterConfigs"]?.array ?? []).map(Self.cluster)
        var labels: [String: [Entity]] = [:]
        for (label, entities) in known["labelClusterMap"]?.object ?? [:] {
            labels[label.lowercased()] = try (entities.array ?? []).map(Self.entity)
        }
        self.labels = labels
        defaultLabel = known["defaultExecutionLabel"]?.string ?? ""
        try start(files)
    }

    private static func fields(_ value: JSONValue, _ names: Set<String>) throws -> JSONObject {
        guard let object = value.object else { throw Panic(description: "no object: \(value)") }
        for key in object.keys where !names.contains(key) { throw Panic(description: "no such field: \(key)") }
        return object
    }

    private static func cluster(_ value: JSONValue) throws -> Cluster {
        let fields = try fields(value, ["name", "endpoint", "enabled", "auth"])
        let auth = try Self.fields(fields["auth"] ?? .null, ["type", "tokenPath", "certPath"])
        guard let enabled = fields["enabled"]?.bool else { throw Panic(description: "enabled is no boolean") }
        return Cluster(
            name: try text(fields["name"]),
            endpoint: try text(fields["endpoint"]),
            enabled: enabled,
            tokenPath: try text(auth["tokenPath"]),
            certPath: try text(auth["certPath"])
        )
    }

    private static func entity(_ value: JSONValue) throws -> Entity {
        let fields = try fields(value, ["id", "weight"])
        guard let weight = fields["weight"]?.double else { throw Panic(description: "weight is no number") }
        // The configuration is decoded into a float64, and that is rounded to the struct's float32.
        return Entity(id: try text(fields["id"]), weight: Float(weight))
    }

    private static func text(_ value: JSONValue?) throws -> String {
        guard let text = value?.string else { throw Panic(description: "no text: \(value ?? .null)") }
        return text
    }

    private func start(_ files: [String: [UInt8]]) throws {
        var names: Set<String> = []
        for cluster in clusters {
            guard names.insert(cluster.name).inserted else { throw Panic(description: "duplicate: \(cluster.name)") }
            for path in [cluster.tokenPath, cluster.certPath] {
                let folder = "/var/run/credentials/"
                guard path.hasPrefix(folder), files[String(path.dropFirst(folder.count))] != nil else {
                    throw Panic(description: "no such file: \(path)")
                }
            }
        }
        for (label, entities) in labels {
            for entity in entities where isEnabled(entity.id) && !(0...1).contains(entity.weight) {
                throw Panic(description: "\(label): invalid weight \(entity.weight)")
            }
        }
        guard clusters.contains(where: \.enabled) else { throw Panic(description: "no enabled cluster") }
    }

    private func isEnabled(_ cluster: String) -> Bool { clusters.contains { $0.name == cluster && $0.enabled } }

    /// Among whom executions of a label are drawn, with their weights; those of no label when it is not known.
    func candidates(of label: String) -> [Entity] {
        for label in [label, defaultLabel] {
            let enabled = (labels[label] ?? []).filter { isEnabled($0.id) }.sorted { $0.id.utf8Precedes($1.id) }
            guard !enabled.isEmpty else { continue }
            guard enabled.contains(where: { $0.weight > 0 }) else {
                return enabled.map { Entity(id: $0.id, weight: 1) }
            }
            return enabled.filter { $0.weight > 0 }
        }
        return clusters.filter(\.enabled).map { Entity(id: $0.name, weight: 1) }
    }
}

extension String {
    fileprivate func utf8Precedes(_ other: String) -> Bool { utf8.lexicographicallyPrecedes(other.utf8) }
}
