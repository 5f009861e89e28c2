// SPDX-License-Identifier: Apache-2.0

/// What a scalar stands for in Kubernetes' YAML.
///
/// These are the rules of go-yaml v2, which `kubectl` reads manifests with: YAML 1.1 with its many booleans and
/// its octal numbers, without its sexagesimal numbers, and with Go's idea of how an integer is written.
enum ScalarMeaning: Equatable {
    case null
    case bool(Bool)
    case integer(Int64)
    /// An integer that only fits without a sign.
    case unsigned(UInt64)
    /// A number with a fraction or an exponent, or an integer too long for 64 bits, as JSON writes it.
    case decimal(String)
    /// `.inf`, `-.inf` or `.nan`: YAML can say them, JSON cannot.
    case infinite(String)
    /// A date: JSON takes it as a string, other readers of YAML do not.
    case timestamp(String)
    case string(String)
}

extension ScalarMeaning {
    /// What a text without quotes and without a tag stands for.
    init(plain text: String) {
        let bytes = text.utf8
        guard let first = bytes.first else {
            self = .null
            return
        }
        self =
            switch first {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "+"):
                Self(word: text) ?? Self(digits: text) ?? .string(text)
            case UInt8(ascii: "."):
                Self(word: text) ?? NumberSyntax.fraction(text).map(ScalarMeaning.decimal) ?? .string(text)
            default:
                Self(word: text) ?? .string(text)
            }
    }

    /// A text that begins like a number.
    private init?(digits text: String) {
        if TimestampSyntax.matches(text) {
            self = .timestamp(text)
            return
        }
        // Go's YAML ignores underscores wherever they stand in a number.
        let plain = text.utf8.contains(UInt8(ascii: "_")) ? text.filter { $0 != "_" } : text
        switch NumberSyntax.integer(plain) {
        case .signed(let value): self = .integer(value)
        case .unsigned(let value): self = .unsigned(value)
        case nil:
            guard let literal = NumberSyntax.decimal(plain) else { return nil }
            self = .decimal(literal)
        }
    }

    /// A text that stands for something as a whole.
    private init?(word: String) {
        // No such word is longer, and most strings are.
        guard word.utf8.count <= 5 else { return nil }
        switch word {
        case "y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON": self = .bool(true)
        case "n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF": self = .bool(false)
        case "~", "null", "Null", "NULL": self = .null
        case ".nan", ".NaN", ".NAN": self = .infinite(".nan")
        case ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF": self = .infinite(".inf")
        case "-.inf", "-.Inf", "-.INF": self = .infinite("-.inf")
        default: return nil
        }
    }
}
