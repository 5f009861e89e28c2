// SPDX-License-Identifier: Apache-2.0

package import JSONKit
internal import KubeCore
internal import PortolanAPI

/// Flyte's configuration of clusters and labels as Portolan's resources, with all that a person should look at.
package struct FlyteImport: Sendable {
    /// The resources: dataplanes, then labels, as Flyte's configuration has them.
    package private(set) var manifests: [JSONValue] = []
    /// What was dubious, and what remains to be done.
    package private(set) var findings: [FlyteFinding] = []

    private let namespace: String?

    /// Reads Helm values, `clusters.yaml` and attrFiles; of several the later count, as with Helm.
    package init(_ files: [FlyteFile], namespace: String? = nil) throws(FlyteFormatError) {
        self.namespace = namespace
        let configuration = try FlyteConfiguration(reading: files)
        findings = configuration.findings
        var labels: FlyteLabels?
        if let clusters = configuration.clusters {
            let section = FlyteClusters(clusters)
            let read = FlyteLabels(section)
            findings += section.findings + read.findings
            addDataplanes(section.clusters, read)
            noteDefaultLabel(section.defaultLabel, read)
            labels = read
        }
        addRules(configuration.attributes, labels)
        checkManifests()
    }

    private mutating func addDataplanes(_ clusters: [FlyteClusters.Cluster], _ labels: FlyteLabels) {
        // Those who may keep their names come first, so that nobody else gets them.
        var taken = Set(clusters.map(\.name).filter(KubernetesName.isValid))
        if !clusters.isEmpty, !clusters.contains(where: \.isEnabled) {
            findings.append(.warning("clusterConfigs", "no cluster is enabled: flyteadmin would not start"))
        }
        for cluster in clusters {
            var name = cluster.name
            if !KubernetesName.isValid(name) {
                let similar = KubernetesName.resembling(name)
                name = KubernetesName.unique(similar.isEmpty ? "dataplane" : similar, among: &taken)
            }
            if name != cluster.name {
                let message = "the DataplaneCluster is called \"\(name)\"; flyte.clusterName keeps the old name"
                findings.append(.note(cluster.name, message))
            }
            let shares = labels.shares[cluster.name, default: []]
            if shares.isEmpty {
                findings.append(.note(cluster.name, "no label names it: it gets no executions"))
            }
            if !cluster.isEnabled {
                findings.append(
                    .note(cluster.name, "it is disabled, as Flyte takes all that do not say enabled, and stays so")
                )
            }
            manifests.append(dataplane(cluster, name, shares))
        }
    }

    private mutating func dataplane(
        _ cluster: FlyteClusters.Cluster,
        _ name: String,
        _ shares: [FlyteLabels.Share]
    ) -> JSONValue {
        let secret = "\(name)-bootstrap"
        let origin = cluster.tokenPath.map { "; Flyte's own token is in \($0)" } ?? ""
        let keys = "with the keys token and ca.crt, or kubeconfig"
        findings.append(.note(cluster.name, "the Secret \"\(secret)\" has to be made, \(keys)\(origin)"))
        var spec: JSONValue = ["enabled": .bool(cluster.isEnabled), "endpoint": .string(endpoint(of: cluster))]
        if !shares.isEmpty {
            spec["labels"] = .array(
                shares.map { ["name": .string($0.label), "weight": .number(JSONNumber($0.weight))] }
            )
        }
        spec["bootstrap"] = ["secretRef": ["name": .string(secret)]]
        if name != cluster.name { spec["flyte"] = ["clusterName": .string(cluster.name)] }
        return PortolanManifest.of("DataplaneCluster", named: name, namespace: namespace, spec)
    }

    private mutating func endpoint(of cluster: FlyteClusters.Cluster) -> String {
        guard let endpoint = cluster.endpoint else {
            if cluster.isInCluster {
                findings.append(.note(cluster.name, "it is the cluster that flyteadmin runs in"))
                return "https://kubernetes.default.svc"
            }
            findings.append(.warning(cluster.name, "it has no endpoint: replace https://endpoint.invalid"))
            return "https://endpoint.invalid"
        }
        if endpoint.hasPrefix("https://") { return endpoint }
        guard endpoint.contains("://") else {
            findings.append(.note(cluster.name, "its endpoint has no scheme; taken for https"))
            return "https://\(endpoint)"
        }
        findings.append(.warning(cluster.name, "its endpoint is not https; a token would be sent in the clear"))
        let scheme = endpoint.firstRange(of: "://")
        return "https://" + endpoint[(scheme?.upperBound ?? endpoint.startIndex)...]
    }
}

extension FlyteImport {
    private mutating func noteDefaultLabel(_ label: String?, _ labels: FlyteLabels) {
        guard let label else { return }
        let name = FlyteLabels.name(for: label)
        let place = "defaultExecutionLabel"
        findings.append(.note(place, "it belongs into the operator's configuration: routing.defaultLabel: \(name)"))
        if !labels.names.contains(name) { findings.append(.warning(place, "there is no label \"\(label)\"")) }
        if name != label {
            let why = "Flyte lower-cases the labels and not this field, and does not find it"
            findings.append(.warning(place, "\"\(label)\" becomes \"\(name)\": \(why)"))
        }
    }

    private mutating func addRules(
        _ attributes: [(file: String, attributes: FlyteAttributes)],
        _ labels: FlyteLabels?
    ) {
        var last: [[String]: Int] = [:]
        for (number, entry) in attributes.enumerated() {
            if let earlier = last.updateValue(number, forKey: entry.attributes.scope) {
                let message = "it is for the same executions as \(attributes[earlier].file), and replaces it"
                findings.append(.warning(entry.file, message))
            }
        }
        var taken: Set<String> = []
        for (number, (file, attributes)) in attributes.enumerated() where last[attributes.scope] == number {
            let label = FlyteLabels.name(for: attributes.value)
            if label != attributes.value {
                let change = "the label \"\(attributes.value)\" becomes \"\(label)\""
                findings.append(.warning(file, "\(change): Flyte may never have found it, and Portolan does"))
            }
            if let labels, !labels.names.contains(label) {
                let consequence = "Flyte sends these executions to the default label or anywhere, Portolan nowhere"
                findings.append(.warning(file, "there is no label \"\(label)\" in labelClusterMap: \(consequence)"))
            }
            let name = KubernetesName.unique(attributes.resourceName, among: &taken)
            manifests.append(attributes.manifest(named: name, label: label, namespace: namespace))
        }
    }

    /// What an API server would say to the result is better said now.
    private mutating func checkManifests() {
        for manifest in manifests {
            let kind = manifest["kind"]?.string
            guard let definition = KindDefinition.all.first(where: { $0.type.kind == kind }) else { continue }
            let name = manifest["metadata"]?["name"]?.string ?? ""
            for problem in definition.problems(of: manifest) {
                findings.append(.warning("\(definition.type.kind) \(name)", "it would be refused: \(problem)"))
            }
        }
    }
}
