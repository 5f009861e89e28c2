// SPDX-License-Identifier: Apache-2.0

internal import JSONKit
package import KubeCore
package import KubeMerge
package import KubeSchema

// The wording is that of Kubernetes: people search for these sentences, and programs compare them.

extension APIFailure {
    /// There is no such object.
    package static func notFound(_ resource: ResourceID, _ name: String) -> APIFailure {
        APIFailure(404, .notFound, "\(resource) \"\(name)\" not found")
            .about(name: name, group: resource.group, kind: resource.plural)
    }

    /// The path leads nowhere.
    package static var unknownPath: APIFailure {
        APIFailure(404, .notFound, "the server could not find the requested resource").withDetails
    }

    /// The path leads nowhere, and not even near anything that Kubernetes has.
    static var pageNotFound: APIFailure {
        var failure = APIFailure(404, .notFound, "404 page not found")
        failure.isPage = true
        return failure
    }

    /// The object that a client means is another one of the same name.
    static func uidMismatch(
        _ resource: ServedResource,
        _ key: StorageKey,
        _ uid: String,
        _ present: JSONObject?
    ) -> APIFailure {
        let place = "/registry/\(resource.isBuiltIn ? "" : "\(resource.id.group)/")\(resource.id.plural)/\(key)"
        return conflict(
            resource.id,
            key.name,
            "StorageError: invalid object, Code: 4, Key: \(place), ResourceVersion: 0, AdditionalErrorMsg: "
                + "Precondition failed: UID in precondition: \(uid), UID in object meta: \(present?.text("uid") ?? "")"
        )
    }

    /// There is an object of that name.
    package static func alreadyExists(_ resource: ResourceID, _ name: String, isGoing: Bool = false) -> APIFailure {
        let remark = isGoing ? "object is being deleted: " : ""
        return APIFailure(409, .alreadyExists, "\(remark)\(resource) \"\(name)\" already exists")
            .about(name: name, group: resource.group, kind: resource.plural)
    }

    /// Somebody else wrote meanwhile, or a precondition does not hold.
    package static func conflict(_ resource: ResourceID, _ name: String, _ reason: String) -> APIFailure {
        APIFailure(409, .conflict, "Operation cannot be fulfilled on \(resource) \"\(name)\": \(reason)")
            .about(name: name, group: resource.group, kind: resource.plural)
    }

    /// The object that a client changed is not the present one.
    package static func modified(_ resource: ResourceID, _ name: String) -> APIFailure {
        let reason = "the object has been modified; please apply your changes to the latest version and try again"
        return conflict(resource, name, reason)
    }

    /// The object is not what it must be.
    package static func invalid(kind: String, group: String, name: String, _ errors: [FieldError]) -> APIFailure {
        let qualified = group.isEmpty ? kind : "\(kind).\(group)"
        // What is wrong twice is told once, though it has a cause each (apimachinery, pkg/util/errors/errors.go).
        var seen: Set<String> = []
        let texts = errors.map(\.description).filter { seen.insert($0).inserted }
        let text = texts.count == 1 ? texts[0] : "[\(texts.joined(separator: ", "))]"
        return APIFailure(422, .invalid, "\(qualified) \"\(name)\" is invalid: \(text)")
            .about(name: name, group: group, kind: kind, causes: errors.map(APIStatus.Cause.init))
    }

    /// The request makes no sense.
    package static func badRequest(_ message: String) -> APIFailure {
        APIFailure(400, .badRequest, message)
    }

    /// The object says another namespace than the path.
    static var otherNamespace: APIFailure {
        .badRequest("the namespace of the provided object does not match the namespace sent on the request")
    }

    /// Nobody knows who asks.
    package static var unauthorized: APIFailure {
        APIFailure(401, .unauthorized, "Unauthorized")
    }

    /// Who asks may not.
    package static func forbidden(_ resource: ResourceID?, _ name: String, _ reason: String) -> APIFailure {
        guard let resource else { return APIFailure(403, .forbidden, "forbidden: \(reason)") }
        let subject = name.isEmpty ? "\(resource)" : "\(resource) \"\(name)\""
        return APIFailure(403, .forbidden, "\(subject) is forbidden: \(reason)")
            .about(name: name, group: resource.group, kind: resource.plural)
    }

    /// The resource has no such verb.
    package static var methodNotAllowed: APIFailure {
        APIFailure(405, .methodNotAllowed, "the server does not allow this method on the requested resource")
            .withDetails
    }

    /// The custom resource has no such verb.
    package static func verbNotSupported(_ verb: Verb, _ resource: ResourceID) -> APIFailure {
        APIFailure(405, .methodNotAllowed, "\(verb.rawValue) is not supported on resources of kind \"\(resource)\"")
            .about(group: resource.group, kind: resource.plural)
    }

    /// The resource version or the continue token reaches back too far.
    package static func expired(_ message: String) -> APIFailure {
        APIFailure(410, .expired, message)
    }

    /// The resource version is one that does not exist yet.
    package static func tooLargeResourceVersion(_ wanted: UInt64, current: UInt64) -> APIFailure {
        var cause = APIStatus.Cause()
        cause.reason = "ResourceVersionTooLarge"
        cause.message = "Too large resource version"
        let message = "Timeout: Too large resource version: \(wanted), current: \(current)"
        return APIFailure(504, .timeout, message).about(causes: [cause]).retry(afterSeconds: 1)
    }

    /// The body has a form that is not read here.
    package static func unsupportedMediaType(accepted: [String]) -> APIFailure {
        let list = accepted.joined(separator: ", ")
        let message = "the body of the request was in an unknown format - accepted media types include: \(list)"
        return APIFailure(415, .unsupportedMediaType, message)
    }

    /// The client wants an answer in a form that is not written here.
    package static func notAcceptable(_ types: [String]) -> APIFailure {
        let list = types.joined(separator: ", ")
        return APIFailure(406, .notAcceptable, "only the following media types are accepted: \(list)")
    }

    /// The same, said by the router of Kubernetes' own resources.
    static func noRepresentation(among types: [String]) -> APIFailure {
        let list = types.joined(separator: ", ")
        return APIFailure(406, .notAcceptable, "406: Not Acceptable\n\nAvailable representations: \(list)").withDetails
    }

    /// The client wants one object as a list, or a list as one object.
    static func unsuitable(_ wanted: String, _ found: String, _ kind: String) -> APIFailure {
        let message = "you requested \(wanted), but the requested object is \(found) (*core.\(kind))"
        return APIFailure(406, .notAcceptable, message)
    }

    /// The body is larger than is read.
    package static func tooLarge(limit: Int) -> APIFailure {
        APIFailure(413, .requestEntityTooLarge, "Request entity too large: limit is \(limit)")
    }

    /// The server is at fault.
    package static func internalError(_ message: String) -> APIFailure {
        var cause = APIStatus.Cause()
        cause.message = message
        return APIFailure(500, .internalError, "Internal error occurred: \(message)").about(causes: [cause])
    }

    /// A failure that Kubernetes does not foresee, and answers without a reason.
    package static func unforeseen(_ message: String) -> APIFailure {
        APIFailure(500, APIReason(""), message)
    }
}

extension APIStatus.Cause {
    /// The cause that an invalid field is.
    package init(_ error: FieldError) {
        self.init()
        reason = error.kind.rawValue
        message = error.body
        field = error.path.description.isEmpty ? "<nil>" : error.path.description
    }
}

extension APIFailure {
    /// The failure that a merge is.
    package init(_ error: MergeError) {
        switch error.code {
        case .conflict:
            self = APIFailure(409, .conflict, error.message).about(causes: error.conflicts.map(APIStatus.Cause.init))
        case .badRequest: self = .badRequest(error.message)
        case .unprocessable: self = APIFailure(422, .invalid, error.message)
        case .invalidObject: self = .unforeseen(error.message)
        }
    }
}

extension APIStatus.Cause {
    /// The cause that a field of somebody else is.
    fileprivate init(_ conflict: ApplyConflict) {
        self.init()
        reason = ApplyConflict.reason
        message = conflict.message
        field = conflict.field
    }
}
