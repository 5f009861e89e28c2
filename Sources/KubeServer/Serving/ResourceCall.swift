// SPDX-License-Identifier: Apache-2.0

internal import Basics
internal import HTTPCore
internal import HTTPServer
internal import JSONKit
internal import KubeMerge

/// A request for a resource, with what is known of it before its verb.
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
        let accept = request.fields["Accept"]
        if resource.isBuiltIn {
            try AnswerForm.checkRoute(accept, listing: request.method == .get && target.name.isEmpty)
        }
        form = try AnswerForm(accept: accept)
    }

    /// The namespace that objects are in, empty for those of the cluster.
    var namespace: String { resource.isNamespaced ? target.namespace : "" }

    /// Where the object of the request stands.
    var key: StorageKey { StorageKey(namespace: namespace, name: target.name) }

    /// The namespace that a list is of; nil for all of them.
    var listedNamespace: String? { resource.isNamespaced && !target.namespace.isEmpty ? target.namespace : nil }

    /// The value of the `Content-Type` field.
    var contentType: String? { request.fields["Content-Type"] }

    /// Writes answers in the form that the client wants.
    func answers() throws(APIFailure) -> ObjectAnswers {
        let included = form.shape == .table ? query["includeObject"] ?? "" : ""
        guard let rowObject = TableAnswer.RowObject(rawValue: included.isEmpty ? "Metadata" : included) else {
            throw APIFailure.badRequest(
                "Unable to convert to Table as requested: includeObject: Invalid value: \"\(included)\": must be "
                    + "'Metadata', 'Object', 'None', or empty"
            )
        }
        return ObjectAnswers(resource, form, rowObject: rowObject, now: now)
    }

    /// What a write of this request is about.
    func context(
        _ parameters: WriteParameters,
        part: WriteContext.Part = .main,
        admission: WriteContext.Admission? = nil
    ) -> WriteContext {
        var context = WriteContext(
            resource,
            namespace: namespace,
            part: part,
            fieldValidation: parameters.fieldValidation,
            manager: parameters.manager ?? defaultManager,
            now: now
        )
        context.admission = admission
        return context
    }

    private var defaultManager: String {
        let name = ManagerName.fromUserAgent(request.fields["User-Agent"] ?? "")
        return name.isEmpty ? "unknown" : name
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

    /// Throws unless an object is the one of the path, or says nothing that contradicts it.
    func checkIdentity(of object: JSONObject) throws(APIFailure) {
        let (namespace, name) = (object.metadata.text("namespace"), object.metadata.text("name"))
        guard !resource.isNamespaced || namespace.isEmpty || namespace == self.namespace else {
            throw APIFailure.otherNamespace
        }
        guard !name.isEmpty else {
            throw APIFailure.badRequest(
                "the name of the object (\(target.name) based on URL) was undeterminable: name must be provided"
            )
        }
        guard name == target.name else {
            throw APIFailure.badRequest(
                "the name of the object (\(name)) does not match the name on the URL (\(target.name))"
            )
        }
    }

    /// The failure of a write that does not say of what; Kubernetes' own kinds have no such path.
    var nameless: APIFailure {
        resource.isBuiltIn ? .methodNotAllowed : .badRequest("name must be provided")
    }

    /// The failure of a verb that there is not.
    func unsupported(_ verb: Verb) -> APIFailure {
        resource.isBuiltIn ? .methodNotAllowed : .verbNotSupported(verb, resource.id)
    }
}
