// SPDX-License-Identifier: Apache-2.0

internal import JSONKit
internal import YAMLKit

/// What files of Flyte's say together about clusters and labels, wherever in them it stands.
struct FlyteConfiguration {
    /// The section `clusters`, of several files merged as Helm does it; nil when no file has one.
    private(set) var clusters: JSONValue?
    /// The attributes, with the files they are from.
    private(set) var attributes: [(file: String, attributes: FlyteAttributes)] = []
    private(set) var findings: [FlyteFinding] = []

    /// Reads files in their order, of which the later count.
    init(reading files: [String]) throws {
        for file in files {
            let documents = try YAMLFile.documents(of: file)
            let found = try documents.map { try add($0, file) }
            guard found.contains(true) else {
                let forms =
                    "Helm values with configmap.clusters, a clusters.yaml, or an attrFile with project and value"
                throw ManifestError(
                    description: "\(file): nothing of Flyte's clusters and labels is in it: expected \(forms)"
                )
            }
        }
    }

    private mutating func add(_ document: JSONValue, _ file: String) throws -> Bool {
        if FlyteAttributes.isLike(document) {
            attributes.append((file, try FlyteAttributes(document, file: file)))
            return true
        }
        guard let section = try Self.section(in: document, file) else { return false }
        notePools(in: document, file)
        clusters = clusters?.merged(with: section) ?? section
        return true
    }

    /// The section in a `clusters.yaml`, in a ConfigMap that holds one, or in the values of a chart or of a chart around it.
    private static func section(in document: JSONValue, _ file: String) throws -> JSONValue? {
        if document["labelClusterMap"] != nil || document["clusterConfigs"] != nil { return document }
        if let section = document["clusters"], section.object != nil { return section }
        if let section = document["configmap"]?["clusters"] { return section }
        if let section = document["configuration"]?["inline"]?["clusters"] { return section }
        if let text = document["data"]?["clusters.yaml"]?.string {
            do throws(YAMLError) {
                return try YAML.parse(Array(text.utf8))["clusters"]
            } catch {
                throw ManifestError(description: "\(file): data.clusters.yaml: \(error)")
            }
        }
        for (_, value) in document.object ?? [:] {
            if let section = value["configmap"]?["clusters"] { return section }
        }
        return nil
    }

    private mutating func notePools(in document: JSONValue, _ file: String) {
        guard document["configmap"]?["clusterpool_config"] != nil || document["clusterPools"] != nil else { return }
        findings.append(.note(file, "cluster pools have no effect in open-source Flyte, and are not taken over"))
    }
}
