// SPDX-License-Identifier: Apache-2.0

internal import HTTPCore

/// How something is written.
package struct WriteOptions: Sendable, Hashable {
    /// What the server does with fields that it does not know or that occur twice.
    package enum FieldValidation: String, Sendable {
        /// Drops them.
        case ignore = "Ignore"
        /// Drops them and says so in the header `Warning`.
        case warn = "Warn"
        /// Refuses the object.
        case strict = "Strict"
    }

    /// Who writes, for `metadata.managedFields`.
    package var fieldManager: String?
    /// Whether the server only says what it would do.
    package var isDryRun = false
    /// nil for what the server does by itself, which is to warn.
    package var fieldValidation: FieldValidation?

    /// Writing in earnest, in the name of a manager or of the program that the server sees.
    package init(fieldManager: String? = nil) {
        self.fieldManager = fieldManager
    }

    var query: HTTPQuery {
        var query = HTTPQuery()
        if isDryRun { query.append("dryRun", "All") }
        if let fieldManager { query.append("fieldManager", fieldManager) }
        if let fieldValidation { query.append("fieldValidation", fieldValidation.rawValue) }
        return query
    }
}

/// How an intent is applied (server-side apply).
package struct ApplyOptions: Sendable, Hashable {
    /// In whose name; one name for each controller and purpose, for ever: fields of a name that is not used any more
    /// belong to nobody who could remove them.
    package var fieldManager: String
    /// Whether fields of other managers are taken from them.
    package var isForced = false
    /// Whether the server only says what it would do.
    package var isDryRun = false
    /// nil for what the server does by itself, which is to warn.
    package var fieldValidation: WriteOptions.FieldValidation?

    /// An intent of a manager; controllers force what they own.
    package init(fieldManager: String, isForced: Bool = false) {
        self.fieldManager = fieldManager
        self.isForced = isForced
    }

    var query: HTTPQuery {
        var options = WriteOptions(fieldManager: fieldManager)
        options.isDryRun = isDryRun
        options.fieldValidation = fieldValidation
        var query = options.query
        if isForced { query.append("force", "true") }
        return query
    }
}
