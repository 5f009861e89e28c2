// SPDX-License-Identifier: Apache-2.0

import Basics
import KubeCore
import KubeRuntime
import TestSupport
import Testing

@Suite("A store", .timeLimit(.minutes(1)))
struct ObjectStoreTests {
    static func store(
        indexes: [ObjectIndex<PartialObject>] = [],
        transform: ObjectTable<PartialObject>.Transform? = nil
    ) -> ObjectStore<PartialObject> {
        ObjectStore(WatchScope(CoreV1.Pod.resourceType), indexes: indexes, transform: transform)
    }

    static func words(_ store: ObjectStore<PartialObject>) -> [String] { store.snapshot.all.map(\.words) }

    @Test("29: what was added and deleted before the first list is complete never was")
    func phantoms() async throws {
        let store = Self.store()
        let subscription = store.subscribe()
        store.apply(.begin)
        store.apply(.stage([PartialObject(sample: "a@1"), PartialObject(sample: "b@2")]))
        store.apply(.unstage(PartialObject(sample: "a@3")))
        #expect(Self.words(store).isEmpty && !store.isSynced)
        store.apply(.commit(ResourceVersion("3"), mayGoBack: false))
        #expect(try await subscription.next().map(\.words) == ["+b@2"])
    }

    @Test("32: readers see the state before a list or behind it, and never a mixture", .tags(.concurrency))
    func completeness() async throws {
        let store = Self.store()
        let sizes = [10, 30]
        store.list((0..<sizes[0]).map { "a\($0)@1" }, version: "1")
        await withTaskGroup(of: Int.self) { group in
            for _ in 0..<2 {
                group.addTask {
                    var mixtures = 0
                    for _ in 0..<200 {
                        let snapshot = store.snapshot
                        let version = Int(snapshot.resourceVersion?.text ?? "") ?? 0
                        let isWhole = snapshot.all.allSatisfy { $0.metadata.resourceVersion?.text == "\(version)" }
                        if !isWhole || snapshot.count != sizes[(version + 1) % 2] { mixtures += 1 }
                        await Task.yield()
                    }
                    return mixtures
                }
            }
            for version in 2...100 {
                let count = sizes[(version + 1) % 2]
                store.list((0..<count).map { "a\($0)@\(version)" }, version: "\(version)")
                await Task.yield()
            }
            for await mixtures in group { #expect(mixtures == 0) }
        }
    }

    @Test("33: what nobody reads is dropped from lists and events alike, before they are compared")
    func transform() {
        let store = Self.store { $0.metadata.annotations = [:] }
        let annotated = { (sample: String) in
            var object = PartialObject(sample: sample)
            object.metadata.annotations = ["big": "text"]
            return object
        }
        store.apply(.begin)
        store.apply(.stage([annotated("a@1")]))
        store.apply(.commit(ResourceVersion("1"), mayGoBack: false))
        store.apply(.upsert(annotated("b@2")))
        #expect(store.snapshot.all.allSatisfy { $0.metadata.annotations.isEmpty })
    }

    @Test("34: the version moves with events and bookmarks, never backwards, and says so")
    func version() async throws {
        let store = Self.store()
        let bell = Bell()
        store.onProgress(ring: bell)
        store.list(["a@1"])
        for (update, version) in [
            (StoreUpdate.upsert(PartialObject(sample: "a@11")), "11"),
            (.advance(ResourceVersion("20")), "20"),
            (.advance(ResourceVersion("15")), "20"),
            (.remove(PartialObject(sample: "a@21")), "21"),
        ] {
            store.apply(update)
            #expect(try await bell.wait { store.resourceVersion } == ResourceVersion(version))
        }
        #expect(store.restarts == 0)
        store.list([], version: "5", mayGoBack: true)
        #expect(store.resourceVersion == ResourceVersion("5"))
        #expect(store.restarts == 1)
    }

    @Test("35: who comes late hears of what there is, and then of every change, without gap", .tags(.concurrency))
    func lateSubscribers() async throws {
        let store = Self.store()
        store.list([])
        try await withThrowingTaskGroup(of: [String].self) { group in
            for _ in 0..<8 {
                group.addTask {
                    let subscription = store.subscribe()
                    var known: [String: String] = [:]
                    while known["o99"] == nil || known.count < 100 {
                        for change in try await subscription.next(limit: 3) {
                            #expect((change.old == nil) == (known[change.key.name] == nil))
                            known[change.key.name] = change.new?.words
                        }
                    }
                    return known.values.sorted()
                }
            }
            for number in 0..<100 {
                store.apply(.upsert(PartialObject(sample: "o\(number)@\(number + 11)")))
                await Task.yield()
            }
            let expected = store.snapshot.all.map(\.words).sorted()
            for try await known in group { #expect(known == expected) }
        }
    }

    @Test("36: a subscriber that does not listen delays nobody, and hears of each key once")
    func slowSubscriber() async throws {
        let store = Self.store()
        store.list([])
        let (slow, fast) = (store.subscribe(), store.subscribe())
        var heard = 0
        for version in 11..<1_011 {
            store.apply(.upsert(PartialObject(sample: "a@\(version)")))
            heard += try await fast.next().count
        }
        #expect(heard == 1_000)
        #expect(slow.take().map(\.words) == ["+a@1010"])
        slow.close()
        store.apply(.upsert(PartialObject(sample: "b@2000")))
        #expect(slow.count == 0)
    }

    @Test("31: an index that is added later finds what is there, and one of the same name is the same")
    func laterIndex() {
        let store = Self.store()
        let index = ObjectIndex<PartialObject>("first letter") { [String($0.metadata.name.prefix(1))] }
        store.list(["ab@1", "ac@2", "b@3"])
        store.addIndex(index)
        store.addIndex(index)
        store.apply(.upsert(PartialObject(sample: "ad@11")))
        #expect(store.snapshot.keys(by: "first letter", "a").map(\.name) == ["ab", "ac", "ad"])
    }

    @Test("whoever waits for the first list is woken by it")
    func synced() async throws {
        let store = Self.store()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await store.synced() }
            store.list(["a@1"])
            try await group.waitForAll()
        }
    }
}
