// SPDX-License-Identifier: Apache-2.0

internal import Basics
internal import HTTPCore
internal import JSONKit
internal import KubeCore

extension APIServer {
    func delete(_ call: ResourceCall) async throws(APIFailure) -> Answer {
        let request = try await deleteRequest(of: call)
        let deletion = try store.delete(call.resource, call.key, request, now: call.now)
        // Only who asks in the oldest way is told that the object is not gone yet (apiserver, endpoints/handlers/delete.go).
        let isAccepted = !deletion.isGone && request.orphansDependents == false
        let json =
            deletion.isAnsweredWithObject
            ? try call.answers().one(deletion.object) : Self.success(deletion.object, call.resource)
        return Answer(isAccepted ? .accepted : .ok, json: json, warnings: warnings(about: request, call))
    }

    /// Deletes what is selected, one after the other, and answers with what was there.
    func deleteCollection(_ call: ResourceCall) async throws(APIFailure) -> Answer {
        guard call.resource.strategy.deletion.allowsCollections else { throw APIFailure.methodNotAllowed }
        let query = try ListQuery(call.query)
        let request = try await deleteRequest(of: call)
        let listing = try store.list(call.resource, namespace: call.listedNamespace, query)
        for object in listing.objects {
            do throws(APIFailure) {
                _ = try store.delete(call.resource, object.key, request, now: call.now)
            } catch  where error.status.reason == .notFound {
                // Somebody else was faster.
            }
        }
        return Answer(json: try call.answers().list(listing), warnings: warnings(about: request, call))
    }

    private func deleteRequest(of call: ResourceCall) async throws(APIFailure) -> DeleteRequest {
        try DeleteRequest(body: await call.body(), contentType: call.contentType, call.query)
    }

    private func warnings(about request: DeleteRequest, _ call: ResourceCall) -> [String] {
        guard request.leavesPropagationOpen, let warning = call.resource.strategy.deletion.warning else { return [] }
        return [warning]
    }

    private static func success(_ object: StoredObject, _ resource: ServedResource) -> [UInt8] {
        var details = APIStatus.Details()
        details.name = object.key.name
        details.group = resource.id.group
        details.kind = resource.id.plural
        details.uid = object.uid
        var writer = JSONWriter(style: .compact)
        writer.object { writer in
            writer.field("kind", "Status")
            writer.field("apiVersion", "v1")
            writer.field("metadata", JSONObject())
            writer.field("status", "Success")
            writer.field("details", StatusDetails(details))
        }
        return writer.finish()
    }
}
