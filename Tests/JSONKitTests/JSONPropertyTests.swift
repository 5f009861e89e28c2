// SPDX-License-Identifier: Apache-2.0

import JSONKit
import Testing

/// A generator whose numbers follow from its seed (SplitMix64), so that a failure can be repeated.
private struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    mutating func string() -> String {
        let alphabet: [Unicode.Scalar] = [
            "a", "b", "Z", "0", " ", "\"", "\\", "/", "\n", "\u{0}", "\u{1F}", "\u{7F}", "\u{E9}", "\u{301}",
            "\u{2028}",
            "\u{20AC}", "\u{FFFF}", "\u{1D11E}", "~", "-",
        ]
        var scalars = String.UnicodeScalarView()
        for _ in 0..<Int.random(in: 0...40, using: &self) {
            scalars.append(alphabet[Int.random(in: 0..<alphabet.count, using: &self)])
        }
        return String(scalars)
    }

    mutating func number() -> JSONNumber {
        switch Int.random(in: 0..<5, using: &self) {
        case 0: JSONNumber(Int64(truncatingIfNeeded: next()))
        case 1: JSONNumber(next())
        case 2: JSONNumber(Int.random(in: -1000...1000, using: &self))
        case 3: JSONNumber(Double.random(in: -1000...1000, using: &self)) ?? JSONNumber(0)
        default: JSONNumber(Double(bitPattern: next())) ?? JSONNumber(0)
        }
    }

    mutating func value(depth: Int = 0) -> JSONValue {
        switch Int.random(in: 0..<(depth < 4 ? 9 : 5), using: &self) {
        case 0: return .null
        case 1: return .bool(Bool.random(using: &self))
        case 2: return .number(number())
        case 3, 4: return .string(string())
        case 5, 6:
            return .array((0..<Int.random(in: 0...4, using: &self)).map { _ in value(depth: depth + 1) })
        default:
            var object = JSONObject()
            // Now and then an object is large enough to have an index.
            let count = Int.random(in: 0...9, using: &self) == 0 ? 20 : Int.random(in: 0...3, using: &self)
            for _ in 0..<count { object[string()] = value(depth: depth + 1) }
            return .object(object)
        }
    }
}

@Suite("For random documents")
struct JSONPropertyTests {
    static let styles = [JSONStyle.compact, .pretty, .sortedKeys, JSONStyle(indent: 1, sortsKeys: true)]

    @Test("what is written is read back equal, in every style", arguments: 0..<20 as Range<UInt64>)
    func roundTrip(seed: UInt64) throws {
        var generator = SeededGenerator(state: seed)
        for _ in 0..<20 {
            let value = generator.value()
            for style in Self.styles {
                let written = value.serialized(style)
                let read = try JSONValue(parsing: written)
                #expect(read == value, "seed \(seed)")
                #expect(read.hashValue == value.hashValue, "seed \(seed)")
                #expect(read.serialized(style) == written, "seed \(seed)")
                _ = try SkippedValue(parsing: written)
                _ = try WalkedValue(parsing: written)
            }
        }
    }

    @Test("the ways of reading agree on whatever bytes there are", arguments: 0..<20 as Range<UInt64>)
    func mutations(seed: UInt64) {
        var generator = SeededGenerator(state: seed &+ 1_000_000)
        for _ in 0..<10 {
            let original = generator.value().serialized(Self.styles[Int(seed) % 2])
            for _ in 0..<60 {
                var bytes = original
                for _ in 0..<Int.random(in: 1...3, using: &generator) { mutate(&bytes, using: &generator) }
                let accepted = JSONTestSuiteTests.isAccepted(bytes)
                #expect(Set(accepted).count == 1, "seed \(seed): \(bytes)")
                #expect(
                    accepted[0] == false || String(validating: bytes, as: UTF8.self) != nil,
                    "seed \(seed): \(bytes)"
                )
            }
        }
    }

    private func mutate(_ bytes: inout [UInt8], using generator: inout SeededGenerator) {
        let structure = Array(#"{}[]",:\/u0123456789abcdefeE+-. tfn"#.utf8) + [0x00, 0x80, 0xC3, 0xED, 0xF4, 0xFF]
        let byte = structure[Int.random(in: 0..<structure.count, using: &generator)]
        let place = Int.random(in: 0..<max(bytes.count, 1), using: &generator)
        switch Int.random(in: 0..<4, using: &generator) {
        case 0 where !bytes.isEmpty: bytes[place] = byte
        case 1 where !bytes.isEmpty: bytes.remove(at: place)
        case 2 where !bytes.isEmpty: bytes.removeSubrange(place...)
        default: bytes.insert(byte, at: min(place, bytes.count))
        }
    }
}
