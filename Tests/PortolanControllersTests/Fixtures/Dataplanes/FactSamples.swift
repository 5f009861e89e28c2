// SPDX-License-Identifier: Apache-2.0

import Basics
import Dataplanes
import KubeCore

@testable import PortolanAPI
@testable import PortolanControllers

/// What is known of dataplanes, for tests of what is said of them.
enum FactSamples {
    static let now = Timestamp(secondsSinceEpoch: 1_800_000_000)
    static let endpoint = "https://10.1.2.3:6443"

    static func dataplane(_ change: (inout DataplaneCluster) -> Void = { _ in }) -> DataplaneCluster {
        var dataplane = DataplaneCluster()
        dataplane.metadata = ObjectMeta(name: "dataplane-1", namespace: "flyte", uid: "uid-1")
        dataplane.metadata.generation = 7
        dataplane.spec.endpoint = endpoint
        dataplane.spec.bootstrapSecretName = "bootstrap"
        dataplane.spec.labels = [.init("label1")]
        change(&dataplane)
        return dataplane
    }

    static func look(_ failure: LookFailure? = nil, at time: Timestamp = now) -> DataplaneLook {
        DataplaneLook(
            time: time,
            latency: .milliseconds(12),
            finding: failure.map { .failure($0) } ?? .success("cluster-1")
        )
    }

    static func report(_ machine: HealthMachine, _ failure: LookFailure? = nil, isHeld: Bool = false) -> HealthReport {
        HealthReport(machine: machine, look: look(failure), lastFailure: failure, isHeld: isHeld)
    }

    static func settlement(missing: Bool = false, lacking: [String] = []) throws -> Settlement {
        var spec = DataplaneCluster.Spec()
        spec.payloads = missing ? [.init(apiGroup: "batch", kind: "Job")] : []
        return Settlement(
            generation: 7,
            at: .now,
            version: "v1.36.2",
            privileges: try LeastPrivilege(spec, Discovery()),
            lacking: lacking
        )
    }

    static func credentials(issuedAt: Timestamp = now, lifetime: Duration? = .seconds(1_000)) -> MintedCredentials {
        MintedCredentials(
            token: Secret("token"),
            authoritiesPEM: "pem",
            endpoint: endpoint,
            serviceAccount: ObjectKey(namespace: "flyte", name: "flyteadmin"),
            clusterUID: "cluster-1",
            issuedAt: issuedAt,
            expiresAt: lifetime.map { issuedAt + $0 }
        )
    }

    static let up = HealthMachine(verdict: .up, successes: 2)
    static let down = HealthMachine(verdict: .down, failures: 3)

    /// One with which all is well.
    static func well(_ dataplane: DataplaneCluster = dataplane()) throws -> DataplaneFacts {
        var facts = DataplaneFacts(dataplane, now: now)
        facts.clusterUID = "cluster-1"
        facts.report = report(up)
        facts.settlement = try settlement()
        facts.credentials = credentials()
        facts.shares = [.init("label1", weight: 1, share: "1.00")]
        return facts
    }
}
