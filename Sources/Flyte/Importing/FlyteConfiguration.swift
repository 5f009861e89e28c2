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
    init(reading files: [FlyteFile]) throws(FlyteFormatError) {
        for file in files {
            let documents = file.documents.flatMap { document in
                document["kind"] == "List" ? document["items"]?.array ?? [] : [document]
            }
            var isUseful = false
            for document in documents where try add(document, file.path) { isUseful = true }
            guard isUseful else {
                let forms =
                    "Helm values with configmap.clusters, a clusters.yaml, or an attrFile with project and value"
                throw FlyteFormatError(
                    description: "\(file.path): nothing of Flyte's clusters and labels is in it: expected \(forms)"
                )
            }
        }
    }

    private mutating func add(_ document: JSONValue, _ file: String) throws(FlyteFormatError) -> Bool {
        if FlyteAttributes.isLike(document) {
            attributes.append((file, try FlyteAttributes(document, file: file)))
            return true
        }
        if let rows = FlyteRow.rows(of: document) {
            for (number, row) in rows {
                let place = "\(file): configurations[\(number)]"
                if let obstacle = row.obstacle {
                    findings.append(.warning(place, obstacle))
                } else {
                    attributes.append((place, try FlyteAttributes(row.attributes, file: place)))
                }
            }
            return true
        }
        guard let section = try Self.section(in: document, file) else { return false }
        notePools(in: document, file)
        clusters = clusters?.merged(with: section) ?? section
        return true
    }

    /// The section in a `clusters.yaml`, in a ConfigMap that holds one, or in the values of a chart or of a chart around it.
    private static func section(in document: JSONValue, _ file: String) throws(FlyteFormatError) -> JSONValue? {
        if document["labelClusterMap"] != nil || document["clusterConfigs"] != nil { return document }
        if let section = document["clusters"], section.object != nil { return section }
        if let section = document["configmap"]?["clusters"] { return section }
        if let section = document["configuration"]?["inline"]?["clusters"] { return section }
        if let text = document["data"]?["clusters.yaml"]?.string {
            do throws(YAMLError) {
                return try YAML.parse(Array(text.utf8))["clusters"]
            } catch {
                throw FlyteFormatError(description: "\(file): data.clusters.yaml: \(error)")
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
