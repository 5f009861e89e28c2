// SPDX-License-Identifier: Apache-2.0

import Basics
import Cryptography
import Flyte
import JSONKit
import KubeClient
import KubeCore
import KubeServer
import PortolanAPI
import TestSupport

extension FlyteStage {
    func key(_ name: String) -> ObjectKey { ObjectKey(namespace: namespace, name: name) }

    // Labels

    /// Says that executions of `project/domain/workflow/launch plan` go to a label.
    func setLabel(_ name: String, _ scope: String, to value: String, annotations: JSONObject = [:]) async throws {
        var object = DynamicObject(ExecutionClusterLabel.resourceType, key(name))
        object.setMetadata("annotations", .object(annotations))
        var spec: JSONObject = ["value": .string(value)]
        for (field, part) in zip(["project", "domain", "workflow", "launchPlan"], scope.split(separator: "/")) {
            spec[field] = .string(String(part))
        }
        object["spec"] = .object(spec)
        try await apply(ExecutionClusterLabel.resourceType, object)
    }

    func deleteLabel(_ name: String) async throws {
        try await admin.delete(ExecutionClusterLabel.resourceType, key(name))
    }

    func label(_ name: String) async throws -> ExecutionClusterLabel? {
        try await admin.find(ExecutionClusterLabel.self, key(name))
    }

    /// A condition of a label as `True NoOther`; nil where there is none.
    func condition(_ type: String, of name: String) async throws -> String? {
        try await label(name)?.status.conditions[type].map { "\($0.status.rawValue) \($0.reason)" }
    }

    // Dataplanes

    /// Makes a dataplane that is well, or changes it.
    func setDataplane(
        _ name: String,
        _ labels: KeyValuePairs<String, Int> = ["x": 1],
        clusterName: String? = nil,
        isEnabled: Bool = true
    ) async throws {
        var object = DynamicObject(DataplaneCluster.resourceType, key(name))
        var spec: JSONObject = [
            "enabled": .bool(isEnabled), "endpoint": "https://\(name).example:6443",
            "bootstrap": ["secretRef": ["name": "\(name)-bootstrap"]],
            "labels": .array(
                labels.map { ["name": .string($0.key), "weight": .number(JSONNumber($0.value))] }
            ),
        ]
        if let clusterName { spec["flyte"] = ["clusterName": .string(clusterName)] }
        object["spec"] = .object(spec)
        try await apply(DataplaneCluster.resourceType, object)
        try await setHealth(name, true)
    }

    /// Says that a dataplane takes new executions, or that it does not.
    func setHealth(_ name: String, _ isWell: Bool) async throws {
        var condition = Condition("Schedulable", isWell ? .yes : .no, reason: isWell ? "Healthy" : "Timeout")
        condition.lastTransitionTime = Timestamp(secondsSinceEpoch: 1_767_225_600)
        let conditions: JSONValue = try JSONValue(encoding: [condition])
        let patch = Patch.merge(["status": ["conditions": conditions]])
        let type = DataplaneCluster.resourceType
        _ = try await admin.patch(type, key(name), patch, subresource: .status, as: PartialObject.self)
    }

    /// Puts the credentials of a dataplane where the other controller puts them.
    ///
    /// With a lineage they are such that pods may go on with the ones before for a while.
    func setCredentials(_ name: String, token: String, lineage: String? = nil) async throws {
        let secret = "\(name)-credentials"
        var object = DynamicObject(CoreV1.Secret.resourceType, key(secret))
        object.setMetadata("labels", [PortolanNames.dataplane: .string(name)])
        if let lineage {
            let now = WallClock.system.now
            let notes: JSONValue = [
                "portolan.dev/issued-at": .string(now.formatted()), "portolan.dev/cluster-uid": "uid",
                "portolan.dev/expires-at": .string((now + .seconds(86_400)).formatted()),
                "portolan.dev/service-account": "flyte/flyteadmin", "portolan.dev/token-lineage": .string(lineage),
            ]
            object.setMetadata("annotations", notes)
        }
        object["stringData"] = [
            "token": .string(token), "ca.crt": .string(Self.authority), "server": "https://\(name).example:6443",
        ]
        try await apply(CoreV1.Secret.resourceType, object)
    }

    /// A certificate in PEM.
    static let authority: String = {
        let authority = try? CertificateAuthority.root(
            subject: DistinguishedName(commonName: "test"),
            validity: Timestamp(secondsSinceEpoch: 0)...Timestamp(secondsSinceEpoch: 4_000_000_000)
        )
        return authority?.certificate.pem ?? ""
    }()

    // Flyte's objects

    /// What a ConfigMap of Flyte's says; nil when there is none.
    func file(_ configMap: String = "flyte-admin-clusters-config") async throws -> String? {
        try await admin.find(CoreV1.ConfigMap.self, key(configMap))?.data[FlyteClustersFile.name]
    }

    /// The files of Flyte's credentials, as texts.
    func credentials() async throws -> [String: String] {
        let secret = try await admin.find(CoreV1.Secret.self, key(FlyteCredentials.secretName))
        return (secret?.data ?? [:]).mapValues { String(decoding: $0.exposed, as: UTF8.self) }
    }

    func makeDeployment(_ name: String) async throws {
        var object = DynamicObject(AppsV1.Deployment.resourceType, key(name))
        object["spec"] = [
            "replicas": 1,
            "selector": ["matchLabels": ["app": .string(name)]],
            "template": [
                "metadata": ["labels": ["app": .string(name)]],
                "spec": ["containers": [["name": "main", "image": "flyte"]]],
            ],
        ]
        try await apply(AppsV1.Deployment.resourceType, object)
        try await finishRollout(name)
    }

    func deployment(_ name: String) async throws -> AppsV1.Deployment {
        try await admin.get(AppsV1.Deployment.self, key(name))
    }

    /// Does what Kubernetes' controller of Deployments does in the end: all pods are of the present template, and work.
    func finishRollout(_ name: String) async throws {
        let generation = try await deployment(name).metadata.generation ?? 1
        let status: JSONValue = [
            "observedGeneration": .number(JSONNumber(generation)), "replicas": 1, "updatedReplicas": 1,
            "readyReplicas": 1, "availableReplicas": 1,
        ]
        let type = AppsV1.Deployment.resourceType
        let patch = Patch.merge(["status": status])
        _ = try await admin.patch(type, key(name), patch, subresource: .status, as: PartialObject.self)
    }

    /// How often the controllers have had the pods of a Deployment replaced.
    func restarts(of name: String) -> Int {
        writes(["patch"], of: "deployments").count { $0.object?.name == name }
    }

    // Events

    /// The reasons of the events about an object.
    func events(about name: String) async throws -> Set<String> {
        let events = try await admin.listAll(EventsV1.Event.self, namespace: namespace).items
        return Set(events.filter { $0.regarding.name == name }.map(\.reason))
    }

    func apply(_ type: ResourceType, _ object: DynamicObject, manager: String = "test") async throws {
        let options = ApplyOptions(fieldManager: manager, isForced: true)
        _ = try await admin.apply(type, object.key, object, options, as: PartialObject.self)
    }
}
