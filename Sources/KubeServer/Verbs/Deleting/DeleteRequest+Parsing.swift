// SPDX-License-Identifier: Apache-2.0

internal import HTTPCore
internal import JSONKit
internal import KubeCore
internal import KubeSchema

extension DeleteRequest {
    /// What a client asks for: the `DeleteOptions` in the body, or the parameters of the query when there is no body.
    ///
    /// The query of a request with a body counts for nothing, not even `dryRun` (apiserver, `endpoints/handlers/delete.go`).
    init(body: [UInt8], contentType: String?, _ query: HTTPQuery) throws(APIFailure) {
        var options = DeleteOptions()
        if body.isEmpty {
            try options.read(query)
        } else {
            let format = try BodyFormat(contentType: contentType)
            try options.read(DeleteOptions.object(in: body, format))
        }
        let errors = options.errors
        guard errors.isEmpty else {
            throw APIFailure.invalid(kind: "DeleteOptions", group: "meta.k8s.io", name: "", errors)
        }
        self = options.request
    }
}

/// `DeleteOptions` as they are read, before anything is known to be right about them.
private struct DeleteOptions {
    private var policy: String?
    private var dryRun: [String] = []
    private(set) var request = DeleteRequest()

    /// The object in a body; its kind may be left out, and its group and version do not matter.
    static func object(in body: [UInt8], _ format: BodyFormat) throws(APIFailure) -> JSONObject {
        if format == .protobuf { return try ProtobufBody.deleteOptions(in: body) }
        let value: JSONValue
        do throws(BodyError) {
            value = try BodyTree(body, format).value
        } catch {
            throw APIFailure.badRequest(error.text)
        }
        // Go reads null as an object that says nothing.
        if value.isNull { return JSONObject() }
        guard let object = value.object else {
            let type =
                #"struct { APIVersion string "json:\"apiVersion,omitempty\""; "#
                + #"Kind string "json:\"kind,omitempty\"" }"#
            throw APIFailure.badRequest(
                "couldn't get version/kind; json parse error: json: cannot unmarshal \(value.typeInGo) into Go value of "
                    + "type \(type)"
            )
        }
        let kind = object.text("kind")
        guard ["", "DeleteOptions"].contains(kind) else {
            throw APIFailure.badRequest(
                "no kind \(kind.quotedAsInGo) is registered for version \(object.text("apiVersion").quotedAsInGo) in "
                    + "scheme \"k8s.io/apimachinery/pkg/apis/meta/internalversion/scheme/register.go:27\""
            )
        }
        return object
    }

    mutating func read(_ object: JSONObject) throws(APIFailure) {
        policy = try object.field("propagationPolicy", "v1.DeletionPropagation", \.string)
        dryRun = try object.field("dryRun", "[]string", \.array)?.compactMap(\.string) ?? []
        request.orphansDependents = try object.field("orphanDependents", "bool", \.bool)
        request.gracePeriodSeconds = try object.field("gracePeriodSeconds", "int64", \.int)
        let conditions = try object.field("preconditions", "v1.Preconditions", \.object)
        request.uid = conditions?["uid"]?.string
        request.resourceVersion = conditions?["resourceVersion"]?.string
    }

    mutating func read(_ query: HTTPQuery) throws(APIFailure) {
        policy = query["propagationPolicy"].flatMap { $0.isEmpty ? nil : $0 }
        dryRun = query.items.filter { $0.name == "dryRun" }.map(\.value)
        request.orphansDependents = query["orphanDependents"].map(RequestInfo.isTrue)
        if let text = query["gracePeriodSeconds"] {
            guard let seconds = Int(text) else {
                throw APIFailure.badRequest("strconv.ParseInt: parsing \(text.quotedAsInGo): invalid syntax")
            }
            request.gracePeriodSeconds = seconds
        }
        request.uid = query["uid"].flatMap { $0.isEmpty ? nil : $0 }
        request.resourceVersion = query["resourceVersion"].flatMap { $0.isEmpty ? nil : $0 }
    }

    /// apimachinery, `pkg/apis/meta/v1/validation/validation.go`.
    var errors: [FieldError] {
        mutating get {
            var errors: [FieldError] = []
            if let policy {
                let path = FieldPath.root.child("propagationPolicy")
                if request.orphansDependents != nil {
                    let detail = "orphanDependents and deletionPropagation cannot be both set"
                    errors.append(.invalid(path, .string(policy), detail))
                }
                request.propagation = DeleteRequest.Propagation(rawValue: policy)
                if request.propagation == nil {
                    let known = DeleteRequest.Propagation.allCases.map(\.rawValue) + ["nil"]
                    errors.append(.notSupported(path, .string(policy), supported: known))
                }
            }
            if !dryRun.allSatisfy({ $0 == "All" }) {
                let value = JSONValue.array(dryRun.map { .string($0) })
                errors.append(.notSupported(.root.child("dryRun"), value, supported: ["All"]))
            }
            request.isDryRun = !dryRun.isEmpty
            return errors
        }
    }
}

extension JSONObject {
    /// A field of `DeleteOptions`; a value of another type is what Go says about it.
    fileprivate func field<Value>(
        _ name: String,
        _ type: String,
        _ read: (JSONValue) -> Value?
    ) throws(APIFailure) -> Value? {
        guard let value = self[name], !value.isNull else { return nil }
        if let read = read(value) { return read }
        throw APIFailure.badRequest(
            "json: cannot unmarshal \(value.typeInGo) into Go struct field DeleteOptions.\(name) of type \(type)"
        )
    }
}
