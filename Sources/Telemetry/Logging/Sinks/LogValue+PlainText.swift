// SPDX-License-Identifier: Apache-2.0

import Basics

extension LogValue {
    /// The value as text that is not yet fit for a terminal: it may contain anything.
    var plainText: String {
        switch self {
        case .string(let text): text
        case .integer(let number): number.description
        case .unsigned(let number): number.description
        case .double(let number): number.description
        case .bool(let flag): flag.description
        case .duration(let duration): duration.readable
        case .time(let time): time.formatted()
        case .list(let values): "[" + values.map(\.plainText).joined(separator: " ") + "]"
        case .redacted: Secret<String>.redaction
        case .null: "null"
        }
    }
}
