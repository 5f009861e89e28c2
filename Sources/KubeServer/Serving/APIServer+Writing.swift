// SPDX-License-Identifier: Apache-2.0

internal import Basics
internal import HTTPCore
internal import JSONKit
internal import KubeCore
internal import KubeMerge

extension APIServer {
    func create(_ call: ResourceCall) async throws(APIFailure) -> Answer {
        let isInPlace = !call.resource.isNamespaced || !call.target.namespace.isEmpty
        guard call.target.name.isEmpty, isInPlace else { throw call.unsupported(.create) }
        let format = try BodyFormat(contentType: call.contentType)
        let bytes = try await call.body()
        let parameters = try WriteParameters(call.query, .create)
        let body = try ObjectBody(bytes, format, as: BodyType(call.resource))
        var context = call.context(parameters, admission: admission(of: call, .create))
        context.duplicates = body.duplicates
        let outcome = try store.create(body.object, context, isDryRun: parameters.isDryRun)
        return Answer(.created, json: try call.answers().one(outcome.object), warnings: outcome.warnings)
    }

    func update(_ call: ResourceCall, part: WriteContext.Part = .main) async throws(APIFailure) -> Answer {
        guard !call.target.name.isEmpty else { throw call.nameless }
        let bytes = try await call.body()
        let parameters = try WriteParameters(call.query, .update)
        let body = try ObjectBody(bytes, BodyFormat(contentType: call.contentType), as: BodyType(call.resource))
        var context = call.context(parameters, part: part, admission: admission(of: call, .update))
        context.duplicates = body.duplicates
        var reading = ObjectReading(context)
        let object = try reading.read(body.object)
        try call.checkIdentity(of: object)
        context.isRead = true
        let isCreated = part == .main && call.resource.strategy.allowsCreateOnUpdate
        let outcome = try store.update(
            call.key,
            context,
            isDryRun: parameters.isDryRun,
            orCreating: isCreated ? object : nil
        ) { _ in object }
        return try answer(call, outcome, reading.warnings)
    }

    func patch(_ call: ResourceCall, part: WriteContext.Part = .main) async throws(APIFailure) -> Answer {
        let format = try ObjectPatch.Format(contentType: call.contentType, call.resource)
        guard !call.target.name.isEmpty else { throw call.nameless }
        let body = try await call.body()
        let parameters = try WriteParameters(call.query, format == .apply ? .apply : .patch)
        var context = call.context(parameters, part: part, admission: admission(of: call, .patch))
        if format == .apply { return try apply(body, call, parameters, context) }
        _ = try store.get(call.resource, call.key)
        let patch = try ObjectPatch(body, format)
        context.origin = patch.origin
        context.duplicates = patch.duplicates
        let outcome = try store.update(call.key, context, isDryRun: parameters.isDryRun) {
            old throws(APIFailure) in
            var new = try patch.applied(to: old, schema: call.resource.schema)
            // Kubernetes knows what its own objects are.
            if call.resource.isBuiltIn {
                new.replaceEmpty("apiVersion", .string(call.resource.apiVersion))
                new.replaceEmpty("kind", .string(call.resource.names.kind))
            }
            try call.checkIdentity(of: new)
            return new
        }
        return try answer(call, outcome)
    }

    private func apply(
        _ bytes: [UInt8],
        _ call: ResourceCall,
        _ parameters: WriteParameters,
        _ context: WriteContext
    ) throws(APIFailure) -> Answer {
        let body = try IntentBody(bytes)
        var intent = body.object
        // A part of an object cannot be there before the object.
        if context.part != .main { _ = try store.get(call.resource, call.key) }
        if intent["metadata"]?.isNull ?? true { intent.metadata = JSONObject() }
        if intent.metadata.text("name").isEmpty { intent.metadata["name"] = .string(call.target.name) }
        let outcome = try store.apply(
            intent,
            call.key,
            context,
            conflicts: parameters.isForced ? .overruled : .refused,
            isDryRun: parameters.isDryRun
        ) { object throws(APIFailure) in try call.checkIdentity(of: object) }
        return try answer(call, outcome, body.warnings(context.fieldValidation))
    }

    private func answer(
        _ call: ResourceCall,
        _ outcome: ResourceStore.Outcome,
        _ warnings: [String] = []
    ) throws(APIFailure) -> Answer {
        let status: HTTPStatus = outcome.isNew ? .created : .ok
        return Answer(status, json: try call.answers().one(outcome.object), warnings: warnings + outcome.warnings)
    }
}
