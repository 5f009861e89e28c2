// SPDX-License-Identifier: Apache-2.0

import CommandLineKit
import Testing

@Suite
struct SpellingTests {
    struct Distance: CustomTestStringConvertible {
        let first: String
        let second: String
        let distance: Int

        init(_ first: String, _ second: String, _ distance: Int) {
            self.first = first
            self.second = second
            self.distance = distance
        }

        var testDescription: String { "from '\(first)' to '\(second)' it takes \(distance)" }
    }

    static let distances = [
        Distance("", "", 0),
        Distance("", "abc", 3),
        Distance("abc", "", 3),
        Distance("route", "route", 0),
        Distance("route", "routes", 1),
        Distance("route", "rout", 1),
        Distance("route", "rouge", 1),
        Distance("route", "ruote", 1),
        Distance("ab", "ba", 1),
        Distance("ca", "abc", 3),
        Distance("kitten", "sitting", 3),
        Distance("éa", "aé", 1),
    ]

    @Test("the distance counts insertions, removals, replacements and swaps", arguments: distances)
    func distance(row: Distance) {
        #expect(Spelling(row.first).distance(to: row.second) == row.distance)
        #expect(Spelling(row.second).distance(to: row.first) == row.distance)
    }

    @Test("the nearest candidates are suggested, and only those that are near")
    func closest() {
        let commands = ["create", "delete", "list", "route", "explain", "version"]
        #expect(Spelling("craete").closest(in: commands) == ["create"])
        #expect(Spelling("exp").closest(in: commands) == ["explain"])
        #expect(Spelling("lst").closest(in: commands) == ["list"])
        #expect(Spelling("apply").closest(in: commands).isEmpty)
        #expect(Spelling("x").closest(in: commands).isEmpty)
        #expect(Spelling("").closest(in: commands).isEmpty)
    }

    @Test("candidates that are equally near are all suggested, up to three")
    func ties() {
        #expect(Spelling("bot").closest(in: ["boat", "boot", "bolt", "both", "ship"]) == ["boat", "boot", "bolt"])
    }
}
