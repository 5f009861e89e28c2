// SPDX-License-Identifier: Apache-2.0

internal import JSONKit
internal import KubeCore

extension APIServer {
    /// What a write must pass besides the rules of its object: new objects need a namespace that takes them in, roles
    /// may not give what their author does not have, and who creates by updating must be allowed to create.
    func admission(of call: ResourceCall, _ verb: Verb) -> WriteContext.Admission {
        let escalation = access.map { EscalationCheck($0.authorizer, call.user, call.target) }
        return { [access, storage] object, old throws(APIFailure) in
            if old == nil {
                try Self.checkNamespace(of: object, call, in: storage)
                if verb != .create { try access?.authorizer.authorize(call.creation, for: call.user) }
            }
            guard call.target.subresource.isEmpty else { return }
            try escalation?.check(object, replacing: old)
        }
    }

    /// apiserver, `pkg/admission/plugin/namespace/lifecycle/admission.go`.
    private static func checkNamespace(
        of object: JSONObject,
        _ call: ResourceCall,
        in storage: Storage
    ) throws(APIFailure) {
        guard call.resource.isNamespaced else { return }
        let name = call.namespace
        guard let namespace: CoreV1.Namespace = storage.read(.namespaces, StorageKey(name: name)) else {
            throw APIFailure.notFound(.namespaces, name)
        }
        guard namespace.metadata.isBeingDeleted || namespace.phase == "Terminating" else { return }
        var cause = APIStatus.Cause()
        cause.reason = "NamespaceTerminating"
        cause.message = "namespace \(name) is being terminated"
        cause.field = "metadata.namespace"
        let reason = "unable to create new content in namespace \(name) because it is being terminated"
        let id = call.resource.id
        throw APIFailure.forbidden(id, object.metadata.text("name"), reason).about(
            name: object.metadata.text("name"),
            group: id.group,
            kind: id.plural,
            causes: [cause]
        )
    }
}

extension ResourceCall {
    /// The access that creating the object of the request needs.
    fileprivate var creation: AccessAttributes {
        .resource(
            AccessAttributes.Resource(
                verb: Verb.create.rawValue,
                group: target.group,
                plural: target.plural,
                subresource: target.subresource,
                namespace: target.namespace,
                name: target.name
            )
        )
    }
}
