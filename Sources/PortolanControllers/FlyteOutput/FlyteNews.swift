// SPDX-License-Identifier: Apache-2.0

internal import Flyte
internal import KubeCore
internal import KubeRuntime
internal import PortolanAPI
internal import Synchronization
internal import Telemetry

/// Tells people what Flyte is not told, once when it begins and once when it is over.
final class FlyteNews: Sendable {
    /// Something that somebody should mend.
    struct Trouble: Sendable, Hashable {
        let reason: String
        let message: String
        /// The dataplane that it is about; nil for Flyte's files.
        var dataplane: String?
    }

    private let namespace: String
    private let events: EventRecorder
    private let gauge: Gauge
    private let rollouts: Labeled<Counter>
    private let known = Mutex<Set<Trouble>>([])

    init(_ namespace: String, _ events: EventRecorder, _ metrics: MetricRegistry) {
        self.namespace = namespace
        self.events = events
        gauge = metrics.gauge(
            "portolan_flyte_problems",
            help: "How much of the fleet Flyte is not told, or will not do as it says."
        )
        rollouts = metrics.counter(
            "portolan_flyte_rollouts_total",
            help: "How often Flyte's programs were started again, because what they read when they start had changed.",
            labels: ["deployment"]
        )
    }

    /// This is what is wrong now.
    func tell(_ troubles: [Trouble], _ dataplanes: ObjectSnapshot<DataplaneCluster>, _ logger: Logger) {
        let present = Set(troubles)
        let (new, over) = known.withLock { known in
            defer { known = present }
            return (troubles.filter { !known.contains($0) }, known.subtracting(present))
        }
        gauge.set(Double(present.count))
        for trouble in new {
            logger.warning("Flyte is not told of the fleet as it is", fields(of: trouble))
            record(.warning, trouble.reason, trouble.message, regarding: object(of: trouble, dataplanes))
        }
        for trouble in over.sorted(by: { ($0.reason, $0.message) < ($1.reason, $1.message) }) {
            logger.info("what kept Flyte from being told is over", fields(of: trouble))
        }
    }

    /// A program is being started again.
    func tellRestart(_ deployment: ObjectMeta, _ configuration: RolloutMachine.Configuration) {
        rollouts.with(deployment.name).increment()
        let note = "its pods are replaced, because Flyte's clusters or their credentials have changed: \(configuration)"
        record(.normal, "FlyteRollout", note, regarding: ObjectReference(AppsV1.Deployment.resourceType, deployment))
    }

    private func fields(of trouble: Trouble) -> LogFields {
        var fields: LogFields = ["reason": trouble.reason, "problem": trouble.message]
        if let dataplane = trouble.dataplane { fields["dataplane"] = .string(dataplane) }
        return fields
    }

    private func object(of trouble: Trouble, _ dataplanes: ObjectSnapshot<DataplaneCluster>) -> ObjectReference {
        if let name = trouble.dataplane, let cluster = dataplanes[ObjectKey(namespace: namespace, name: name)] {
            return ObjectReference(DataplaneCluster.resourceType, cluster.metadata)
        }
        var metadata = ObjectMeta(name: FlyteOutputSettings.configMaps[0])
        metadata.namespace = namespace
        return ObjectReference(CoreV1.ConfigMap.resourceType, metadata)
    }

    private func record(_ kind: EventNews.Kind, _ reason: String, _ note: String, regarding: ObjectReference) {
        events.record(EventNews(kind, regarding: regarding, reason: reason, action: "ExportToFlyte", note: note))
    }
}

extension FlyteNews.Trouble {
    init(_ problem: FlyteProblem) {
        self.init(reason: problem.reason, message: problem.message, dataplane: problem.dataplane)
    }
}
