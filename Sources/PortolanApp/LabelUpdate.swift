// SPDX-License-Identifier: Apache-2.0

internal import Flyte
package import JSONKit
internal import KubeClient
internal import KubeCore
internal import PortolanAPI
internal import PortolanRouting
internal import RoutingService

/// What `flytectl update execution-cluster-label` does, on Portolan's resources: a file says which label executions go to.
package struct LabelUpdate: Sendable {
    /// What became of the resource.
    package struct Outcome: Sendable, Hashable {
        /// The resource.
        package let name: String
        /// Where it is.
        package let namespace: String
        /// The label before; nil for a resource that there was not.
        package let before: String?
        /// The label now.
        package let after: String
    }

    private let attributes: FlyteAttributes

    /// Reads an attrFile, and refuses what an API server would refuse.
    package init(attrFile: String) throws {
        let documents = try YAMLFile.documents(of: attrFile)
        guard documents.count == 1, let document = documents.first else {
            throw ManifestError(description: "\(attrFile): expected one document, found \(documents.count)")
        }
        attributes = try FlyteAttributes(document, file: attrFile)
        let problems = ExecutionClusterLabel.definition.problems(of: manifest())
        guard problems.isEmpty else {
            throw ManifestError(description: "\(attrFile): \(problems.joined(separator: "; "))")
        }
    }

    /// The resource as it would be made.
    package func manifest(namespace: String? = nil) -> JSONValue {
        manifest(named: attributes.resourceName, namespace: namespace)
    }

    private func manifest(named name: String, namespace: String?) -> JSONValue {
        attributes.manifest(named: name, label: attributes.value, namespace: namespace)
    }

    /// Makes the resource in a cluster, or changes the one that is for the same executions already.
    ///
    /// A field that somebody else applied is taken from them only by force: who keeps the resource in a repository would
    /// change it back.
    package func apply(kubeconfig: String?, namespace: String?, isForced: Bool) async throws -> Outcome {
        let client = try ClusterAccess.client(kubeconfig)
        let namespace = namespace ?? client.namespace
        let present = try await client.listAll(ExecutionClusterLabel.self, namespace: namespace).items
        let rules = Fleet(rules: present.compactMap(LabelRule.init)).rules(of: scope)
        let name = rules.first?.name ?? unusedName(present)
        _ = try await client.apply(
            ExecutionClusterLabel.resourceType,
            ObjectKey(namespace: namespace, name: name),
            manifest(named: name, namespace: namespace),
            ApplyOptions(fieldManager: "portolan-cli", isForced: isForced),
            as: PartialObject.self
        )
        return Outcome(name: name, namespace: namespace, before: rules.first?.label, after: attributes.value)
    }

    private var scope: LabelRule.Scope {
        LabelRule.Scope(project: attributes.project, domain: attributes.domain, workflow: attributes.workflow)
    }

    /// Names of different executions can look the same once they are names of Kubernetes.
    private func unusedName(_ present: [ExecutionClusterLabel]) -> String {
        var taken = Set(present.map(\.metadata.name))
        return KubernetesName.unique(attributes.resourceName, among: &taken)
    }
}
