// SPDX-License-Identifier: Apache-2.0

import KubeCore
import KubeRuntime
import Synchronization
import TestSupport
import Testing

@Suite("31: the indexes of a store", .tags(.machine))
struct ObjectIndexTests {
    private let byFinalizer = ObjectIndex<PartialObject>("finalizer") { $0.metadata.finalizers }

    private func object(_ sample: String, _ finalizers: String...) -> PartialObject {
        var object = PartialObject(sample: sample)
        object.metadata.finalizers = finalizers
        return object
    }

    @Test("an object is found under each of its values, and under none it does not have any more")
    func values() {
        var store = StoreScript(indexes: [byFinalizer])
        _ = store.apply(.upsert(object("b@2", "x", "y", "x")))
        _ = store.apply(.upsert(object("a@3", "x")))
        #expect(names(store, "x") == ["a", "b"])
        #expect(names(store, "y") == ["b"])
        _ = store.apply(.upsert(object("b@4", "y", "z")))
        #expect(names(store, "x") == ["a"])
        #expect(names(store, "y") == ["b"])
        #expect(names(store, "z") == ["b"])
    }

    @Test("a value of which the last object is gone is gone")
    func lastMember() {
        var store = StoreScript(indexes: [byFinalizer])
        _ = store.apply(.upsert(object("a@2", "x")))
        let before = store.table.snapshot
        _ = store.apply(.remove(object("a@3", "x")))
        #expect(names(store, "x").isEmpty)
        #expect(before.objects(by: "finalizer", "x").map(\.words) == ["a@2"], "but not for who holds a snapshot")
    }

    @Test("a list moves objects in the indexes, too")
    func lists() {
        var store = StoreScript(indexes: [byFinalizer])
        _ = store.apply(.upsert(object("a@2", "x")))
        _ = store.apply(.upsert(object("b@3", "x")))
        _ = store.apply(.begin)
        _ = store.apply(.stage([object("b@5", "y"), object("c@6", "x", "y")]))
        _ = store.apply(.commit(ResourceVersion("6"), mayGoBack: false))
        #expect(names(store, "x") == ["c"])
        #expect(names(store, "y") == ["b", "c"])
    }

    @Test("indexes with the same values do not mix")
    func severalIndexes() {
        var store = StoreScript(indexes: [byFinalizer, .ownerUID])
        var owned = object("a@2", "x")
        var owner = OwnerReference()
        owner.uid = "x"
        owned.metadata.ownerReferences = [owner]
        _ = store.apply(.upsert(owned))
        _ = store.apply(.upsert(object("b@3", "x")))
        #expect(names(store, "x") == ["a", "b"])
        #expect(store.table.snapshot.keys(by: "owner uid", "x").map(\.name) == ["a"])
    }

    private func names(_ store: StoreScript, _ value: String) -> [String] {
        store.table.snapshot.keys(by: "finalizer", value).map(\.name)
    }
}

/// How often something happened, counted by a closure.
final class Counted: Sendable {
    private let number = Atomic(0)

    var count: Int { number.load(ordering: .relaxed) }

    func increment() {
        number.add(1, ordering: .relaxed)
    }
}
