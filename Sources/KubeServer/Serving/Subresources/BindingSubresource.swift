// SPDX-License-Identifier: Apache-2.0

internal import HTTPCore
internal import JSONKit
internal import KubeSchema

/// The assignment of a pod to a node, which happens once (kubernetes, `pkg/registry/core/pod/storage/storage.go`).
struct BindingSubresource: Subresource {
    let name = "binding"
    let verbs: [Verb] = [.create]

    func answer(_ verb: Verb, _ call: ResourceCall, of server: APIServer) async throws(APIFailure) -> Answer {
        let creation = try await server.creation(of: BodyType("Binding", in: "v1"), call)
        let binding = creation.object
        guard binding.metadata.text("name") == call.target.name else {
            throw APIFailure.badRequest("name in URL does not match name in Binding object")
        }
        let errors = Self.errors(in: binding.object("target"))
        guard errors.isEmpty else {
            // Kubernetes does not make a proper failure of these.
            let text = errors.map(\.description).joined(separator: ", ")
            throw APIFailure.unforeseen(errors.count == 1 ? text : "[\(text)]")
        }
        try server.store.change(call.resource, call.key, isDryRun: creation.isDryRun) { pod throws(APIFailure) in
            try Self.bound(pod, binding, call)
        }
        var answer = Answer.success()
        answer.warnings = creation.warnings
        return answer
    }

    private static func errors(in target: JSONObject) -> [FieldError] {
        let path = FieldPath.root.child("target")
        var errors: [FieldError] = []
        let kind = target.text("kind")
        if !kind.isEmpty, kind != "Node" {
            errors.append(.notSupported(path.child("kind"), .string(kind), supported: ["Node", "<empty>"]))
        }
        if target.text("name").isEmpty { errors.append(.required(path.child("name"))) }
        return errors
    }

    private static func bound(
        _ pod: JSONObject,
        _ binding: JSONObject,
        _ call: ResourceCall
    ) throws(APIFailure) -> JSONObject {
        let (name, wanted) = (call.target.name, binding.metadata)
        if !wanted.text("uid").isEmpty, wanted.text("uid") != pod.metadata.text("uid") {
            throw APIFailure.uidMismatch(call.resource, call.key, wanted.text("uid"), pod.metadata)
        }
        let version = wanted.text("resourceVersion")
        guard version.isEmpty || version == pod.metadata.text("resourceVersion") else {
            throw APIFailure.modified(call.resource.id, name)
        }
        let node = pod.object("spec").text("nodeName")
        if let obstacle = obstacle(to: pod, name, node) {
            throw APIFailure.conflict(ResourceID(group: "", plural: "pods/binding"), name, obstacle)
        }
        var bound = pod
        bound.make("spec") { $0["nodeName"] = binding.object("target")["name"] }
        for field in ["labels", "annotations"] {
            for (key, value) in wanted.object(field) { bound.set(value, at: ["metadata", field, key]) }
        }
        bound.setCondition("PodScheduled", at: call.now)
        return bound
    }

    private static func obstacle(to pod: JSONObject, _ name: String, _ node: String) -> String? {
        if !pod.metadata.text("deletionTimestamp").isEmpty {
            return "pod \(name) is being deleted, cannot be assigned to a host"
        }
        if !node.isEmpty { return "pod \(name) is already assigned to node \(node.quotedAsInGo)" }
        return pod.object("spec").has("schedulingGates") ? "pod \(name) has non-empty .spec.schedulingGates" : nil
    }
}
