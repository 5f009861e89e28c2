// SPDX-License-Identifier: Apache-2.0

internal import JSONKit
internal import KubeCore
internal import PortolanAPI
internal import PortolanRouting
internal import RoutingService

/// What the manifests of a folder say about fleets; what else is in it is nobody's business here.
struct FleetManifests {
    private(set) var labels: [ExecutionClusterLabel] = []
    private(set) var dataplanes: [DataplaneCluster] = []
    private var files: [String: String] = [:]
    private var problems: [String] = []

    /// Reads a folder or a file; all that is wrong with it is said at once.
    init(reading path: String) throws {
        for manifest in try ManifestFolder.manifests(at: path) { add(manifest) }
        guard problems.isEmpty else { throw ManifestError(description: problems.joined(separator: "\n")) }
    }

    /// The fleets of all namespaces; dataplanes of which no health is known are taken for healthy.
    func atlas(_ settings: RoutingSettings, health: [String: [Condition]]? = nil) -> FleetAtlas {
        var atlas = FleetAtlas(settings, assumingHealth: health == nil)
        let assumed = Condition(DataplaneCluster.ConditionType.schedulable, .yes, reason: "Assumed")
        let dataplanes = dataplanes.map { dataplane in
            var dataplane = dataplane
            dataplane.status.conditions = health?[dataplane.metadata.name] ?? [assumed]
            return dataplane
        }
        atlas.add(labels, dataplanes)
        return atlas
    }

    private mutating func add(_ manifest: ManifestFolder.Manifest) {
        let group = manifest.object["apiVersion"]?.string?.split(separator: "/").first.map(String.init)
        guard group == GroupVersion.portolan.group else { return }
        switch manifest.object["kind"]?.string {
        case ExecutionClusterLabel.resourceType.kind: read(manifest).map { labels.append($0) }
        case DataplaneCluster.resourceType.kind: read(manifest).map { dataplanes.append($0) }
        default: break
        }
    }

    private mutating func read<Kind: Resource & DefinedKind>(_ manifest: ManifestFolder.Manifest) -> Kind? {
        do {
            var object = try Kind(manifest: .object(manifest.object))
            let name = object.metadata.name
            guard KubernetesName.isValid(name) else {
                let what = name.isEmpty ? "Required value" : "Invalid value: \"\(name)\": no name for an object"
                problems.append("\(manifest.file): \(Kind.resourceType.kind): metadata.name: \(what)")
                return nil
            }
            object.metadata.namespace = object.metadata.namespace ?? "default"
            try noteFile(of: object, manifest.file)
            return object
        } catch {
            problems.append("\(manifest.file): \(error)")
            return nil
        }
    }

    /// Of two manifests of one object only one would count, and which of them depends on how they are applied.
    private mutating func noteFile(of object: some Resource, _ file: String) throws(ManifestError) {
        let (kind, key) = (type(of: object).resourceType.kind, object.metadata.key)
        if let other = files.updateValue(file, forKey: "\(kind) \(key)") {
            let place = other == file ? "twice in this file" : "also in \(other)"
            throw ManifestError(description: "\(kind) \"\(key.name)\": metadata.name: it is \(place)")
        }
    }
}
