// SPDX-License-Identifier: Apache-2.0

import Basics
import JSONKit
import KubeClient
import KubeCore
import KubeRuntime
import KubeServer
import TestSupport
import Testing

/// Sources of which each has one child, whose name the server chooses: the kind of controller that makes two children
/// when it decides on an old state.
@Suite("A controller and a server that fails", .tags(.network), .timeLimit(.minutes(3)))
struct CrashTests {
    typealias ConfigMap = CoreV1.ConfigMap

    /// Runs a controller that makes a child for each source without one and keeps the child's datum like the source's.
    static func whileRunning(
        _ environment: RuntimeEnvironment,
        _ body: (Controller<ConfigMap>) async throws -> Void
    ) async throws {
        let stores = StoreCatalogue(environment)
        let sources = stores.store(
            of: ConfigMap.self,
            in: ["default"],
            labels: try LabelSelector(query: "role=source")
        )
        let children = stores.store(
            of: ConfigMap.self,
            in: ["default"],
            labels: try LabelSelector(query: "role=child"),
            indexes: [.ownerUID]
        )
        let controller = Controller("maker", of: sources, triggers: [.owned(children)], environment) { pass in
            guard let source = pass.object, let owner = pass.writer.ownerReference else { return .done }
            let present = children.snapshot.objects(by: "owner uid", source.metadata.uid)
            guard let child = present.first else {
                try await pass.writer.create(ConfigMap.resourceType, Self.child(of: source, owner))
                return .done
            }
            guard child.data != source.data else { return .done }
            let fields: JSONValue = ["data": ["v": .string(source.data["v"] ?? "")]]
            try await pass.writer.patch(ConfigMap.resourceType, child.key, .merge(fields))
            return .done
        }
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await stores.run() }
            group.addTask { try await controller.run() }
            do {
                try await body(controller)
            } catch {
                group.cancelAll()
                throw error
            }
            group.cancelAll()
            try await group.waitForAll()
        }
    }

    static func child(of source: ConfigMap, _ owner: OwnerReference) -> DynamicObject {
        var child = DynamicObject(ConfigMap.resourceType, ObjectKey(namespace: "default", name: ""))
        child.setMetadata("name", nil)
        child.setMetadata("generateName", .string("\(source.metadata.name)-"))
        child.setMetadata("labels", ["role": "child"])
        child.setMetadata(
            "ownerReferences",
            [
                [
                    "apiVersion": "v1", "kind": "ConfigMap", "name": .string(owner.name), "uid": .string(owner.uid),
                    "controller": true,
                ]
            ]
        )
        child["data"] = ["v": .string(source.data["v"] ?? "")]
        return child
    }

    static func makeSource(_ client: KubeClient, _ name: String) async throws {
        var source = KubeClient.configMap(name, ["v": "0"])
        source.setMetadata("labels", ["role": "source"])
        _ = try await client.create(ConfigMap.resourceType, namespace: "default", source, as: PartialObject.self)
    }

    /// The data of the children there are.
    static func children(_ client: KubeClient) async throws -> [String] {
        let options = ListOptions(labels: try LabelSelector(query: "role=child"))
        let list = try await client.listAll(ConfigMap.self, namespace: "default", options)
        return list.items.map { "\($0.metadata.ownerReferences.first?.name ?? "")=\($0.data["v"] ?? "")" }.sorted()
    }

    @Test("63: one child is made although the store hears of it late, however often the source changes")
    func staleCache() async throws {
        try await EmbeddedServer.run { server in
            let admin = try server.admin()
            server.fault("late", ["watch"], .delayedEvents(.milliseconds(150)))
            try await Self.whileRunning(try server.environment("test")) { controller in
                for name in ["a", "b", "c"] { try await Self.makeSource(admin, name) }
                for round in 1...20 {
                    for name in ["a", "b", "c"] {
                        try await admin.writeConfigMap(name, ["v": "\(round)"])
                        controller.look(at: ObjectKey(namespace: "default", name: name))
                    }
                    try await Task.sleep(for: .milliseconds(10))
                }
                try await eventually("the children are as the sources") {
                    try await Self.children(admin) == ["a=20", "b=20", "c=20"]
                }
            }
        }
    }

    struct Crash: Sendable, CustomTestStringConvertible {
        let moment: FaultEffect.Moment
        let write: Int

        var testDescription: String { "the connection is cut \(moment) write \(write)" }

        static let all = [FaultEffect.Moment.before, .after].flatMap { moment in
            (0..<3).map { Crash(moment: moment, write: $0) }
        }
    }

    @Test("64: a program that ends at any write comes to the same state when it starts again", arguments: Crash.all)
    func crashes(_ row: Crash) async throws {
        try await EmbeddedServer.run { server in
            let admin = try server.admin()
            for name in ["a", "b"] { try await Self.makeSource(admin, name) }
            server.fault("crash", ["create", "patch"], .cut(row.moment), skip: row.write, count: 1)
            // The first program ends with its first write that is cut.
            try await Self.whileRunning(try server.hasty()) { controller in
                try await eventually("something went wrong, or all is done") {
                    let isCut = server.faults.rules.contains { $0.hits > 0 }
                    let children = try await Self.children(admin)
                    return isCut || children == ["a=0", "b=0"]
                }
            }
            try await admin.writeConfigMap("a", ["v": "1"])
            try await Self.whileRunning(try server.hasty()) { _ in
                try await eventually("the children are as the sources") {
                    try await Self.children(admin) == ["a=1", "b=0"]
                }
            }
        }
    }

    @Test("66: states that nobody saw do not matter")
    func skippedStates() async throws {
        try await EmbeddedServer.run { server in
            let admin = try server.admin()
            server.fault("late", ["watch"], .delayedEvents(.milliseconds(30)))
            try await Self.makeSource(admin, "a")
            try await Self.whileRunning(try server.environment("test")) { _ in
                for round in 1...100 { try await admin.writeConfigMap("a", ["v": "\(round)"]) }
                try await eventually("the child is as the source") { try await Self.children(admin) == ["a=100"] }
            }
        }
    }
}
