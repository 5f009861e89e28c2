// SPDX-License-Identifier: Apache-2.0

/// Fields that belong to everything which a task and its child tasks log, such as the id of a request.
package enum LogContext {
    /// The fields of the present task.
    @TaskLocal package static var fields = LogFields()

    /// The name of the field that holds the id of a request.
    package static let requestKey = "request"

    /// The id of the request that the present task works on.
    package static var requestID: String? {
        guard case .string(let id) = fields[requestKey] else { return nil }
        return id
    }

    /// Runs an operation whose log lines have these fields, besides those that they have already.
    package static func with<Success>(
        _ fields: LogFields,
        _ operation: () async throws -> Success
    ) async rethrows -> Success {
        try await $fields.withValue(merged(with: fields), operation: operation)
    }

    /// Runs an operation whose log lines have these fields, besides those that they have already.
    package static func with<Success>(_ fields: LogFields, _ operation: () throws -> Success) rethrows -> Success {
        try $fields.withValue(merged(with: fields), operation: operation)
    }

    /// Runs an operation whose log lines have the id of a request.
    package static func with<Success>(
        requestID: String,
        _ operation: () async throws -> Success
    ) async rethrows -> Success {
        try await with([requestKey: requestID], operation)
    }

    private static func merged(with fields: LogFields) -> LogFields {
        var merged = Self.fields
        merged.merge(fields)
        return merged
    }
}
