// SPDX-License-Identifier: Apache-2.0

internal import Basics

/// Names of executions: such as Flyte makes, and such as it has never seen.
enum FreshNames {
    private static let alphabet = Array("abcdefghijklmnopqrstuvwxyz0123456789")

    /// A name as Flyte makes it, the same for a number each time.
    static func generated(_ number: Int) -> String {
        var random = SplitMix64(seed: UInt64(number))
        return generated(using: &random)
    }

    private static func generated(using random: inout SplitMix64) -> String {
        "a" + String((0..<19).map { _ in alphabet[Int.random(in: 0..<alphabet.count, using: &random)] })
    }

    /// A name of one of several shapes, without tabs and line feeds: short and long, plain and not.
    static func any(using random: inout SplitMix64) -> String {
        switch Int.random(in: 0..<8, using: &random) {
        case 0, 1: return generated(using: &random)
        case 2: return "exec-\(UInt16.random(in: 0 ... .max, using: &random))"
        case 3: return "x\(UInt64.random(in: 0 ... .max, using: &random))"
        case 4: return text(1...2, using: &random)
        case 5: return text(3...40, using: &random)
        case 6:
            return [" ", "\u{200B}", "\u{FEFF}", "e\u{301}", "\u{E9}", "\u{1F468}\u{200D}\u{1F469}"]
                .map { Bool.random(using: &random) ? $0 : "" }.joined() + "-"
        default: return text(200...2_000, using: &random)
        }
    }

    /// Any characters that there are.
    private static func text(_ length: ClosedRange<Int>, using random: inout SplitMix64) -> String {
        var text = String.UnicodeScalarView()
        for _ in 0..<Int.random(in: length, using: &random) {
            let limit: UInt32 = [0x7F, 0x7FF, 0xFFFF, 0x10FFFF][Int.random(in: 0..<4, using: &random)]
            // What is no scalar, such as half of a surrogate pair, becomes one that is.
            text.append(Unicode.Scalar(UInt32.random(in: 0x21...limit, using: &random)) ?? "\u{FFFD}")
        }
        return String(text)
    }
}
