// SPDX-License-Identifier: Apache-2.0

import KubeServer
import TestSupport
import Testing

private let pods = ResourceID(group: "", plural: "pods")
private let jobs = ResourceID(group: "batch", plural: "jobs")

private func key(_ namespace: String, _ name: String) -> StorageKey {
    StorageKey(namespace: namespace, name: name)
}

private func state(_ key: StorageKey, _ text: String) -> (UInt64) -> StoredObject {
    { StoredObject(key: key, uid: "u", resourceVersion: $0, members: Array(text.utf8)) }
}

extension Storage {
    @discardableResult
    fileprivate func put(_ resource: ResourceID, _ key: StorageKey, _ text: String = "") -> UInt64 {
        update(resource, key) { _ in .put(state(key, text)) }?.resourceVersion ?? 0
    }

    @discardableResult
    fileprivate func remove(_ resource: ResourceID, _ key: StorageKey) -> UInt64? {
        update(resource, key) { previous in previous == nil ? .keep : .delete(state(key, "gone")) }?.resourceVersion
    }

    fileprivate func names(_ resource: ResourceID, in namespace: String?, at revision: UInt64? = nil) -> [String]? {
        page(resource, namespace: namespace, at: revision)?.objects.map(\.key.description)
    }
}

extension Storage.News {
    fileprivate var kinds: [Change.Kind]? {
        guard case .changes(let changes, _) = self else { return nil }
        return changes.map(\.kind)
    }

    fileprivate var through: UInt64? {
        guard case .changes(_, let through) = self else { return nil }
        return through
    }
}

@Suite("The storage of the embedded server", .timeLimit(.minutes(1)))
struct StorageTests {
    @Test("one counter of resource versions grows over all resources, and a write that changes nothing leaves it")
    func revisions() {
        let storage = Storage()
        let first = storage.put(pods, key("a", "x"))
        let second = storage.put(jobs, key("a", "x"))
        #expect(second == first + 1)
        #expect(storage.update(pods, key("a", "x")) { _ in .keep }?.resourceVersion == first)
        #expect(storage.remove(pods, key("a", "x")) == second + 1)
        #expect(storage.remove(pods, key("a", "x")) == nil)
        #expect(storage.revision == second + 1)
    }

    @Test("lists are in bytewise order, by namespace and name, and a namespace's list holds no other's")
    func order() {
        let storage = Storage()
        for (namespace, name) in [
            ("b", "a"), ("a", "z"), ("a-b", "m"), ("a", "b"), ("a", "b-1"), ("ab", "c"), ("", "q"),
        ] {
            storage.put(pods, key(namespace, name))
        }
        #expect(storage.names(pods, in: nil) == ["q", "a/b", "a/b-1", "a/z", "a-b/m", "ab/c", "b/a"])
        #expect(storage.names(pods, in: "a") == ["a/b", "a/b-1", "a/z"])
        #expect(storage.names(pods, in: "nowhere") == [])
        #expect(storage.names(jobs, in: nil) == [])
    }

    @Test("the pages of a list are those of one moment, whatever is written between them")
    func consistentPages() throws {
        let storage = Storage()
        for number in 10..<20 { storage.put(pods, key("a", "\(number)")) }
        let first = try #require(storage.page(pods, namespace: nil, limit: 4))
        #expect(first.objects.map(\.key.name) == ["10", "11", "12", "13"])
        #expect(first.remaining == 6)
        storage.remove(pods, key("a", "15"))
        storage.put(pods, key("a", "141"))
        storage.put(pods, key("a", "16"), "changed")
        let last = first.objects.last?.key
        let second = try #require(storage.page(pods, namespace: nil, at: first.revision, after: last, limit: 100))
        #expect(second.objects.map(\.key.name) == ["14", "15", "16", "17", "18", "19"])
        #expect(second.objects[second.objects.startIndex + 2].members.isEmpty)
        #expect(second.revision == first.revision)
        storage.compact()
        #expect(storage.page(pods, namespace: nil, at: first.revision, after: last) == nil)
        #expect(storage.page(pods, namespace: nil, at: storage.revision) != nil)
    }

    @Test("a watch sees each change once and in order, and learns when the history was forgotten")
    func news() {
        let storage = Storage(logLimit: 3)
        let start = storage.revision
        storage.put(pods, key("a", "x"))
        storage.put(pods, key("a", "x"), "2")
        storage.put(jobs, key("a", "j"))
        #expect(storage.news(of: pods, after: start).kinds == [.created, .updated])
        #expect(storage.news(of: pods, after: start, limit: 1).through == start + 1)
        #expect(storage.news(of: pods, after: start).through == storage.revision)
        storage.remove(pods, key("a", "x"))
        storage.put(pods, key("a", "y"))
        #expect(storage.news(of: pods, after: start).kinds == nil)
        #expect(storage.news(of: pods, after: start + 1).kinds == [.updated, .deleted, .created])
    }

    @Test("the history of large objects is shorter, so that it does not fill the memory")
    func largeHistory() {
        let storage = Storage()
        let text = String(repeating: "x", count: 4 << 20)
        let start = storage.revision
        for _ in 0..<20 { storage.put(pods, key("a", "x"), text) }
        #expect(storage.news(of: pods, after: start).kinds == nil)
        #expect(storage.news(of: pods, after: storage.revision - 16).kinds?.count == 16)
    }

    @Test("a deletion is reported with its own resource version and the state before")
    func deletion() throws {
        let storage = Storage()
        let created = storage.put(pods, key("a", "x"), "state")
        let deleted = try #require(storage.remove(pods, key("a", "x")))
        guard case .changes(let changes, _) = storage.news(of: pods, after: created) else {
            Issue.record("the history was forgotten")
            return
        }
        #expect(changes.map(\.resourceVersion) == [deleted])
        #expect(changes.first?.previous?.resourceVersion == created)
    }

    @Test("whoever decided on an outdated state decides again")
    func optimisticConcurrency() {
        let storage = Storage()
        let name = key("a", "x")
        storage.put(pods, name, "0")
        var decisions = 0
        let result = storage.update(pods, name) { previous in
            decisions += 1
            if decisions == 1 { storage.put(pods, name, "from elsewhere") }
            return .put(state(name, String(decoding: previous?.members ?? [], as: UTF8.self) + "!"))
        }
        #expect(decisions == 2)
        #expect(result.map { String(decoding: $0.members, as: UTF8.self) } == "from elsewhere!")
    }

    @Test("a wait ends with a write, with one that came before it, at its deadline, and by cancellation")
    func waiting() async {
        let storage = Storage()
        let never = ContinuousClock.now + .seconds(3_600)
        let start = storage.revision
        async let first: Void = storage.waitForNews(of: pods, after: start, until: never)
        storage.put(pods, key("a", "x"))
        await first
        await storage.waitForNews(of: pods, after: start, until: never)

        let cancelled = Task { await storage.waitForNews(of: jobs, after: start, until: never) }
        cancelled.cancel()
        await cancelled.value

        let deadline = ContinuousClock.now + .seconds(60)
        let late = Task { await storage.waitForNews(of: jobs, after: start, until: deadline) }
        let sweeper = Task {
            while !Task.isCancelled {
                storage.endWaits(before: deadline)
                await Task.yield()
            }
        }
        await late.value
        sweeper.cancel()
    }

    @Test("any history agrees with a naive one, at every moment of it", arguments: Seed.some(8))
    func againstModel(seed: Seed) throws {
        var random = SeededRandom(seed)
        let storage = Storage(logLimit: 40)
        var model: [StorageKey: String] = [:]
        var past: [(revision: UInt64, names: [String])] = []
        for step in 0..<300 {
            let target = key("n\(Int.random(in: 0..<3, using: &random))", "o\(Int.random(in: 0..<9, using: &random))")
            if Bool.random(using: &random) {
                storage.put(pods, target, "\(step)")
                model[target] = "\(step)"
            } else {
                storage.remove(pods, target)
                model[target] = nil
            }
            past.append((storage.revision, model.keys.sorted().map(\.description)))
            #expect(storage.names(pods, in: nil) == past.last?.names)
        }
        for moment in past.suffix(30) {
            #expect(storage.names(pods, in: nil, at: moment.revision) == moment.names)
        }
        let first = try #require(past.first)
        #expect(storage.names(pods, in: nil, at: first.revision) == nil)
    }
}
