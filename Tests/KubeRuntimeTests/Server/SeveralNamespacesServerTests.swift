// SPDX-License-Identifier: Apache-2.0

import Basics
import JSONKit
import KubeClient
import KubeCore
import KubeRuntime
import KubeServer
import TestSupport
import Testing

@Suite("A store of several namespaces and a server", .tags(.network), .timeLimit(.minutes(2)))
struct SeveralNamespacesServerTests {
    typealias Secrets = ObjectStore<PartialObject>

    /// Runs a test with the namespaces `a`, `b` and `c`, a Secret in each, and a store that watches two of them.
    static func watching(
        _ faults: @escaping @Sendable (EmbeddedServer) -> Void = { _ in },
        _ body: @escaping @Sendable (EmbeddedServer, StoreCatalogue, Secrets) async throws -> Void
    ) async throws {
        try await EmbeddedServer.run { server in
            let admin = try server.admin()
            for name in ["a", "b", "c"] {
                let namespace: JSONValue = ["metadata": ["name": .string(name)]]
                _ = try await admin.create(CoreV1.Namespace.resourceType, namespace, as: PartialObject.self)
                try await admin.makeSecret("s", in: name)
            }
            faults(server)
            let stores = StoreCatalogue(try server.hasty())
            let scope = WatchScope(CoreV1.Secret.resourceType, in: ["b", "a"])
            let secrets = stores.store(of: PartialObject.self, scope)
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { await stores.run() }
                defer { group.cancelAll() }
                try await body(server, stores, secrets)
            }
        }
    }

    static func fault(
        _ server: EmbeddedServer,
        _ verbs: [String] = ["list", "watch"],
        in namespace: String,
        _ effect: FaultEffect,
        skip: Int = 0,
        count: Int? = 1
    ) {
        var match = FaultMatch(verbs)
        match.userAgents = ["test*"]
        match.namespaces = [namespace]
        server.faults.add(FaultRule("\(verbs) \(effect)", match, effect, skip: skip, count: count))
    }

    static func keys(_ secrets: Secrets) -> [String] { secrets.snapshot.keys.map { "\($0)" } }

    @Test("it shows what there is in each of them, and nothing of another")
    func contents() async throws {
        try await Self.watching { server, stores, secrets in
            let admin = try server.admin()
            try await secrets.synced()
            #expect(Self.keys(secrets) == ["a/s", "b/s"])
            try await admin.makeSecret("t", in: "c")
            try await admin.makeSecret("t", in: "b")
            try await admin.delete(CoreV1.Secret.resourceType, ObjectKey(namespace: "a", name: "s"))
            try await eventually("the changes are seen") { Self.keys(secrets) == ["b/s", "b/t"] }
            #expect(stores.watches.map { "\($0.store.scope)" } == [#"secrets in "a""#, #"secrets in "b""#])
            try stores.checkReadiness()
            try stores.checkCompleteness()
            let asked = server.audit.records { $0.userAgent == "test" }.map { $0.object?.namespace }
            #expect(Set(asked) == ["a", "b"])
        }
    }

    @Test("where the version of one expires, only that one is listed again")
    func expiry() async throws {
        try await Self.watching { server in
            // The first watch is the list, of a Secret and its end; the next is told that it comes too late.
            Self.fault(server, in: "b", .cutWatch(afterLines: 2, inLine: false))
            Self.fault(server, in: "b", .expiry, skip: 1)
        } _: { server, _, secrets in
            let lists = { (namespace: String) in
                server.audit.records { record in
                    record.userAgent == "test" && record.stage == .responseStarted && record.code == 200
                        && record.object?.namespace == namespace && record.uri.contains("sendInitialEvents")
                }.count
            }
            try await secrets.synced()
            try await eventually("it is listed again") { lists("b") == 2 }
            try await server.admin().makeSecret("t", in: "b")
            try await server.admin().delete(CoreV1.Secret.resourceType, ObjectKey(namespace: "b", name: "s"))
            try await eventually("the changes are seen") { Self.keys(secrets) == ["a/s", "b/t"] }
            #expect(lists("a") == 1)
        }
    }

    @Test("one that is forbidden does not hold up the other, is named, and is there when it is allowed")
    func forbidden() async throws {
        try await Self.watching { server in
            Self.fault(server, in: "b", .refusal(.init(code: 403, reason: "Forbidden")), count: nil)
        } _: { server, stores, secrets in
            try await secrets.usable()
            #expect(Self.keys(secrets) == ["a/s"] && !secrets.isSynced)
            try stores.checkReadiness()
            let error = #expect(throws: (any Error).self) { try stores.checkCompleteness() }
            let text = error.map { "\($0)" } ?? ""
            #expect(text.hasPrefix(#"the first list of secrets in "b" is not complete (needs help: "#), "\(text)")
            server.faults.replace(with: [])
            try await secrets.synced()
            #expect(Self.keys(secrets) == ["a/s", "b/s"])
            try stores.checkCompleteness()
        }
    }
}

extension SeveralNamespacesServerTests {
    /// Makes a child, whose name the server chooses, for each object `s` that has none.
    static func makeChild(_ pass: Pass<PartialObject>, _ secrets: Secrets) async throws -> PassOutcome {
        guard pass.key.name == "s", let namespace = pass.key.namespace else { return .done }
        guard !secrets.snapshot.objects(in: namespace).contains(where: { $0.metadata.name != "s" }) else {
            return .done
        }
        var child = DynamicObject(CoreV1.Secret.resourceType, ObjectKey(namespace: namespace, name: ""))
        child.setMetadata("name", nil)
        child.setMetadata("generateName", "child-")
        try await pass.writer.create(CoreV1.Secret.resourceType, child)
        return .done
    }

    @Test("where the answer to a write is lost, its namespace is asked what there is, and no other")
    func lostAnswer() async throws {
        try await Self.watching { server in
            Self.fault(server, ["create"], in: "a", .cut(.after))
            Self.fault(server, ["list"], in: "b", .refusal(.init(code: 403, reason: "Forbidden")), count: nil)
        } _: { server, _, secrets in
            let controller = Controller("maker", of: secrets, try server.hasty()) { pass in
                try await Self.makeChild(pass, secrets)
            }
            let lists = {
                server.audit.records { $0.userAgent == "test" && $0.verb == "list" }.map { $0.object?.namespace }
            }
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await controller.run() }
                defer { group.cancelAll() }
                try await eventually("it is asked what there is") { !lists().isEmpty }
                // The pass whose answer was lost is repeated, and waits for the one child there is.
                try await eventually("nothing is left to do") {
                    let report = controller.report()
                    return secrets.snapshot.count == 4 && report.ready + report.waiting + report.held.count == 0
                        && report.running.isEmpty
                }
            }
            #expect(Set(lists()) == ["a"])
            #expect(Self.keys(secrets).map { String($0.prefix(4)) } == ["a/ch", "a/s", "b/ch", "b/s"])
        }
    }
}

extension KubeClient {
    fileprivate func makeSecret(_ name: String, in namespace: String) async throws {
        let object = DynamicObject(CoreV1.Secret.resourceType, ObjectKey(namespace: namespace, name: name))
        _ = try await create(CoreV1.Secret.resourceType, namespace: namespace, object, as: PartialObject.self)
    }
}
