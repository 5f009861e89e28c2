// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

@testable import KubeServer

@Suite("The objects of a shelf", .tags(.property))
struct SortedObjectsTests {
    private func object(_ key: StorageKey, _ revision: UInt64) -> StoredObject {
        StoredObject(key: key, uid: "", resourceVersion: revision, members: [])
    }

    @Test("runs split and join, and nobody sees it: any writes agree with a sorted list", arguments: Seed.some(4))
    func againstModel(seed: Seed) {
        var random = SeededRandom(seed)
        var objects = SortedObjects()
        var model: [StorageKey: UInt64] = [:]
        for step in 0..<6_000 {
            let namespace = "n\(Int.random(in: 0..<3, using: &random))"
            let key = StorageKey(namespace: namespace, name: "o\(Int.random(in: 0..<2_500, using: &random))")
            // First it grows beyond a few runs, then it shrinks again.
            let grows = Int.random(in: 0..<10, using: &random) < (step < 4_000 ? 9 : 2)
            if grows {
                objects.put(object(key, UInt64(step)))
                model[key] = UInt64(step)
            } else if model.removeValue(forKey: key) != nil {
                objects.remove(key)
            }
            guard step % 500 == 0 else { continue }
            let keys = model.keys.sorted()
            #expect(objects.all.map(\.key) == keys)
            #expect(objects.all.allSatisfy { model[$0.key] == $0.resourceVersion })
            #expect(objects.count == keys.count)
            let inside = keys.filter { $0.namespace == "n1" }
            let start = inside.randomElement(using: &random)
            let (page, remaining) = objects.objects(in: "n1", after: start, limit: 100)
            let expected = inside.filter { key in start.map { $0 < key } ?? true }
            #expect(page.map(\.key) == Array(expected.prefix(100)))
            #expect(remaining == expected.count - page.count)
        }
        for key in model.keys { objects.remove(key) }
        #expect(objects.all.map(\.key) == [])
        #expect(objects.object(at: StorageKey(name: "x")) == nil)
    }

    @Test("a copy keeps what it was")
    func copies() {
        var objects = SortedObjects()
        for number in 0..<2_000 { objects.put(object(StorageKey(name: "\(number)"), 1)) }
        let copy = objects
        for number in 0..<2_000 { objects.put(object(StorageKey(name: "\(number)"), 2)) }
        objects.remove(StorageKey(name: "7"))
        #expect(copy.count == 2_000)
        #expect(copy.all.allSatisfy { $0.resourceVersion == 1 })
    }
}
