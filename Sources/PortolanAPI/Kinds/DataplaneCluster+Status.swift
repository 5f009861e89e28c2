// SPDX-License-Identifier: Apache-2.0

package import Basics
package import JSONKit
package import KubeCore

extension DataplaneCluster {
    /// What Portolan says.
    package struct Status: Sendable, Hashable {
        package var observedGeneration: Int?
        package var lastHandledReconcileAt: String?
        package var conditions: [Condition] = []
        package var endpoint: String?
        package var kubernetesVersion: String?
        /// The uid of the namespace `kube-system`, pinned at the first contact.
        package var clusterUID: String?
        package var credentials: CredentialStatus?
        package var labels: [ServedLabel] = []
        package var probe: ProbeStatus?

        package init() {}
    }

    /// The present credentials, without what is secret of them.
    package struct CredentialStatus: Sendable, Hashable {
        package var secretName = ""
        package var serviceAccount = ""
        package var rotatedAt: Timestamp?
        package var expiresAt: Timestamp?

        package init() {}
    }

    /// A label that the dataplane serves, and how much of it.
    package struct ServedLabel: Sendable, Hashable {
        package var name = ""
        package var weight = 0
        /// The part of the label's executions that it gets now, such as `0.50`.
        package var share = ""

        /// A label with what the dataplane gets of it.
        package init(_ name: String, weight: Int, share: String) {
            self.name = name
            self.weight = weight
            self.share = share
        }

        fileprivate init() {}
    }

    /// What the looks at the dataplane found.
    package struct ProbeStatus: Sendable, Hashable {
        package var lastAt: Timestamp?
        package var latency = ""
        package var consecutiveFailures = 0
        package var consecutiveSuccesses = 0
        package var reason: String?

        package init() {}
    }
}

extension DataplaneCluster.Status: JSONDecodable {
    package init(from reader: inout JSONReader) throws(JSONError) {
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "observedGeneration": try reader.read(into: &observedGeneration)
            case "lastHandledReconcileAt": try reader.read(into: &lastHandledReconcileAt)
            case "conditions": try reader.read(into: &conditions)
            case "endpoint": try reader.read(into: &endpoint)
            case "kubernetesVersion": try reader.read(into: &kubernetesVersion)
            case "clusterUID": try reader.read(into: &clusterUID)
            case "credentials": try reader.read(into: &credentials)
            case "labels": try reader.read(into: &labels)
            case "probe": try reader.read(into: &probe)
            default: try reader.skipValue(of: key)
            }
        }
    }
}

extension DataplaneCluster.CredentialStatus: JSONDecodable {
    package init(from reader: inout JSONReader) throws(JSONError) {
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "secretName": try reader.read(into: &secretName)
            case "serviceAccount": try reader.read(into: &serviceAccount)
            case "rotatedAt": try reader.read(into: &rotatedAt)
            case "expiresAt": try reader.read(into: &expiresAt)
            default: try reader.skipValue(of: key)
            }
        }
    }
}

extension DataplaneCluster.ServedLabel: JSONDecodable {
    package init(from reader: inout JSONReader) throws(JSONError) {
        self.init()
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "name": try reader.read(into: &name)
            case "weight": try reader.read(into: &weight)
            case "share": try reader.read(into: &share)
            default: try reader.skipValue(of: key)
            }
        }
    }
}

extension DataplaneCluster.ProbeStatus: JSONDecodable {
    package init(from reader: inout JSONReader) throws(JSONError) {
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "lastAt": try reader.read(into: &lastAt)
            case "latency": try reader.read(into: &latency)
            case "consecutiveFailures": try reader.read(into: &consecutiveFailures)
            case "consecutiveSuccesses": try reader.read(into: &consecutiveSuccesses)
            case "reason": try reader.read(into: &reason)
            default: try reader.skipValue(of: key)
            }
        }
    }
}

// As it is applied, which is always whole

extension DataplaneCluster.Status {
    /// All fields that say something.
    package var json: JSONObject {
        var json: JSONObject = [:]
        json["observedGeneration"] = observedGeneration.map { .number(JSONNumber($0)) }
        json["lastHandledReconcileAt"] = lastHandledReconcileAt.map(JSONValue.string)
        json["conditions"] = (try? JSONValue(encoding: conditions)) ?? []
        json["endpoint"] = endpoint.map(JSONValue.string)
        json["kubernetesVersion"] = kubernetesVersion.map(JSONValue.string)
        json["clusterUID"] = clusterUID.map(JSONValue.string)
        json["credentials"] = credentials.map { .object($0.json) }
        if !labels.isEmpty { json["labels"] = .array(labels.map { .object($0.json) }) }
        json["probe"] = probe.map { .object($0.json) }
        return json
    }
}

extension DataplaneCluster.CredentialStatus {
    fileprivate var json: JSONObject {
        var json: JSONObject = ["secretName": .string(secretName), "serviceAccount": .string(serviceAccount)]
        json["rotatedAt"] = rotatedAt.map { .string($0.truncatedToSeconds.formatted()) }
        json["expiresAt"] = expiresAt.map { .string($0.truncatedToSeconds.formatted()) }
        return json
    }
}

extension DataplaneCluster.ServedLabel {
    fileprivate var json: JSONObject {
        ["name": .string(name), "weight": .number(JSONNumber(weight)), "share": .string(share)]
    }
}

extension DataplaneCluster.ProbeStatus {
    fileprivate var json: JSONObject {
        var json: JSONObject = [
            "latency": .string(latency),
            "consecutiveFailures": .number(JSONNumber(consecutiveFailures)),
            "consecutiveSuccesses": .number(JSONNumber(consecutiveSuccesses)),
        ]
        json["lastAt"] = lastAt.map { .string($0.truncatedToSeconds.formatted()) }
        json["reason"] = reason.map(JSONValue.string)
        return json
    }
}
