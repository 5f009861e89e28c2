// SPDX-License-Identifier: Apache-2.0

internal import HTTPCore
internal import JSONKit
internal import KubeMerge
internal import KubeSchema

/// The number of replicas of an object, which all that can be scaled show in one form: `Scale` of `autoscaling/v1`.
struct ScaleSubresource: Subresource {
    static let type = BodyType("Scale", in: "autoscaling/v1")

    let name = "scale"
    let verbs: [Verb] = [.get, .update, .patch]
    private let paths: ServedResource.Subresources.Scale

    init(_ paths: ServedResource.Subresources.Scale) {
        self.paths = paths
    }

    func answer(_ verb: Verb, _ call: ResourceCall, of server: APIServer) async throws(APIFailure) -> Answer {
        guard verb == .get || call.form.shape == .objects else {
            throw APIFailure.notAcceptable(AnswerEncoding.accepted)
        }
        switch verb {
        case .update: return try await update(call, server)
        case .patch: return try await patch(call, server)
        default:
            let object = try ResourceStore.tree(of: server.store.get(call.resource, call.key), call.resource)
            guard call.resource.isBuiltIn || object.value(at: paths.specReplicas) != nil else {
                let path = ".\(paths.specReplicas.joined(separator: "."))"
                throw APIFailure.internalError("the spec replicas field \(path.quotedAsInGo) does not exist")
            }
            return Answer(json: try shown(scale(of: object), call))
        }
    }

    private func update(_ call: ResourceCall, _ server: APIServer) async throws(APIFailure) -> Answer {
        let bytes = try await call.body()
        let parameters = try WriteParameters(call.query, .update)
        let body = try ObjectBody(bytes, BodyFormat(contentType: call.contentType), as: Self.type)
        var context = context(call, parameters, server, .update)
        context.duplicates = body.duplicates
        var reading = ObjectReading(context, as: Self.type)
        let scale = try reading.read(body.object)
        try call.checkIdentity(of: scale)
        let outcome = try write(call, context, parameters, server) { _ in scale }
        return try answer(outcome, call, reading.warnings)
    }

    private func patch(_ call: ResourceCall, _ server: APIServer) async throws(APIFailure) -> Answer {
        let format = try ObjectPatch.Format(contentType: call.contentType, call.resource)
        let body = try await call.body()
        let parameters = try WriteParameters(call.query, format == .apply ? .apply : .patch)
        var context = context(call, parameters, server, .patch)
        _ = try server.store.get(call.resource, call.key)
        if format == .apply { return try apply(body, call, context, parameters, server) }
        let patch = try ObjectPatch(body, format)
        context.origin = patch.origin
        context.duplicates = patch.duplicates
        var warnings: [String] = []
        let outcome = try write(call, context, parameters, server) { old throws(APIFailure) in
            var reading = ObjectReading(context, as: Self.type)
            let new = try reading.read(patch.applied(to: old, schema: Self.type.schema))
            warnings = reading.warnings
            try call.checkIdentity(of: new)
            return new
        }
        return try answer(outcome, call, warnings)
    }

    private func context(
        _ call: ResourceCall,
        _ parameters: WriteParameters,
        _ server: APIServer,
        _ verb: Verb
    ) -> WriteContext {
        call.context(parameters, part: .scale, admission: server.admission(of: call, verb))
    }

    /// Changes the object by changing what `Scale` shows of it.
    private func write(
        _ call: ResourceCall,
        _ context: WriteContext,
        _ parameters: WriteParameters,
        _ server: APIServer,
        _ change: (JSONObject) throws(APIFailure) -> JSONObject
    ) throws(APIFailure) -> ResourceStore.Outcome {
        var context = context
        context.isRead = true
        return try server.store.update(call.key, context, isDryRun: parameters.isDryRun) {
            old throws(APIFailure) in
            let new = try change(scale(of: old))
            return try scaled(old, to: new, call)
        }
    }

    private func scaled(
        _ object: JSONObject,
        to scale: JSONObject,
        _ call: ResourceCall
    ) throws(APIFailure) -> JSONObject {
        let replicas = scale.object("spec").int("replicas") ?? 0
        if call.resource.isBuiltIn, replicas < 0 {
            let detail = "must be greater than or equal to 0"
            let value = JSONValue.number(JSONNumber(replicas))
            let error = FieldError.invalid(.root.child("spec", "replicas"), value, detail)
            throw APIFailure.invalid(kind: "Scale", group: "autoscaling", name: call.target.name, [error])
        }
        var scaled = object
        scaled.set(.number(JSONNumber(replicas)), at: paths.specReplicas)
        for field in ["uid", "resourceVersion"] where !scale.metadata.text(field).isEmpty {
            scaled.metadata[field] = scale.metadata[field]
        }
        return scaled
    }

    private func answer(
        _ outcome: ResourceStore.Outcome,
        _ call: ResourceCall,
        _ warnings: [String]
    ) throws(APIFailure) -> Answer {
        let object = try ResourceStore.tree(of: outcome.object, call.resource)
        return Answer(json: scale(of: object).serialized(), warnings: warnings + outcome.warnings)
    }
}

extension ScaleSubresource {
    /// What is intended for a `Scale` is intended for the replicas of the object.
    private func apply(
        _ bytes: [UInt8],
        _ call: ResourceCall,
        _ context: WriteContext,
        _ parameters: WriteParameters,
        _ server: APIServer
    ) throws(APIFailure) -> Answer {
        let body = try IntentBody(bytes)
        let (apiVersion, kind) = (body.object.text("apiVersion"), body.object.text("kind"))
        guard apiVersion == Self.type.apiVersion, kind == Self.type.kind else {
            let version = apiVersion.contains("/") ? apiVersion : "/\(apiVersion)"
            throw APIFailure.badRequest("invalid object type: \(version), Kind=\(kind)")
        }
        var intent: JSONObject = [
            "apiVersion": .string(call.resource.apiVersion), "kind": .string(call.resource.names.kind),
            "metadata": ["name": .string(call.target.name)],
        ]
        if let replicas = body.object.object("spec")["replicas"] { intent.set(replicas, at: paths.specReplicas) }
        let outcome = try server.store.apply(
            intent,
            call.key,
            context,
            conflicts: parameters.isForced ? .overruled : .refused,
            isDryRun: parameters.isDryRun
        )
        return try answer(outcome, call, body.warnings(context.fieldValidation))
    }

    private func scale(of object: JSONObject) -> JSONObject {
        var metadata = JSONObject()
        for field in ["name", "namespace", "uid", "resourceVersion", "creationTimestamp"] {
            metadata[field] = object.metadata[field]
        }
        var spec = JSONObject()
        // Like Go, which leaves out a zero.
        if let replicas = object.value(at: paths.specReplicas)?.int, replicas != 0 {
            spec["replicas"] = .number(JSONNumber(replicas))
        }
        let replicas = object.value(at: paths.statusReplicas)?.int ?? 0
        var status: JSONObject = ["replicas": .number(JSONNumber(replicas))]
        let selector = selector(of: object)
        if !selector.isEmpty { status["selector"] = .string(selector) }
        return [
            "kind": .string(Self.type.kind), "apiVersion": .string(Self.type.apiVersion),
            "metadata": .object(metadata), "spec": .object(spec), "status": .object(status),
        ]
    }

    /// The selector as text: custom resources keep it so, Kubernetes' own kinds as an object.
    private func selector(of object: JSONObject) -> String {
        switch paths.selector.flatMap(object.value(at:)) {
        case .string(let text)?: text
        case .object(let selector)?: LabelSelectorText.requirements(selector)
        default: ""
        }
    }
}

extension ScaleSubresource {
    /// What `kubectl get --subresource=scale` shows of one.
    private static let resource: ServedResource = {
        let names = ServedResource.Names(plural: "scales", singular: "scale", kind: type.kind)
        var resource = ServedResource(
            names,
            group: "autoscaling",
            version: "v1",
            isNamespaced: true,
            strategy: PlainStrategy()
        )
        var name = PrinterColumn("Name")
        name.format = "name"
        resource.columns = [
            name,
            PrinterColumn("Desired", type: "integer", jsonPath: ".spec.replicas"),
            PrinterColumn("Available", type: "integer", jsonPath: ".status.replicas"),
            PrinterColumn("Age", type: "date", jsonPath: ".metadata.creationTimestamp"),
        ]
        return resource
    }()

    private func shown(_ scale: JSONObject, _ call: ResourceCall) throws(APIFailure) -> [UInt8] {
        if call.form.shape == .objects { return scale.serialized() }
        let revision = UInt64(scale.metadata.text("resourceVersion")) ?? 0
        let object = ResourceStore.stored(scale, call.key, Self.resource, revision)
        return try ObjectAnswers(Self.resource, call.form, rowObject: .metadata, now: call.now).one(object)
    }
}
