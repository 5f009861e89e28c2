// SPDX-License-Identifier: Apache-2.0

/// A word of a rule, and where it stands.
struct CELToken: Equatable {
    enum Kind: Equatable {
        case integer(Int64)
        case unsigned(UInt64)
        case double(Double)
        case string(String)
        case identifier(String)
        case symbol(String)
        case end
    }

    let kind: Kind
    /// The column of its first character, counted from 1.
    let column: Int

    /// How an error names it.
    var text: String {
        switch kind {
        case .integer(let value): "\(value)"
        case .unsigned(let value): "\(value)u"
        case .double(let value): "\(value)"
        case .string(let value): "\"\(value)\""
        case .identifier(let name): name
        case .symbol(let symbol): symbol
        case .end: "<EOF>"
        }
    }
}
