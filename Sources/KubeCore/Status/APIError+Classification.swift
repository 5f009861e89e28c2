// SPDX-License-Identifier: Apache-2.0

// The server's `reason` counts; where it has none, as with answers of proxies, the HTTP status does.

extension APIError {
    /// There is no such object, or no such resource.
    package var isNotFound: Bool { hasReason(.notFound, 404) }

    /// There is an object of this name already.
    package var isAlreadyExists: Bool { status?.reason == .alreadyExists }

    /// Somebody else wrote in the meantime, or owns a field: read again and decide anew.
    package var isConflict: Bool { !isAlreadyExists && hasReason(.conflict, 409) }

    /// Other managers own fields that were applied without force.
    package var isFieldManagerConflict: Bool {
        isConflict && status?.details.causes.contains { $0.reason == "FieldManagerConflict" } == true
    }

    /// The resource version or the continue token is too old; also when a watch says so in its stream.
    package var isExpired: Bool { hasReason(.expired, 410) || hasReason(.gone, 410) }

    /// The resource version is newer than what the server knows yet.
    package var isResourceVersionTooLarge: Bool {
        status?.details.causes.contains { $0.reason == "ResourceVersionTooLarge" } == true
    }

    /// The server does not know who asks.
    package var isUnauthorized: Bool { hasReason(.unauthorized, 401) }

    /// The server knows who asks, and that they may not.
    package var isForbidden: Bool { hasReason(.forbidden, 403) }

    /// The object is not what its schema demands; ``causes`` say where.
    package var isInvalid: Bool { hasReason(.invalid, 422) }

    /// The request makes no sense to the server.
    package var isBadRequest: Bool { hasReason(.badRequest, 400) }

    /// The server has too much to do.
    package var isTooManyRequests: Bool { hasReason(.tooManyRequests, 429) }

    /// The server, or what stands before it, gave up: 500, 502, 503 or 504.
    package var isServerFailure: Bool {
        [.internalError, .serverTimeout, .serviceUnavailable, .timeout].contains(status?.reason)
            || (500...599).contains(status?.code ?? 0)
    }

    /// What was wrong with the object, field by field.
    package var causes: [APIStatus.Cause] { status?.details.causes ?? [] }

    private func hasReason(_ reason: APIReason, _ code: Int) -> Bool {
        guard let status else { return false }
        return status.reason == reason || status.reason.text.isEmpty && status.code == code
    }
}
