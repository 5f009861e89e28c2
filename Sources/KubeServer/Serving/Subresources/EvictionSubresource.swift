// SPDX-License-Identifier: Apache-2.0

internal import HTTPCore
internal import JSONKit
internal import KubeCore

/// The polite way to delete a pod, which asks its disruption budget first (kubernetes,
/// `pkg/registry/core/pod/storage/eviction.go`).
struct EvictionSubresource: Subresource {
    private static let type = BodyType("Eviction", in: "policy/v1", otherVersions: ["policy/v1beta1"])

    let name = "eviction"
    let verbs: [Verb] = [.create]

    func answer(_ verb: Verb, _ call: ResourceCall, of server: APIServer) async throws(APIFailure) -> Answer {
        let creation = try await server.creation(of: Self.type, call)
        let eviction = creation.object
        guard eviction.metadata.text("name") == call.target.name else {
            throw APIFailure.badRequest("name in URL does not match name in Eviction object")
        }
        var request = DeleteRequest()
        let options = eviction.object("deleteOptions")
        request.gracePeriodSeconds = options.int("gracePeriodSeconds")
        request.propagation = DeleteRequest.Propagation(rawValue: options.text("propagationPolicy"))
        request.uid = options["preconditions"]?["uid"]?.string
        request.resourceVersion = options["preconditions"]?["resourceVersion"]?.string
        request.isDryRun = creation.isDryRun || options.strings("dryRun") == ["All"]
        let pod = try ResourceStore.tree(of: server.store.get(call.resource, call.key), call.resource)
        try checkPreconditions(request, pod.metadata)
        if !DisruptionBudgets.disregard(pod) {
            try DisruptionBudgets(server, now: call.now).allow(pod, isDryRun: request.isDryRun)
        }
        if !request.isDryRun { request = try mark(pod, call, request, server) }
        _ = try server.store.delete(call.resource, call.key, request, now: call.now)
        var answer = Answer.success()
        answer.warnings = creation.warnings
        return answer
    }

    /// Tells whoever watches the pod why it goes.
    private func mark(
        _ pod: JSONObject,
        _ call: ResourceCall,
        _ request: DeleteRequest,
        _ server: APIServer
    ) throws(APIFailure) -> DeleteRequest {
        let object = try server.store.change(call.resource, call.key) { pod in
            var marked = pod
            marked.setCondition(
                "DisruptionTarget",
                reason: "EvictionByEvictionAPI",
                message: "Eviction API: evicting",
                at: call.now
            )
            return marked
        }
        var request = request
        // The mark is our own change of the state that the client knows.
        if request.resourceVersion != nil { request.resourceVersion = "\(object.resourceVersion)" }
        return request
    }

    private func checkPreconditions(_ request: DeleteRequest, _ metadata: JSONObject) throws(APIFailure) {
        let pods = ResourceID(group: "", plural: "Pod")
        let (uid, version, name) = (metadata.text("uid"), metadata.text("resourceVersion"), metadata.text("name"))
        if let wanted = request.uid, wanted != uid {
            let reason =
                "the UID in the precondition (\(wanted)) does not match the UID in record (\(uid)). The object might "
                + "have been deleted and then recreated"
            throw APIFailure.conflict(pods, name, reason)
        }
        if let wanted = request.resourceVersion, wanted != version {
            let reason =
                "the ResourceVersion in the precondition (\(wanted)) does not match the ResourceVersion in record "
                + "(\(version)). The object might have been modified"
            throw APIFailure.conflict(pods, name, reason)
        }
    }
}
