// SPDX-License-Identifier: Apache-2.0

/// Something in Flyte's configuration that a person should look at.
package struct FlyteFinding: Sendable, Hashable, CustomStringConvertible {
    /// How much it matters.
    package enum Weight: String, Sendable, Hashable {
        /// It does not mean what it seems to, or cannot be taken over as it is.
        case warning
        /// It is taken over, and something remains to be done.
        case note
    }

    /// How much it matters.
    package let weight: Weight
    /// Where it is: a field, or a file.
    package let place: String
    /// What is the matter.
    package let message: String

    static func warning(_ place: String, _ message: String) -> FlyteFinding {
        FlyteFinding(weight: .warning, place: place, message: message)
    }

    static func note(_ place: String, _ message: String) -> FlyteFinding {
        FlyteFinding(weight: .note, place: place, message: message)
    }

    package var description: String { "\(weight.rawValue): \(place): \(message)" }
}
