// SPDX-License-Identifier: Apache-2.0

import Basics
import TestSupport
import Testing

@Suite("Indexed heap")
struct IndexedHeapTests {
    @Test("keys come out in the order of their priorities")
    func order() {
        var heap = IndexedHeap<String, Int>()
        for (key, priority) in [("c", 3), ("a", 1), ("d", 4), ("b", 2)] {
            heap[key] = priority
        }
        #expect(heap.min?.key == "a" && heap.count == 4)
        heap["d"] = 0
        heap["a"] = 5
        #expect(heap.remove("b") == 2)
        #expect(heap.remove("b") == nil)
        #expect(heap["b"] == nil && heap["c"] == 3)
        var keys: [String] = []
        while let entry = heap.popMin() {
            keys.append(entry.key)
        }
        #expect(keys == ["d", "c", "a"])
        #expect(heap.isEmpty && heap.min == nil)
    }

    @Test("random changes leave what a dictionary would have", .tags(.property), arguments: Seed.some(6))
    func againstDictionary(seed: Seed) {
        var random = SeededRandom(seed)
        var heap = IndexedHeap<Int, Int>()
        var model: [Int: Int] = [:]
        for _ in 0..<4_000 {
            let key = Int.random(in: 0..<80, using: &random)
            switch Int.random(in: 0..<6, using: &random) {
            case 0...2:
                let priority = Int.random(in: 0..<1_000, using: &random)
                heap[key] = priority
                model[key] = priority
            case 3:
                #expect(heap.remove(key) == model.removeValue(forKey: key))
            case 4:
                heap[key] = nil
                model[key] = nil
            default:
                let least = model.values.min()
                let entry = heap.popMin()
                #expect(entry?.priority == least)
                if let entry {
                    #expect(model.removeValue(forKey: entry.key) == entry.priority)
                }
            }
            #expect(heap.count == model.count)
            #expect(heap.min?.priority == model.values.min())
            #expect(heap[key] == model[key])
        }
    }
}
