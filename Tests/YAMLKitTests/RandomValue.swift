// SPDX-License-Identifier: Apache-2.0

import JSONKit
import TestSupport

/// Values whose strings are made of what is hard to write in YAML.
struct RandomValue {
    private static let fragments = [
        "a", "key", "two words", "yes", "no", "~", "null", "1", "0x1f", "1e3", ".5", "-", "- ", "? ", ": ", ":", "#",
        " #",
        " ", "  ", "\n", "\n\n", "\t", "\r", "'", "\"", "\\", "{", "}", "[", "]", ",", "&", "*", "!", "|", ">", "%",
        "@",
        "`", "---", "...", "<<", "=", "é", "日本", "🙂", "\u{A0}", "\u{85}", "\u{2028}", "\u{0}", "\u{1B}", "\u{7F}",
        "\u{FEFF}", "\u{FFFF}", "2001-01-01", "12:30", String(repeating: "x", count: 60),
    ]

    private var random: SeededRandom

    init(_ seed: Seed) {
        random = SeededRandom(seed)
    }

    mutating func value(depth: Int) -> JSONValue {
        switch Int.random(in: 0..<(depth > 0 ? 10 : 6), using: &random) {
        case 0: scalar()
        case 1: .number(number())
        case 2...5: .string(string())
        case 6, 7: .array((0..<Int.random(in: 0...4, using: &random)).map { _ in value(depth: depth - 1) })
        default: .object(object(depth: depth - 1))
        }
    }

    private mutating func object(depth: Int) -> JSONObject {
        var object = JSONObject()
        for _ in 0..<Int.random(in: 0...4, using: &random) {
            object[string()] = value(depth: depth)
        }
        return object
    }

    private mutating func scalar() -> JSONValue {
        [.null, .bool(true), .bool(false)].randomElement(using: &random) ?? .null
    }

    private mutating func number() -> JSONNumber {
        let bits = random.next()
        switch bits % 3 {
        case 0: return JSONNumber(Int64(bitPattern: random.next()))
        case 1: return JSONNumber(Int64(bits % 2000) - 1000)
        default: return JSONNumber(Double(bitPattern: random.next())) ?? JSONNumber(Int64(0))
        }
    }

    private mutating func string() -> String {
        (0..<Int.random(in: 0...5, using: &random))
            .map { _ in Self.fragments.randomElement(using: &random) ?? "" }
            .joined()
    }
}
