// SPDX-License-Identifier: Apache-2.0

internal import KubeCore

/// What is said of one thing that is observed of a dataplane.
struct DataplaneFinding: Equatable {
    let status: Condition.Status
    let reason: String
    let message: String

    static func holds(_ reason: String, _ message: String = "") -> Self {
        Self(status: .yes, reason: reason, message: message)
    }

    static func fails(_ reason: String, _ message: String) -> Self {
        Self(status: .no, reason: reason, message: message)
    }

    static func unknown(_ reason: String, _ message: String = "") -> Self {
        Self(status: .unknown, reason: reason, message: message)
    }

    init(status: Condition.Status, reason: String, message: String) {
        self.status = status
        self.reason = reason
        self.message = message
    }

    /// What was found the last time.
    init(_ condition: Condition) {
        self.init(status: condition.status, reason: condition.reason, message: condition.message)
    }
}

extension [DataplaneFinding] {
    /// What keeps all of them from holding: what is known to be wrong before what is not known; nil when all hold.
    var obstacle: DataplaneFinding? { first { $0.status == .no } ?? first { $0.status != .yes } }
}
