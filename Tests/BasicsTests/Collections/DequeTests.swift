// SPDX-License-Identifier: Apache-2.0

import Basics
import TestSupport
import Testing

@Suite("Deque")
struct DequeTests {
    @Test("what is random at both ends is what an array would be", .tags(.property), arguments: Seed.some(6))
    func againstArray(seed: Seed) {
        var random = SeededRandom(seed)
        var deque = Deque<Int>()
        var model: [Int] = []
        for step in 0..<3_000 {
            // Phases of growth and of shrinking, so that the ring wraps and empties.
            let isGrowing = step / 200 % 2 == 0
            switch Int.random(in: 0..<10, using: &random) {
            case 0..<(isGrowing ? 4 : 2):
                deque.append(step)
                model.append(step)
            case 0..<(isGrowing ? 8 : 4):
                deque.prepend(step)
                model.insert(step, at: 0)
            case 0..<9 where Bool.random(using: &random):
                #expect(deque.popFirst() == (model.isEmpty ? nil : model.removeFirst()))
            case 0..<9:
                #expect(deque.popLast() == model.popLast())
            default:
                guard let index = model.indices.randomElement(using: &random) else { continue }
                deque[index] = -step
                model[index] = -step
            }
            #expect(deque.count == model.count)
            #expect(deque.elementsEqual(model))
        }
    }

    final class Token: Sendable {}

    @Test("an element that was removed is not kept alive")
    func releases() {
        var deque = Deque<Token>(minimumCapacity: 8)
        weak var first: Token?
        weak var last: Token?
        do {
            let tokens = [Token(), Token(), Token()]
            first = tokens[0]
            last = tokens[2]
            for token in tokens {
                deque.append(token)
            }
        }
        #expect(first != nil && last != nil)
        _ = deque.popFirst()
        _ = deque.popLast()
        #expect(first == nil && last == nil)
        #expect(deque.count == 1)
    }

    @Test("a queue in balance does not grow")
    func steady() {
        var deque = Deque(0..<4)
        let capacity = deque.capacity
        for number in 4..<10_000 {
            _ = deque.popFirst()
            deque.append(number)
        }
        #expect(deque.capacity == capacity)
        #expect(deque == [9_996, 9_997, 9_998, 9_999])
    }

    @Test("elements are removed by a condition, and all of them")
    func removal() {
        var deque: Deque = [3, 4, 5, 6]
        deque.prepend(2)
        deque.removeAll { $0.isMultiple(of: 2) }
        #expect(deque == [3, 5])
        #expect(deque.description == "[3, 5]")
        deque.removeAll()
        #expect(deque.isEmpty && deque.popFirst() == nil && deque.popLast() == nil)
    }
}
