// SPDX-License-Identifier: Apache-2.0

import Basics
import JSONKit
import KubeClient
import KubeCore
import KubeRuntime
import TestSupport
import Testing

extension Conformance {
    /// Controllers of config maps in a namespace of their own, at work on the server under test.
    @Suite("Controllers", .timeLimit(.minutes(3)))
    struct ControllerTests {
        typealias ConfigMap = CoreV1.ConfigMap

        /// Runs a controller of the sandbox's config maps, and a test beside it.
        static func whileRunning(
            _ sandbox: Sandbox,
            _ name: String = "test",
            reconcile: @escaping Controller<ConfigMap>.Reconcile,
            _ body: (ObjectStore<ConfigMap>) async throws -> Void
        ) async throws {
            let environment = RuntimeEnvironment(client: sandbox.client)
            let stores = StoreCatalogue(environment)
            let store = stores.store(of: ConfigMap.self, in: [sandbox.namespace])
            let controller = Controller(name, of: store, environment, reconcile: reconcile)
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { await stores.run() }
                group.addTask { try await controller.run() }
                do {
                    try await body(store)
                } catch {
                    group.cancelAll()
                    throw error
                }
                group.cancelAll()
                try await group.waitForAll()
            }
        }

        static func intent(_ key: ObjectKey, _ data: JSONObject) -> DynamicObject {
            var intent = DynamicObject(ConfigMap.resourceType, key)
            intent["data"] = .object(data)
            return intent
        }

        static func data(_ sandbox: Sandbox, _ name: String) async throws -> [String: String]? {
            try await sandbox.client.find(ConfigMap.self, sandbox.key(name))?.data
        }

        @Test(
            "67: an intent makes an object, writes the controller's fields, takes back others, and leaves foreign ones"
        )
        func apply() async throws {
            try await Sandbox.run { sandbox in
                let copy = sandbox.key("copy")
                try await Self.whileRunning(sandbox) { pass in
                    guard pass.key.name == "source", let source = pass.object else { return .done }
                    var data = JSONObject()
                    for (name, text) in source.data.sorted(by: { $0.key < $1.key }) { data[name] = .string(text) }
                    try await pass.writer.apply(ConfigMap.resourceType, Self.intent(copy, data))
                    return .done
                } _: { _ in
                    try await sandbox.makeConfigMap("source", ["a": "1", "b": "2"])
                    try await eventually("it is made") {
                        try await Self.data(sandbox, "copy") == ["a": "1", "b": "2"]
                    }
                    try await sandbox.make(.merge("configmaps/copy", ["data": ["foreign": "x", "a": "theirs"]]))
                    try await sandbox.make(.merge("configmaps/source", ["data": ["b": .null]]))
                    try await eventually("it is what it should be") {
                        try await Self.data(sandbox, "copy") == ["a": "1", "foreign": "x"]
                    }
                }
            }
        }

        @Test("68: an intent that is in effect changes nothing, and is not sent again")
        func noChange() async throws {
            try await Sandbox.run { sandbox in
                let log = Answers()
                try await Self.whileRunning(sandbox) { pass in
                    guard pass.key.name == "source" else { return .done }
                    let applied = try await pass.writer.apply(
                        ConfigMap.resourceType,
                        Self.intent(sandbox.key("copy"), ["a": "1"])
                    )
                    log.add(applied?.resourceVersion?.text ?? "not sent")
                    return .done
                } _: { store in
                    try await sandbox.makeConfigMap("source")
                    let first = try await log.first(1)
                    try await eventually("the store has seen it") { store.snapshot[sandbox.key("copy")] != nil }
                    try await sandbox.make(.merge("configmaps/source", ["data": ["x": "y"]]))
                    #expect(try await log.first(2).last == "not sent")
                    #expect(try await sandbox.send(.get("configmaps/copy")).version == first[0])
                }
            }
        }

        @Test(
            "70, 71: a finalizer is there before anything outside, stays while cleaning up fails, and then goes alone"
        )
        func finalizer() async throws {
            try await Sandbox.run { sandbox in
                let finalizer = "example.com/cleanup"
                let cleanups = Answers()
                let reconcile: Controller<ConfigMap>.Reconcile = { pass in
                    guard pass.key.name == "a", let object = pass.object else { return .done }
                    if object.metadata.isBeingDeleted {
                        guard object.metadata.finalizers.contains(finalizer) else { return .done }
                        cleanups.add("cleanup")
                        if pass.failures < 2 { throw CleanupFailure() }
                        try await pass.writer.removeFinalizer(finalizer)
                    } else if try await !pass.writer.addFinalizer(finalizer) {
                        try await pass.writer.apply(
                            ConfigMap.resourceType,
                            Self.intent(sandbox.key("outside"), ["made": "true"])
                        )
                    }
                    return .done
                }
                try await sandbox.makeConfigMap("a", metadata: ["finalizers": ["example.com/foreign"]])
                try await Self.whileRunning(sandbox, reconcile: reconcile) { store in
                    try await eventually("something is made outside") { store.snapshot[sandbox.key("outside")] != nil }
                    let finalizers = try await sandbox.client.get(ConfigMap.self, sandbox.key("a")).metadata.finalizers
                    #expect(finalizers == ["example.com/foreign", finalizer])
                }
                // Deleted while no controller runs.
                try await sandbox.make(.delete("configmaps/a"))
                try await Self.whileRunning(sandbox, reconcile: reconcile) { _ in
                    try await eventually("only the foreign finalizer is left") {
                        let object = try await sandbox.client.get(ConfigMap.self, sandbox.key("a"))
                        return object.metadata.finalizers == ["example.com/foreign"]
                    }
                    #expect(try await cleanups.first(3).count >= 3)
                }
            }
        }

        @Test("69: two controllers that say different things of one object both have their say, and a stale write none")
        func managers() async throws {
            try await Sandbox.run { sandbox in
                let stale = try await sandbox.makeConfigMap("shared", ["own": "0"]).body
                let say = { @Sendable (field: String) -> Controller<ConfigMap>.Reconcile in
                    { pass in
                        guard pass.key.name == "shared" else { return .done }
                        try await pass.writer.apply(ConfigMap.resourceType, Self.intent(pass.key, [field: "said"]))
                        return .done
                    }
                }
                try await Self.whileRunning(sandbox, "first", reconcile: say("x")) { _ in
                    try await Self.whileRunning(sandbox, "second", reconcile: say("y")) { _ in
                        try await eventually("both are there") {
                            try await Self.data(sandbox, "shared") == ["own": "0", "x": "said", "y": "said"]
                        }
                    }
                }
                #expect(try await sandbox.send(.put("configmaps/shared", stale)).code == 409)
            }
        }
    }

    struct CleanupFailure: Error {}

    /// What passes had to say, in order.
    final class Answers: Sendable {
        private let latches = (0..<10).map { _ in Latch<String>() }

        func add(_ answer: String) {
            for latch in latches where latch.set(answer) { return }
        }

        /// The first so many, as soon as they are there.
        func first(_ count: Int) async throws -> [String] {
            var answers: [String] = []
            for latch in latches.prefix(count) { answers.append(try await latch.wait()) }
            return answers
        }
    }
}
