// SPDX-License-Identifier: Apache-2.0

internal import Basics
internal import HTTPCore
internal import HTTPServer
internal import JSONKit
internal import KubeMerge

/// A request for a resource, with its parameters read.
struct ResourceCall: Sendable {
    let resource: ServedResource
    let target: RequestInfo.Target
    /// Who asks.
    let user: UserInfo
    let request: HTTPServerRequest
    let query: HTTPQuery
    let form: AnswerForm
    let now: Timestamp

    init(
        _ resource: ServedResource,
        _ target: RequestInfo.Target,
        of user: UserInfo,
        _ request: HTTPServerRequest,
        _ query: HTTPQuery,
        now: Timestamp
    ) throws(APIFailure) {
        self.resource = resource
        self.target = target
        self.user = user
        self.request = request
        self.query = query
        self.now = now
        form = try AnswerForm(accept: request.fields["Accept"])
        let isInNamespace = !target.namespace.isEmpty && target.plural != "namespaces"
        guard resource.isNamespaced || !isInNamespace else { throw APIFailure.unknownPath }
    }

    /// Whether the request is for the status of an object only.
    var isStatus: Bool { target.subresource == "status" && resource.subresources.hasStatus }

    /// The namespace that objects are in, empty for those of the cluster.
    var namespace: String { resource.isNamespaced ? target.namespace : "" }

    /// Where the object of the request stands.
    var key: StorageKey { StorageKey(namespace: namespace, name: target.name) }

    /// The namespace that a list is of; nil for all of them.
    var listedNamespace: String? { resource.isNamespaced && !target.namespace.isEmpty ? target.namespace : nil }

    /// Writes answers in the form that the client wants.
    func answers() throws(APIFailure) -> ObjectAnswers {
        let included = query["includeObject"] ?? "Metadata"
        guard let rowObject = TableAnswer.RowObject(rawValue: included) else {
            throw APIFailure.badRequest("unrecognized includeObject value: \"\(included)\"")
        }
        return ObjectAnswers(resource, form, rowObject: rowObject, now: now)
    }

    /// What a write of this request is about.
    func writeContext() throws(APIFailure) -> WriteContext {
        let validation = query["fieldValidation"] ?? "Warn"
        guard let fieldValidation = WriteContext.FieldValidation(rawValue: validation) else {
            throw APIFailure.badRequest(
                "fieldValidation: Unsupported value: \"\(validation)\": supported values: \"Ignore\", \"Strict\", \"Warn\""
            )
        }
        return WriteContext(
            resource,
            namespace: namespace,
            part: isStatus ? .status : .main,
            fieldValidation: fieldValidation,
            manager: query["fieldManager"] ?? ManagerName.fromUserAgent(request.fields["User-Agent"] ?? ""),
            now: now
        )
    }

    /// Whether everything is done but the writing.
    func isDryRun() throws(APIFailure) -> Bool {
        guard let dryRun = query["dryRun"], !dryRun.isEmpty else { return false }
        guard dryRun == "All" else {
            throw APIFailure.badRequest("dryRun: Unsupported value: \"\(dryRun)\": supported values: \"All\"")
        }
        return true
    }

    /// The body, whole.
    func body() async throws(APIFailure) -> [UInt8] {
        do {
            return try await request.body.collect(upTo: APIServer.bodyLimit)
        } catch let error where error.status.code == 413 {
            throw APIFailure.tooLarge(limit: APIServer.bodyLimit)
        } catch {
            throw APIFailure.badRequest("the body cannot be read: \(error)")
        }
    }

    /// The media type of the body, without its parameters.
    var contentType: String {
        MediaType(request.fields["Content-Type"] ?? "application/json").name
    }
}
