// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

@testable import PortolanRouting

@Suite("A hash table")
struct HashTableTests {
    @Test("holds what a dictionary would hold, after any changes", arguments: Seed.some(20))
    func model(_ seed: Seed) throws {
        var random = SeededRandom(seed)
        var model: [String: Int] = [:]
        var table = HashTable<HashedText, Int>()
        for step in 0..<400 {
            let name = "name-\(Int.random(in: 0..<60, using: &random))"
            switch Int.random(in: 0..<4, using: &random) {
            case 0:
                model[name] = nil
                table[HashedText(name)] = nil
            case 1:
                model[name, default: 0] += 1
                table.change(HashedText(name), default: 0) { $0 += 1 }
            default:
                model[name] = step
                table[HashedText(name)] = step
            }
            #expect(table.count == model.count)
        }
        #expect(table.keys.map(\.text).sorted() == model.keys.sorted())
        for number in 0..<60 { #expect(table[HashedText("name-\(number)")] == model["name-\(number)"]) }
        for (name, value) in model { #expect(table[try #require(table.place(of: HashedText(name)))] == value) }
    }

    /// A key whose hash is that of all others.
    private struct Clashing: HashedKey {
        let number: Int
        var hash: UInt64 { 7 }
    }

    @Test("tells keys apart that have the same hash")
    func clashes() {
        var table = HashTable<Clashing, Int>()
        for number in 0..<40 { table[Clashing(number: number)] = number }
        for number in stride(from: 0, to: 40, by: 3) { table[Clashing(number: number)] = nil }
        for number in 0..<40 {
            #expect(table[Clashing(number: number)] == (number.isMultiple(of: 3) ? nil : number))
        }
    }

    @Test("texts of other bytes have other hashes, whatever their length")
    func hashes() {
        let texts = (0..<40).flatMap { length in
            ["a", "b", "ä"].map { String(repeating: "x", count: length) + $0 } + [
                String(repeating: "\0", count: length)
            ]
        }
        let distinct = Set(texts.map { Array($0.utf8) })
        #expect(Set(texts.map { HashedText($0).hash }).count == distinct.count)
        #expect(HashedText("e\u{301}") != HashedText("\u{E9}"), "what means the same is not the same name")
    }
}
