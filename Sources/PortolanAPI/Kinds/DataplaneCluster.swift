// SPDX-License-Identifier: Apache-2.0

package import JSONKit
package import KubeCore

/// A Kubernetes cluster that may run executions.
package struct DataplaneCluster: Resource, DefinedKind {
    package static let resourceType = ResourceType(.portolan, kind: "DataplaneCluster", plural: "dataplaneclusters")

    package var metadata = ObjectMeta()
    /// What the user says.
    package var spec = Spec()
    /// What Portolan says.
    package var status = Status()

    package init() {}

    package mutating func readField(_ key: borrowing JSONKey, from reader: inout JSONReader) throws(JSONError) {
        switch key {
        case "spec": try reader.read(into: &spec)
        case "status": try reader.read(into: &status)
        default: try reader.skipValue(of: key)
        }
    }

    /// The Secret that the dataplane's own credentials are in.
    package var credentialsSecretName: String { spec.credentials.secretName ?? "\(metadata.name)-credentials" }

    /// Whether Portolan is to leave it alone.
    package var isPaused: Bool { spec.paused || metadata.annotations[PortolanNames.paused] == "true" }

    /// What Flyte calls the dataplane.
    package var flyteName: String { spec.flyteClusterName ?? metadata.name }
}

extension DataplaneCluster {
    /// What the user says.
    package struct Spec: Sendable, Hashable {
        package var enabled = true
        package var endpoint: String?
        package var clusterName: String?
        package var labels: [Label] = []
        package var bootstrapSecretName: String?
        package var credentials = Credentials()
        package var flyteClusterName: String?
        package var payloads: [Payload] = []
        package var probe = Probe()
        package var paused = false
    }

    /// A label whose executions the dataplane takes.
    package struct Label: Sendable, Hashable {
        package var name = ""
        package var weight = 1

        /// A label with a weight.
        package init(_ name: String, weight: Int = 1) {
            self.name = name
            self.weight = weight
        }
    }

    /// How Portolan gets in once it is known.
    package struct Credentials: Sendable, Hashable {
        /// What kind of token is made.
        package enum Mode: String, Sendable, Hashable, CaseIterable {
            /// One that ends, and is replaced before it does.
            case tokenRequest = "TokenRequest"
            /// One that lasts, as Flyte's guide has it.
            case serviceAccountSecret = "ServiceAccountSecret"
        }

        /// What kind of token is made.
        package var mode = Mode.tokenRequest
        /// How long it is to last.
        package var ttl = "24h"
        /// Whose it is.
        package var serviceAccount = ObjectKey(namespace: "flyte", name: "flyteadmin")
        /// What the service account may do besides.
        package var rules: [PolicyRule] = []
        /// Where it is put, if not where it is by default.
        package var secretName: String?
    }

    /// A rule of Kubernetes' RBAC.
    package struct PolicyRule: Sendable, Hashable {
        package var apiGroups: [String] = []
        package var resources: [String] = []
        package var resourceNames: [String] = []
        package var verbs: [String] = []

        /// A rule that allows verbs on resources of groups, or on some of their objects.
        package init(
            apiGroups: [String] = [],
            resources: [String] = [],
            resourceNames: [String] = [],
            verbs: [String] = []
        ) {
            self.apiGroups = apiGroups
            self.resources = resources
            self.resourceNames = resourceNames
            self.verbs = verbs
        }
    }

    /// A kind of object that executions are.
    package struct Payload: Sendable, Hashable {
        package var apiGroup = ""
        package var kind = ""
    }

    /// How health is watched over.
    package struct Probe: Sendable, Hashable {
        package var interval = "5s"
        package var timeout = "3s"
        package var failureThreshold = 3
        package var successThreshold = 2
    }
}

extension DataplaneCluster.Spec: JSONDecodable {
    package init(from reader: inout JSONReader) throws(JSONError) {
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "enabled": try reader.read(into: &enabled)
            case "endpoint": try reader.read(into: &endpoint)
            case "clusterRef": clusterName = try reader.readStringMember("name")
            case "labels": try reader.read(into: &labels)
            case "bootstrap": bootstrapSecretName = try reader.readReference("secretRef")
            case "credentials": try reader.read(into: &credentials)
            case "flyte": flyteClusterName = try reader.readStringMember("clusterName")
            case "payloads": try reader.read(into: &payloads)
            case "probe": try reader.read(into: &probe)
            case "paused": try reader.read(into: &paused)
            default: try reader.skipValue(of: key)
            }
        }
    }
}

extension DataplaneCluster.Label: JSONDecodable {
    package init(from reader: inout JSONReader) throws(JSONError) {
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "name": try reader.read(into: &name)
            case "weight": try reader.read(into: &weight)
            default: try reader.skipValue(of: key)
            }
        }
    }
}

extension DataplaneCluster.Credentials: JSONDecodable {
    package init(from reader: inout JSONReader) throws(JSONError) {
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "mode": mode = Mode(rawValue: try reader.read(String?.self) ?? "") ?? mode
            case "ttl": try reader.read(into: &ttl)
            case "serviceAccount": serviceAccount = try reader.readServiceAccount(serviceAccount)
            case "rules": try reader.read(into: &rules)
            case "secretName": try reader.read(into: &secretName)
            default: try reader.skipValue(of: key)
            }
        }
    }
}

extension DataplaneCluster.PolicyRule: JSONDecodable {
    package init(from reader: inout JSONReader) throws(JSONError) {
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "apiGroups": try reader.read(into: &apiGroups)
            case "resources": try reader.read(into: &resources)
            case "resourceNames": try reader.read(into: &resourceNames)
            case "verbs": try reader.read(into: &verbs)
            default: try reader.skipValue(of: key)
            }
        }
    }
}

extension DataplaneCluster.Payload: JSONDecodable {
    package init(from reader: inout JSONReader) throws(JSONError) {
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "apiGroup": try reader.read(into: &apiGroup)
            case "kind": try reader.read(into: &kind)
            default: try reader.skipValue(of: key)
            }
        }
    }
}

extension DataplaneCluster.Probe: JSONDecodable {
    package init(from reader: inout JSONReader) throws(JSONError) {
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "interval": try reader.read(into: &interval)
            case "timeout": try reader.read(into: &timeout)
            case "failureThreshold": try reader.read(into: &failureThreshold)
            case "successThreshold": try reader.read(into: &successThreshold)
            default: try reader.skipValue(of: key)
            }
        }
    }
}

extension JSONReader {
    /// Reads an object of which one reference to another object is wanted: the name in it.
    fileprivate mutating func readReference(_ name: StaticString) throws(JSONError) -> String? {
        guard try !readNullIfPresent() else { return nil }
        var value: String?
        try beginObject()
        while let key = try nextKey() {
            switch key {
            case name: value = try readStringMember("name")
            default: try skipValue(of: key)
            }
        }
        return value
    }

    /// Reads the place of a service account, of which what is not said stays as it is.
    fileprivate mutating func readServiceAccount(_ place: ObjectKey) throws(JSONError) -> ObjectKey {
        guard try !readNullIfPresent() else { return place }
        var (namespace, name) = (place.namespace, place.name)
        try beginObject()
        while let key = try nextKey() {
            switch key {
            case "namespace": try read(into: &namespace)
            case "name": try read(into: &name)
            default: try skipValue(of: key)
            }
        }
        return ObjectKey(namespace: namespace, name: name)
    }
}
