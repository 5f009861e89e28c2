// SPDX-License-Identifier: Apache-2.0

package import JSONKit
package import KubeCore

/// Says which label the executions of a project, a domain, a workflow or a launch plan go to.
package struct ExecutionClusterLabel: Resource, DefinedKind {
    package static let resourceType = ResourceType(
        .portolan,
        kind: "ExecutionClusterLabel",
        plural: "executionclusterlabels"
    )

    /// What the user says.
    package struct Spec: Sendable, Hashable {
        package var project = ""
        package var domain: String?
        package var workflow: String?
        package var launchPlan: String?
        /// The label.
        package var value = ""
        package var paused = false
    }

    /// What Portolan says.
    package struct Status: Sendable, Hashable {
        package var observedGeneration: Int?
        package var lastHandledReconcileAt: String?
        package var conditions: [Condition] = []
        package var dataplanes: [Dataplane] = []
        package var flyte: Flyte?
    }

    /// A dataplane that takes executions of the label.
    package struct Dataplane: Sendable, Hashable {
        package var name = ""
        package var weight = 0
        /// Its part of the label's work now, such as `0.50`.
        package var share = ""
        package var schedulable = false
    }

    package var metadata = ObjectMeta()
    /// What the user says.
    package var spec = Spec()
    /// What Portolan says.
    package var status = Status()

    package init() {}

    /// Whether Portolan is to leave it alone.
    package var isPaused: Bool { spec.paused || metadata.annotations[PortolanNames.paused] == "true" }

    package mutating func readField(_ key: borrowing JSONKey, from reader: inout JSONReader) throws(JSONError) {
        switch key {
        case "spec": try reader.read(into: &spec)
        case "status": try reader.read(into: &status)
        default: try reader.skipValue(of: key)
        }
    }
}

extension ExecutionClusterLabel.Spec: JSONDecodable {
    package init(from reader: inout JSONReader) throws(JSONError) {
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "project": try reader.readShared(into: &project)
            case "domain": try reader.readShared(into: &domain)
            case "workflow": try reader.read(into: &workflow)
            case "launchPlan": try reader.read(into: &launchPlan)
            case "value": try reader.readShared(into: &value)
            case "paused": try reader.read(into: &paused)
            default: try reader.skipValue(of: key)
            }
        }
    }
}

extension ExecutionClusterLabel.Status: JSONDecodable {
    package init(from reader: inout JSONReader) throws(JSONError) {
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "observedGeneration": try reader.read(into: &observedGeneration)
            case "lastHandledReconcileAt": try reader.read(into: &lastHandledReconcileAt)
            case "conditions": try reader.read(into: &conditions)
            case "dataplanes": try reader.read(into: &dataplanes)
            case "flyte": flyte = try reader.read(ExecutionClusterLabel.Flyte?.self)
            default: try reader.skipValue(of: key)
            }
        }
    }
}

extension ExecutionClusterLabel.Dataplane: JSONDecodable {
    package init(from reader: inout JSONReader) throws(JSONError) {
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "name": try reader.readShared(into: &name)
            case "weight": try reader.read(into: &weight)
            case "share": try reader.read(into: &share)
            case "schedulable": try reader.read(into: &schedulable)
            default: try reader.skipValue(of: key)
            }
        }
    }
}

extension ExecutionClusterLabel.Dataplane: JSONEncodable {
    /// A dataplane with its part of the label's work.
    package init(_ name: String, weight: Int, share: String, schedulable: Bool) {
        self.name = name
        self.weight = weight
        self.share = share
        self.schedulable = schedulable
    }

    package func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.field("name", name)
            writer.field("weight", weight)
            writer.field("share", share)
            writer.field("schedulable", schedulable)
        }
    }
}
