// SPDX-License-Identifier: Apache-2.0

import JSONKit
import KubeClient
import KubeCore
import Simulation
import Synchronization
import TestSupport
import Testing

/// What the model must get right for its world to prove anything.
@Suite("the model of an API server")
struct ModelServerTests {
    private static let key = ObjectKey(namespace: "a", name: "w")

    private static func widget(_ name: String = "w", children: Int = 1) -> DynamicObject {
        var widget = DynamicObject(Widget.resourceType, ObjectKey(namespace: "a", name: name))
        widget["spec"] = ["children": .number(JSONNumber(children))]
        return widget
    }

    /// Runs a body as a client in a world where nothing goes wrong.
    private static func inPeace(_ body: @escaping @Sendable (KubeClient, ModelServer) async throws -> Void) throws {
        let scheduler = Scheduler(seed: 1)
        let resources = [
            ModelResource(Widget.resourceType, hasStatus: true), ModelResource(CoreV1.ConfigMap.resourceType),
        ]
        let server = ModelServer(resources, scheduler, rates: .none)
        let process = SimulatedProcess("client", server)
        let failure = Mutex<(any Error)?>(nil)
        process.start { process in
            do {
                try await body(process.client, server)
            } catch {
                failure.withLock { $0 = error }
            }
        }
        scheduler.run(until: .seconds(600))
        if let error = failure.withLock({ $0 }) { throw error }
        #expect(process.isOver)
    }

    @Test("generation counts what is wanted, and a status is written in its own place")
    func generations() throws {
        try Self.inPeace { client, _ in
            let made: Widget = try await client.create(
                Widget.resourceType,
                namespace: "a",
                Self.widget(),
                as: Widget.self
            )
            #expect(made.metadata.generation == 1)
            let status: JSONValue = ["spec": ["children": 7], "status": ["observedGeneration": 1]]
            let seen = try await client.patch(
                Widget.resourceType,
                Self.key,
                .merge(status),
                subresource: .status,
                as: Widget.self
            )
            #expect(seen.metadata.generation == 1 && seen.status.observedGeneration == 1 && seen.spec.children == 1)
            let wanted = try await client.patch(Widget.resourceType, Self.key, .merge(status), as: Widget.self)
            #expect(wanted.metadata.generation == 2 && wanted.spec.children == 7)
            let again = try await client.patch(Widget.resourceType, Self.key, .merge(status), as: Widget.self)
            #expect(
                again.metadata.resourceVersion == wanted.metadata.resourceVersion,
                "what changes nothing is no write"
            )
        }
    }

    @Test("a write over an old version is a conflict, a second object of a name exists already")
    func conflicts() throws {
        try Self.inPeace { client, _ in
            let made: DynamicObject = try await client.create(Widget.resourceType, namespace: "a", Self.widget())
            try await client.patch(Widget.resourceType, Self.key, .merge(["spec": ["children": 2]]))
            await #expect(throws: APIError.self) { try await client.replace(Widget.resourceType, made) }
            do {
                try await client.create(Widget.resourceType, namespace: "a", Self.widget())
                Issue.record("the name is taken")
            } catch let error as APIError {
                #expect(error.isAlreadyExists)
            }
        }
    }

    @Test("an object with a finalizer goes in two steps")
    func finalizers() throws {
        try Self.inPeace { client, server in
            var widget = Self.widget()
            widget.setMetadata("finalizers", ["a/b"])
            try await client.create(Widget.resourceType, namespace: "a", widget)
            _ = try await client.delete(Widget.resourceType, Self.key)
            let marked = try await client.get(Widget.self, Self.key)
            #expect(marked.metadata.isBeingDeleted && marked.metadata.generation == 2)
            try await client.patch(Widget.resourceType, Self.key, .merge(["metadata": ["finalizers": []]]))
            #expect(try await client.find(Widget.self, Self.key) == nil)
            #expect(server.store.shelves["widgets"]?.events.map { $0.new == nil } == [false, false, true])
        }
    }

    @Test("an intent takes away what it leaves out, and nothing else")
    func apply() throws {
        try Self.inPeace { client, _ in
            let options = ApplyOptions(fieldManager: "test", isForced: true)
            let key = ObjectKey(namespace: "a", name: "c")
            var intent = DynamicObject(CoreV1.ConfigMap.resourceType, key)
            intent["data"] = ["a": "1", "b": "1"]
            try await client.apply(CoreV1.ConfigMap.resourceType, key, intent, options)
            try await client.patch(CoreV1.ConfigMap.resourceType, key, .merge(["data": ["other": "1"]]))
            intent["data"] = ["b": "2"]
            try await client.apply(CoreV1.ConfigMap.resourceType, key, intent, options)
            #expect(try await client.get(CoreV1.ConfigMap.self, key).data == ["b": "2", "other": "1"])
        }
    }

    @Test("pages are of one state, whatever happens between them")
    func pages() throws {
        try Self.inPeace { client, server in
            for number in 0..<5 {
                try await client.create(Widget.resourceType, namespace: "a", Self.widget("w\(number)"))
            }
            var options = ListOptions(limit: 2)
            let first: ObjectList<Widget> = try await client.list(Widget.resourceType, options, as: Widget.self)
            _ = try await client.delete(Widget.resourceType, ObjectKey(namespace: "a", name: "w3"))
            options.continueToken = first.metadata.continueToken
            let second: ObjectList<Widget> = try await client.list(Widget.resourceType, options, as: Widget.self)
            #expect(second.items.map(\.metadata.name) == ["w2", "w3"])
            #expect(second.metadata.resourceVersion == first.metadata.resourceVersion)
            server.compact()
            options.continueToken = second.metadata.continueToken
            do {
                _ = try await client.list(Widget.resourceType, options, as: Widget.self)
                Issue.record("the state of the first page is forgotten")
            } catch let error as APIError {
                #expect(error.isExpired)
            }
        }
    }

    @Test("a list in the form of a watch says what there is, ends with a bookmark, and goes on")
    func streamingList() throws {
        try Self.inPeace { client, _ in
            try await client.create(Widget.resourceType, namespace: "a", Self.widget("w1"))
            let watch = try await client.watch(Widget.self, WatchOptions(.streamingList(notOlderThan: nil)))
            var events = watch.makeAsyncIterator()
            var hasEnded = false
            while !hasEnded, let event = try await events.next() {
                if case .bookmark(let bookmark) = event { hasEnded = bookmark.endsInitialEvents }
            }
            #expect(hasEnded)
            _ = try await client.delete(Widget.resourceType, ObjectKey(namespace: "a", name: "w1"))
            guard case .deleted(let gone) = try await events.next() else {
                Issue.record("the deletion is not told")
                return
            }
            let version = try #require(gone.metadata.resourceVersion)
            #expect(version == ResourceVersion("92"), "the deletion has a version of its own")
        }
    }

    @Test("a version from before what is forgotten has expired, and one from the future is too large")
    func versions() throws {
        try Self.inPeace { client, server in
            for number in 0..<3 {
                try await client.create(Widget.resourceType, namespace: "a", Self.widget("w\(number)"))
            }
            server.compact()
            do {
                _ = try await client.watch(Widget.self, WatchOptions(.after(ResourceVersion("91"))))
                Issue.record("version 91 is forgotten")
            } catch let error as APIError {
                #expect(error.isExpired)
            }
            var options = ListOptions()
            options.version = .notOlderThan(ResourceVersion("1000"))
            do {
                _ = try await client.list(Widget.resourceType, options, as: Widget.self)
                Issue.record("there is no version 1000")
            } catch let error as APIError {
                #expect(error.isResourceVersionTooLarge)
            }
        }
    }
}
