// SPDX-License-Identifier: Apache-2.0

/// Whether an access is allowed, and what is to be said about it.
package struct AccessDecision: Sendable, Equatable {
    package let isAllowed: Bool
    /// By which rule it is allowed, or what kept the rules from being found; often empty.
    package let reason: String

    /// It may be done.
    package static func allowed(_ reason: String = "") -> AccessDecision {
        AccessDecision(isAllowed: true, reason: reason)
    }

    /// No rule says that it may be done.
    package static func refused(_ reason: String = "") -> AccessDecision {
        AccessDecision(isAllowed: false, reason: reason)
    }
}
