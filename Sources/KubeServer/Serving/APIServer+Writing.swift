// SPDX-License-Identifier: Apache-2.0

internal import Basics
internal import HTTPCore
internal import JSONKit
internal import KubeCore
internal import KubeMerge

extension APIServer {
    func create(_ call: ResourceCall) async throws(APIFailure) -> Answer {
        guard call.target.name.isEmpty || !call.resource.isNamespaced else { throw APIFailure.methodNotAllowed }
        let object = try await object(of: call)
        try checkNamespace(of: call)
        let outcome = try store.create(object, call.writeContext(), isDryRun: call.isDryRun())
        return Answer(.created, json: try call.answers().one(outcome.object), warnings: outcome.warnings)
    }

    func update(_ call: ResourceCall) async throws(APIFailure) -> Answer {
        let object = try await object(of: call)
        let name = object.metadata.text("name")
        guard name == call.target.name else {
            throw APIFailure.badRequest(
                "the name of the object (\(name)) does not match the name on the URL (\(call.target.name))"
            )
        }
        let outcome = try store.update(call.key, call.writeContext(), isDryRun: call.isDryRun()) { _ in object }
        return Answer(json: try call.answers().one(outcome.object), warnings: outcome.warnings)
    }

    func patch(_ call: ResourceCall) async throws(APIFailure) -> Answer {
        let body = try await call.body()
        if call.contentType == "application/apply-patch+yaml" { return try apply(body, call) }
        let patch = try ObjectPatch(body, contentType: call.contentType, call.resource)
        let outcome = try store.update(call.key, call.writeContext(), isDryRun: call.isDryRun()) {
            old throws(APIFailure) in
            try patch.applied(to: old, call.resource)
        }
        return Answer(json: try call.answers().one(outcome.object), warnings: outcome.warnings)
    }

    private func apply(_ body: [UInt8], _ call: ResourceCall) throws(APIFailure) -> Answer {
        guard let manager = call.query["fieldManager"], !manager.isEmpty else {
            throw APIFailure(
                422,
                .invalid,
                "PatchOptions.meta.k8s.io \"\" is invalid: fieldManager: Required value: is required for apply patch"
            )
        }
        var intent = try ObjectBody.patch(body)
        let name = intent.metadata.text("name")
        guard name.isEmpty || name == call.target.name else {
            throw APIFailure.badRequest(
                "the name of the object (\(name)) does not match the name on the URL (\(call.target.name))"
            )
        }
        intent.metadata["name"] = .string(call.target.name)
        try checkNamespace(of: call)
        let force = call.query["force"].map(RequestInfo.isTrue) ?? false
        let outcome = try store.apply(
            intent,
            call.key,
            call.writeContext(),
            conflicts: force ? .overruled : .refused,
            isDryRun: call.isDryRun()
        )
        let status: HTTPStatus = outcome.isNew ? .created : .ok
        return Answer(status, json: try call.answers().one(outcome.object), warnings: outcome.warnings)
    }

    private func object(of call: ResourceCall) async throws(APIFailure) -> JSONObject {
        try ObjectBody.object(in: await call.body(), contentType: call.contentType, call.resource)
    }

    private func checkNamespace(of call: ResourceCall) throws(APIFailure) {
        guard call.resource.isNamespaced else { return }
        let name = call.target.namespace
        guard let namespace: PartialObject = storage.read(.namespaces, StorageKey(name: name)) else {
            throw APIFailure.notFound(.namespaces, name)
        }
        guard namespace.metadata.deletionTimestamp == nil else {
            throw APIFailure.forbidden(
                call.resource.id,
                call.target.name,
                "unable to create new content in namespace \(name) because it is being terminated"
            )
        }
    }
}
