// SPDX-License-Identifier: Apache-2.0

import Basics
import KubeCore
import KubeRuntime
import TestSupport
import Testing

@Suite("A store of several namespaces", .timeLimit(.minutes(1)))
struct StorePartTests {
    typealias Store = ObjectStore<PartialObject>

    /// The order of these is not that of their lengths, and one begins like another.
    static let namespaces = ["a", "a-b", "c"]

    static func store(_ indexes: ObjectIndex<PartialObject>...) -> Store {
        Store(WatchScope(CoreV1.Secret.resourceType, in: namespaces.reversed() + ["a"]), indexes: indexes)
    }

    static func words(_ store: Store) -> [String] { store.snapshot.all.map(\.words) }

    @Test("has a part for each, in order, and says which it is")
    func parts() {
        let store = Self.store()
        #expect(store.parts.map { "\($0.scope)" } == Self.namespaces.map { #"secrets in "\#($0)""# })
        #expect("\(store.scope)" == #"secrets in "a", "a-b", "c""#)
        #expect("\(store.part(in: "a-b").scope)" == #"secrets in "a-b""#)
        let all = Store(WatchScope(CoreV1.Secret.resourceType))
        #expect(all.parts.map { "\($0.scope)" } == ["secrets"])
        #expect("\(all.part(in: "any").scope)" == "secrets")
    }

    @Test("a list replaces what there is of its own namespace, and says what changed")
    func lists() {
        let store = Self.store(ObjectIndex("letter") { [String($0.metadata.name.prefix(1))] })
        store.part(0).list(["a/x@1", "a/y@2"])
        store.part(1).list(["a-b/x@3", "a-b/y@4"])
        store.part(2).list(["c/x@5"])
        let changes = store.subscribe()
        _ = changes.take()
        store.part(1).list(["a-b/y@4", "a-b/z@12"], version: "20")
        #expect(Self.words(store) == ["a/x@1", "a/y@2", "a-b/y@4", "a-b/z@12", "c/x@5"])
        #expect(changes.take().map(\.words) == ["-a-b/x@3 or later", "+a-b/z@12"])
        #expect(store.snapshot.keys(by: "letter", "x").map { "\($0)" } == ["a/x", "c/x"])
        store.part(0).list([], version: "21")
        #expect(Self.words(store) == ["a-b/y@4", "a-b/z@12", "c/x@5"])
        #expect(store.parts.map(\.objectCount) == [0, 2, 1] && store.objectCount == 3)
    }

    @Test("is complete when every part is, and its version is that of the part that is furthest behind")
    func completeness() async throws {
        let store = Self.store()
        store.part(0).list(["a/x@1"], version: "10")
        store.part(2).list([], version: "30")
        #expect(!store.isSynced && !store.isUsable && store.resourceVersion == nil)
        #expect(store.isSynced(in: "a") && !store.isSynced(in: "a-b") && !store.isSynced(in: nil))
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await store.synced() }
            store.part(1).list([], version: "20")
            try await group.waitForAll()
        }
        #expect(store.isUsable && store.isSynced(in: nil) && store.resourceVersion == ResourceVersion("10"))
        #expect(store.parts.map { $0.resourceVersion?.text } == ["10", "20", "30"])
        store.part(0).apply(.advance(ResourceVersion("40")))
        #expect(store.resourceVersion == ResourceVersion("20"))
    }

    @Test("can be worked with when of several namespaces one is complete and the others cannot be had")
    func unavailable() async throws {
        let store = Self.store()
        store.setUnavailable(true, part: 0)
        store.setUnavailable(true, part: 1)
        #expect(!store.isUsable)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await store.usable() }
            store.part(2).list(["c/x@5"])
            try await group.waitForAll()
        }
        #expect(store.isUsable && !store.isSynced)
        store.setUnavailable(false, part: 0)
        #expect(store.isUsable, "who works with it already is not stopped")
        let nothing = Self.store()
        for part in 0..<3 { nothing.setUnavailable(true, part: part) }
        #expect(!nothing.isUsable)
    }

    @Test("an event is from the past by what its own namespace has come to")
    func pastEvents() {
        let store = Self.store()
        store.part(0).list([], version: "10")
        store.part(1).list([], version: "50")
        store.part(0).apply(.upsert(PartialObject(sample: "a/x@11")))
        store.part(1).apply(.upsert(PartialObject(sample: "a-b/x@11")))
        #expect(Self.words(store) == ["a/x@11"])
        store.part(0).apply(.remove(PartialObject(sample: "a/x@12")))
        #expect(Self.words(store) == [] && store.part(0).resourceVersion == ResourceVersion("12"))
    }

    @Test("versions of one part that begin anew are no restart of another")
    func restarts() {
        let store = Self.store()
        for part in 0..<3 { store.part(part).list([], version: "50") }
        store.part(1).list([], version: "20", mayGoBack: true)
        #expect(store.parts.map(\.restarts) == [0, 1, 0] && store.restarts == 1)
    }

    @Test("random updates do to it what they do to a store of each namespace", arguments: Seed.some(30))
    func model(_ seed: Seed) {
        var random = SeededRandom(seed)
        let store = Self.store(ObjectIndex("name") { [$0.metadata.name] })
        let single = Self.namespaces.map { Store(WatchScope(CoreV1.Secret.resourceType, namespace: $0)) }
        let (changes, singleChanges) = (store.subscribe(), single.map { $0.subscribe() })
        for version in 1...300 {
            let number = Int.random(in: 0..<3, using: &random)
            let object = { (random: inout SeededRandom) in
                let name = ["u", "v", "w", "x"].randomElement(using: &random) ?? "u"
                return PartialObject(sample: "\(Self.namespaces[number])/\(name)@\(version)")
            }
            let update: StoreUpdate<PartialObject> =
                switch Int.random(in: 0..<8, using: &random) {
                case 0: .begin
                case 1, 2: .stage([object(&random)])
                case 3: .commit(ResourceVersion("\(version)"), mayGoBack: false)
                case 4: .discard
                case 5: .remove(object(&random))
                default: .upsert(object(&random))
                }
            store.part(number).apply(update)
            single[number].apply(update)
            #expect(Self.words(store) == single.flatMap(Self.words))
            #expect(changes.take().map(\.words) == singleChanges[number].take().map(\.words))
            #expect(store.snapshot.keys(by: "name", "u") == store.snapshot.keys.filter { $0.name == "u" })
            #expect(store.parts.map(\.resourceVersion) == single.map(\.resourceVersion))
        }
    }
}
