// SPDX-License-Identifier: Apache-2.0

import KubeRuntime
import TestSupport
import Testing

@Suite("A sorted map against a dictionary", .tags(.property))
struct SortedMapTests {
    @Test("random operations do the same to both, and snapshots stay what they were", arguments: Seed.some(20))
    func randomOperations(_ seed: Seed) {
        var random = SeededRandom(seed)
        var map = SortedMap<Int, Int>()
        var model: [Int: Int] = [:]
        var snapshots: [(map: SortedMap<Int, Int>, model: [Int: Int])] = []
        // Phases of growing and of shrinking, so that nodes are split and merged on all levels.
        for step in 0..<6_000 {
            let key = Int.random(in: 0..<1_500, using: &random)
            let isGrowing = step / 1_500 % 2 == 0
            if Int.random(in: 0..<10, using: &random) < (isGrowing ? 8 : 1) {
                #expect(map.set(step, for: key) == model.updateValue(step, forKey: key))
            } else {
                #expect(map.removeValue(for: key) == model.removeValue(forKey: key))
            }
            if step % 700 == 0 { snapshots.append((map, model)) }
        }
        snapshots.append((map, model))
        for (map, model) in snapshots { check(map, model) }
    }

    private func check(_ map: SortedMap<Int, Int>, _ model: [Int: Int]) {
        let expected = model.sorted { $0.key < $1.key }
        #expect(map.count == expected.count)
        #expect(map.map(\.key) == expected.map(\.key))
        #expect(map.map(\.value) == expected.map(\.value))
        for key in stride(from: -1, to: 1_501, by: 197) {
            #expect(map[key] == model[key])
            #expect(map.entries(from: key).map(\.key) == expected.map(\.key).filter { $0 >= key })
        }
    }

    @Test("an empty map, and one that became empty")
    func empty() {
        var map = SortedMap<Int, Int>()
        #expect(map.isEmpty && map.first == nil && map[1] == nil)
        for key in 0..<200 { map[key] = key }
        #expect(map.first?.key == 0)
        for key in 0..<200 { map[key] = nil }
        #expect(map.isEmpty && map.first == nil)
        #expect(map.entries(from: 0).map(\.key).isEmpty)
        map[7] = 7
        #expect(map.map(\.key) == [7])
    }
}
