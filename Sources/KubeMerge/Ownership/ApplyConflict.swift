// SPDX-License-Identifier: Apache-2.0

/// A field that an intent changes and that somebody else owns.
package struct ApplyConflict: Sendable, Equatable {
    /// Who owns the field.
    package let manager: ManagerID
    package let path: FieldSet.Path

    /// The reason of the cause in a `Status`.
    package static let reason = "FieldManagerConflict"

    /// The field of the cause in a `Status`: `.spec.replicas`.
    package var field: String { path.fieldDescription }

    /// The message of the cause in a `Status`.
    package var message: String { "conflict with \(manager)" }
}

extension MergeError {
    /// The failure of an intent that changes what others own.
    static func conflicts(_ conflicts: [ApplyConflict]) -> MergeError {
        var error = MergeError(.conflict, message(of: conflicts))
        error.conflicts = conflicts
        return error
    }

    private static func message(of conflicts: [ApplyConflict]) -> String {
        if let only = conflicts.first, conflicts.count == 1 {
            return "Apply failed with 1 conflict: \(only.message): \(only.field)"
        }
        var lines: [String] = []
        var last: ManagerID?
        for conflict in conflicts {
            if conflict.manager != last { lines.append("conflicts with \(conflict.manager):") }
            last = conflict.manager
            lines.append("- \(conflict.field)")
        }
        return "Apply failed with \(conflicts.count) conflicts: \(lines.joined(separator: "\n"))"
    }
}
