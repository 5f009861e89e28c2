// SPDX-License-Identifier: Apache-2.0

import KubeCore
import KubeRuntime
import TestSupport
import Testing

@Suite("The content of a store", .tags(.machine))
struct ObjectTableTests {
    @Test("28: what a list does not mention is reported as deleted, with the last state that was seen")
    func missedDeletions() {
        var store = StoreScript.synced("a@1", "b@2", "c@3")
        #expect(store.list(["b@2", "d@12"], version: "20") == ["-a@1 or later", "-c@3 or later", "+d@12"])
        #expect(store.content == ["b@2", "d@12"])
    }

    @Test("28: what a list shows changed is an update, and what it shows unchanged is nothing")
    func replacedContent() {
        var store = StoreScript.synced("a@1", "b@2")
        #expect(store.list(["a@1", "b@15"], version: "20") == ["b@2 > b@15"])
    }

    @Test("29: what was added and deleted before the first list was complete never was")
    func noPhantom() {
        var store = StoreScript()
        _ = store.apply(.begin)
        _ = store.apply(.stage([PartialObject(sample: "a@7")]))
        _ = store.apply(.unstage(PartialObject(sample: "a@9")))
        #expect(store.apply(.commit(ResourceVersion("9"), mayGoBack: true)).isEmpty)
        #expect(store.remove("a@12").isEmpty)
        #expect(store.content.isEmpty)
    }

    @Test("30: an object that was deleted and made again is another one, whether the deletion was seen or not")
    func recreated() {
        var store = StoreScript.synced("a@1#first", "b@2#first")
        #expect(store.upsert("a@11#second") == ["a@1 >> a@11"])
        #expect(store.list(["a@11#second", "b@15#second"], version: "20") == ["b@2 >> b@15"])
        #expect(store.remove("b@21#third") == ["-b@15 or later"])
    }

    @Test("32: readers see the state before a list or behind it, and never one in between")
    func atomicLists() {
        var store = StoreScript.synced("a@1", "b@2")
        let before = store.table.snapshot
        _ = store.apply(.begin)
        for object in ["c@11", "d@12"] {
            _ = store.apply(.stage([PartialObject(sample: object)]))
            #expect(store.content == ["a@1", "b@2"])
            #expect(store.version == "10")
        }
        _ = store.apply(.commit(ResourceVersion("12"), mayGoBack: false))
        #expect(store.content == ["c@11", "d@12"])
        #expect(before.all.map(\.words) == ["a@1", "b@2"], "and what they hold does not change")
    }

    @Test("32: a list that is given up changes nothing")
    func discarded() {
        var store = StoreScript.synced("a@1")
        _ = store.apply(.begin)
        _ = store.apply(.stage([PartialObject(sample: "b@11")]))
        _ = store.apply(.discard)
        #expect(store.apply(.commit(ResourceVersion("12"), mayGoBack: false)).isEmpty)
        #expect(store.content == ["a@1"])
        #expect(store.list(["c@13"], version: "13") == ["-a@1 or later", "+c@13"], "and is not mixed with the next")
    }

    @Test("33: what nobody reads is dropped from events, pages and streamed lists alike, and once is enough")
    func transform() {
        let dropLabels: @Sendable (inout PartialObject) -> Void = { $0.metadata.labels = [:] }
        var object = PartialObject(sample: "a@1")
        object.metadata.labels = ["app": "x"]
        var store = StoreScript(transform: dropLabels)
        _ = store.apply(.begin)
        _ = store.apply(.stage([object]))
        _ = store.apply(.commit(ResourceVersion("1"), mayGoBack: true))
        #expect(store.table.snapshot[object.key]?.metadata.labels == [:])
        object.metadata.resourceVersion = ResourceVersion("2")
        let changes = store.table.apply(.upsert(object))
        #expect(changes.first?.new?.metadata.labels == [:])
        #expect(changes.first?.old?.metadata.labels == [:])
        object.metadata.resourceVersion = ResourceVersion("3")
        #expect(store.table.apply(.remove(object)).first?.old?.metadata.labels == [:])
    }

    @Test("34: the version follows events, lists and bookmarks, and never goes back")
    func version() {
        var store = StoreScript()
        #expect(!store.table.snapshot.isSynced)
        _ = store.list([], version: "10")
        #expect(store.table.snapshot.isSynced)
        _ = store.upsert("a@12")
        #expect(store.version == "12")
        _ = store.apply(.advance(ResourceVersion("20")))
        _ = store.upsert("b@15")
        #expect(store.version == "20")
        _ = store.apply(.advance(ResourceVersion("9")))
        #expect(store.version == "20")
        _ = store.remove("a@23")
        #expect(store.version == "23")
        _ = store.remove("a@24")
        #expect(store.version == "24", "the deletion of something unknown counts as well")
    }

    @Test("34: a list from before what is known is not believed, unless it comes from the database itself")
    func olderList() {
        var store = StoreScript.synced("a@8", version: "10")
        #expect(store.list(["b@2"], version: "9").isEmpty)
        #expect(store.content == ["a@8"])
        #expect(store.list(["b@2"], version: "9", mayGoBack: true) == ["-a@8 or later", "+b@2"])
        #expect(store.version == "9")
    }

    @Test("an event from before what is known of its object is ignored")
    func outOfOrder() {
        var store = StoreScript.synced("a@8", version: "10")
        _ = store.upsert("a@12")
        #expect(store.upsert("a@11").isEmpty)
        #expect(store.remove("a@11").isEmpty)
        #expect(store.content == ["a@12"])
        _ = store.remove("a@13")
        #expect(store.upsert("a@12").isEmpty, "and does not bring back what was deleted")
        #expect(store.content.isEmpty)
    }

    @Test("versions that cannot be compared are taken as they come")
    func opaqueVersions() {
        var store = StoreScript.synced("a@x", version: "y")
        #expect(store.upsert("a@b") == ["a@x > a@b"])
        #expect(store.version == "b")
    }

    @Test("what a list shows unchanged is not kept twice")
    func sharing() {
        let transformed = Counted()
        var store = StoreScript { _ in transformed.increment() }
        _ = store.list(["a@1", "b@2"], version: "10")
        #expect(transformed.count == 2)
        _ = store.list(["a@1", "b@11", "c@12"], version: "20")
        #expect(transformed.count == 4, "the object that is the same was dropped at once")
    }

    @Test("the objects of a namespace, all objects and all keys come in the order of their keys")
    func order() {
        var store = StoreScript.synced("b@2", "a@1")
        var object = PartialObject(sample: "c@11")
        object.metadata.namespace = "another"
        _ = store.apply(.upsert(object))
        let snapshot = store.table.snapshot
        #expect(snapshot.keys.map(\.description) == ["another/c", "default/a", "default/b"])
        #expect(snapshot.objects(in: "default").map(\.words) == ["a@1", "b@2"])
        #expect(snapshot.objects(in: "nowhere").map(\.words).isEmpty)
        #expect(snapshot.count == 3)
    }

    @Test("38: an object of the cluster is found by a reference with a namespace, and not the reverse")
    func clusterScope() {
        var store = StoreScript.synced("a@1")
        var node = PartialObject(sample: "node@11")
        node.metadata.namespace = nil
        _ = store.apply(.upsert(node))
        let snapshot = store.table.snapshot
        #expect(snapshot.object(referredToBy: ObjectKey(namespace: "default", name: "node"))?.words == "node@11")
        #expect(snapshot.object(referredToBy: ObjectKey(namespace: "default", name: "a"))?.words == "a@1")
        #expect(snapshot.object(referredToBy: ObjectKey(name: "a")) == nil)
    }
}
