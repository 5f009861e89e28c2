// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

@testable import PortolanRouting

@Suite("Flyte's draw")
struct FlyteDrawTests {
    struct Golden: CustomTestStringConvertible {
        let execution: String
        let bits: UInt32
        /// The picks from the sets A to F, by the last part of the names.
        let picks: String

        var testDescription: String { execution }

        init(_ execution: String, _ bits: UInt32, _ picks: String) {
            self.execution = execution
            self.bits = bits
            self.picks = picks
        }
    }

    static let golden = [
        Golden("a", 0x3F78_93A6, "dp-b dp-c dp-c dp-b dp-2 dp-a"),
        Golden("e", 0x3ED3_D5C9, "dp-a dp-c dp-b dp-b dp-10 Dp-B"),
        Golden("e1", 0x3F2E_5E66, "dp-b dp-c dp-c dp-b dp-2 dp-a"),
        Golden("e22", 0x3EE6_5DAE, "dp-a dp-c dp-b dp-b dp-10 Dp-B"),
        Golden("e3", 0x3F76_C7CD, "dp-b dp-c dp-c dp-b dp-2 dp-a"),
        Golden("exec-0001", 0x3F42_468C, "dp-b dp-c dp-c dp-b dp-2 dp-a"),
        Golden("exec-0002", 0x3E3F_2E19, "dp-a dp-b dp-a dp-b dp-1 Dp-B"),
        Golden("exec-0003", 0x3D2C_7B8F, "dp-a dp-a dp-a dp-b dp-1 Dp-B"),
        Golden("f0c3a1b2d4e5f6a7b8c9", 0x3DEA_4C6D, "dp-a dp-b dp-a dp-b dp-1 Dp-B"),
        Golden("atj2wqkz7x9bq8n5r4cv", 0x3EAF_9A54, "dp-a dp-c dp-b dp-b dp-10 Dp-B"),
        Golden("abc-def", 0x3E24_EF2C, "dp-a dp-b dp-a dp-b dp-1 Dp-B"),
        Golden("z99", 0x3EA6_C732, "dp-a dp-c dp-a dp-b dp-1 Dp-B"),
    ]

    static let sets: [[(name: String, weight: Float)]] = [
        [("dp-a", 0.5), ("dp-b", 0.5)],
        [("dp-a", 0.1), ("dp-b", 0.2), ("dp-c", 0.7)],
        [("dp-a", 0), ("dp-b", 0), ("dp-c", 0)],
        [("dp-a", 0), ("dp-b", 0.25)],
        [("dp-1", 1), ("dp-10", 1), ("dp-2", 1)],
        [("Dp-B", 0.5), ("dp-a", 0.5)],
    ]

    @Test("a name has the draw and the dataplanes that Go computes", arguments: golden)
    func goldenRow(_ row: Golden) throws {
        #expect(FlyteDraw.draw(of: row.execution).bitPattern == row.bits)
        let picks = try Self.sets.map { set in set[try #require(FlyteDraw(set)).pick(row.execution)].name }
        #expect(picks.joined(separator: " ") == row.picks)
        let reversed = try Self.sets.map { set in
            let set = Array(set.reversed())
            return set[try #require(FlyteDraw(set)).pick(row.execution)].name
        }
        #expect(reversed == picks, "the order in which clusters are given says nothing")
    }

    @Test(
        "a draw that rounds to one is drawn again",
        arguments: [
            ("x47662736", 0x3E1B_C988 as UInt32),
            ("x126698903", 0x3DFB_ABF8),
            ("x139835460", 0x3EA8_A124),
            ("ağ", 0x3D2E_81C6),
        ]
    )
    func retry(execution: String, bits: UInt32) {
        #expect(FlyteDraw.draw(of: execution).bitPattern == bits)
    }

    @Test(
        "the factors of a word are powers of Go's multiplier",
        arguments: [
            (333, GoRandom.word333), (606, GoRandom.word606), (332, GoRandom.word332), (605, GoRandom.word605),
        ]
    )
    func factors(index: Int, word: GoRandom.Word) {
        // Go warms its generator up by 20 steps, and takes three for each word.
        let powers = (1...20 + 3 * index + 3).reduce(into: [UInt64(1)]) { powers, _ in
            powers.append((powers.last ?? 0) * 48_271 % GoRandom.modulus)
        }
        #expect([word.first, word.second, word.third] == powers.suffix(3))
    }

    @Test("a seed is reduced as a division does it")
    func reduction() {
        let modulus = Int64(GoRandom.modulus)
        var random = SeededRandom(5)
        var seeds: [Int64] = [.min, .min + 1, -1, 0, 1, .max]
        for multiple in [Int64.min / modulus, -5, -1, 1, 2, 7, Int64.max / modulus] {
            seeds += [multiple * modulus - 1, multiple * modulus, multiple * modulus + 1]
        }
        seeds += (0..<100_000).map { _ in Int64.random(in: .min ... .max, using: &random) }
        for seed in seeds {
            let rest = seed % modulus
            let positive = rest < 0 ? rest + modulus : rest
            #expect(GoRandom.reduced(seed) == (positive == 0 ? 89_482_311 : UInt64(positive)), "\(seed)")
        }
    }

    @Test("500 fleets and names that Go decided are decided alike")
    func vectors() throws {
        let vectors = try FlyteVector.all()
        #expect(vectors.count == 500)
        for vector in vectors {
            let draw = try #require(FlyteDraw(vector.clusters))
            #expect(FlyteDraw.draw(of: vector.execution) == vector.draw, "\(vector.execution)")
            #expect(vector.clusters[draw.pick(vector.execution)].name == vector.pick, "\(vector.execution)")
        }
    }

    @Test("nobody is drawn from nobody")
    func empty() {
        #expect(FlyteDraw([]).map { $0.pick("a") } == nil)
    }
}
