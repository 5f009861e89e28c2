// SPDX-License-Identifier: Apache-2.0

import Basics
import ControlPlaneSupport
import Dataplanes
import JSONKit
import KubeClient
import KubeCore
import KubeRuntime
import KubeServer
import PortolanAPI
import PortolanControllers
import Telemetry
import TestSupport
import Testing

extension DataplaneStage {
    func dataplane(_ name: String) async throws -> DataplaneCluster? {
        try await admin.find(DataplaneCluster.self, key(name))
    }

    /// Waits until a DataplaneCluster is as it should be, and returns it.
    @discardableResult
    func dataplane(
        _ name: String,
        within limit: Duration = .seconds(30),
        sourceLocation: SourceLocation = #_sourceLocation,
        _ isAsItShouldBe: (DataplaneCluster) -> Bool
    ) async throws -> DataplaneCluster {
        let deadline = ContinuousClock.now.advanced(by: limit)
        while true {
            let present = try await dataplane(name)
            if let present, isAsItShouldBe(present) { return present }
            guard ContinuousClock.now < deadline else {
                Issue.record("\(name): \(present?.summary ?? "it is gone")", sourceLocation: sourceLocation)
                throw NotAsItShouldBe()
            }
            try await Task.sleep(for: .milliseconds(20))
        }
    }

    /// Waits until a condition is what it should be.
    @discardableResult
    func condition(
        _ type: String,
        _ status: Condition.Status,
        _ reason: String? = nil,
        of name: String,
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws -> DataplaneCluster {
        try await dataplane(name, sourceLocation: sourceLocation) { dataplane in
            let condition = dataplane.status.conditions[type]
            return condition?.status == status && (reason == nil || condition?.reason == reason)
        }
    }

    /// Waits until a dataplane takes executions.
    @discardableResult
    func ready(_ name: String, sourceLocation: SourceLocation = #_sourceLocation) async throws -> DataplaneCluster {
        try await dataplane(name, sourceLocation: sourceLocation) { dataplane in
            dataplane.status.conditions.isTrue("Ready") && dataplane.status.conditions.isTrue("Schedulable")
                && dataplane.status.observedGeneration == dataplane.metadata.generation
        }
    }

    private struct NotAsItShouldBe: Error {}

    /// The credentials that Portolan has made.
    func credentials(of name: String) async throws -> CoreV1.Secret? {
        try await admin.find(CoreV1.Secret.self, key("\(name)-credentials"))
    }

    func token(of name: String) async throws -> String? {
        try await credentials(of: name)?.data["token"].map { String(decoding: $0.exposed, as: UTF8.self) }
    }

    func lineage(of name: String) async throws -> String? {
        try await credentials(of: name).flatMap { MintedCredentials($0)?.lineage }
    }

    /// A client with what Portolan has made, as `kubectl --kubeconfig` would be one.
    func client(from secret: CoreV1.Secret?) throws -> KubeClient {
        let kubeconfig = try #require(secret?.data["kubeconfig"])
        let configuration = try KubeConfiguration.kubeconfig(kubeconfig.exposed, name: "the Secret")
        return KubeClient(configuration, KubeClientOptions(userAgent: "flyteadmin"), on: loop)
    }

    /// What was said about an object in events.
    func events(about name: String? = nil) async throws -> [EventsV1.Event] {
        try await admin.listAll(EventsV1.Event.self, namespace: namespace).items
            .filter { name == nil || $0.regarding.name == name }
    }

    /// Waits until something was said.
    @discardableResult
    func event(
        _ reason: String,
        about name: String,
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws -> EventsV1.Event {
        let deadline = ContinuousClock.now.advanced(by: .seconds(20))
        while true {
            let events = try await events(about: name)
            if let event = events.first(where: { $0.reason == reason }) { return event }
            guard ContinuousClock.now < deadline else {
                Issue.record("\(name): only \(events.map(\.reason))", sourceLocation: sourceLocation)
                throw NotAsItShouldBe()
            }
            try await Task.sleep(for: .milliseconds(20))
        }
    }

    /// The requests of Portolan to a dataplane, as they ended.
    func requests(to plane: Int = 0, where isWanted: (AuditRecord) -> Bool = { _ in true }) -> [AuditRecord] {
        dataplanes[plane].requests { record in
            record.stage == .responseComplete && record.userAgent == "portolan" && isWanted(record)
        }
    }
}

extension DataplaneCluster {
    /// What a person wants to know of one that is not as it should be.
    var summary: String {
        let conditions = status.conditions.map { "\($0.type)=\($0.status.rawValue) \($0.reason) (\($0.message))" }
        return conditions.joined(separator: "; ")
    }

    /// When it was last decided whether it takes executions.
    var decidedAt: Timestamp? { status.conditions["Schedulable"]?.lastTransitionTime }
}
