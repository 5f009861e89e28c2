// SPDX-License-Identifier: Apache-2.0

/// A value that prints as `<redacted>` whatever one does with it.
///
/// Descriptions, string interpolation, `dump` and `Mirror` see nothing, nor do those of a value that holds a secret.
/// It is deliberately not `Codable`, not `Hashable` and not a literal. The one way to the value is ``exposed``, so that
/// a search for that word finds every place where a secret leaves its cover.
package struct Secret<Value: Sendable>: Sendable {
    /// The value itself, not to be kept longer than the call that needs it.
    package let exposed: Value

    package init(_ value: Value) {
        exposed = value
    }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomLeafReflectable {
    /// What stands in the place of every secret.
    package static var redaction: String { "<redacted>" }

    package var description: String { Self.redaction }

    package var debugDescription: String { Self.redaction }

    package var customMirror: Mirror { Mirror(self, children: [], displayStyle: .struct) }
}

extension Secret: Equatable where Value: ConstantTimeEquatable {
    package static func == (left: Secret, right: Secret) -> Bool {
        Value.isEqualInConstantTime(left.exposed, right.exposed)
    }
}

/// What can be compared without telling, by the time it takes, where two values differ.
package protocol ConstantTimeEquatable {
    /// Whether two values are the same, in a time that depends on their lengths only.
    static func isEqualInConstantTime(_ left: Self, _ right: Self) -> Bool
}

extension [UInt8]: ConstantTimeEquatable {
    package static func isEqualInConstantTime(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        guard left.count == right.count else { return false }
        var difference: UInt8 = 0
        for index in left.indices {
            difference |= left[index] ^ right[index]
        }
        return difference == 0
    }
}

extension String: ConstantTimeEquatable {
    package static func isEqualInConstantTime(_ left: String, _ right: String) -> Bool {
        [UInt8].isEqualInConstantTime(Array(left.utf8), Array(right.utf8))
    }
}
