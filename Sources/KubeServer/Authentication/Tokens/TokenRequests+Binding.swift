// SPDX-License-Identifier: Apache-2.0

internal import JSONKit
internal import KubeCore
internal import KubeSchema

extension TokenRequests {
    /// What the token is to be bound to, which must exist and be the one that is meant.
    func binding(
        of request: TokenRequestBody,
        to account: StorageKey
    ) throws(APIFailure) -> AccountClaims.Binding {
        guard let wanted = request.boundObject else { return .none }
        switch (wanted.group, wanted.kind) {
        case ("", "Pod"):
            let pod: CoreV1.Pod = try find(wanted, .pods, in: account.namespace)
            guard pod.serviceAccountName == account.name else {
                throw APIFailure.badRequest(
                    "cannot bind token for serviceaccount \(account.name.quotedAsInGo) to pod running with different "
                        + "serviceaccount name."
                )
            }
            return .pod(try reference(wanted, pod.metadata), node: node(of: pod))
        case ("", "Node"):
            let node: PartialObject = try find(wanted, .nodes, in: "")
            return .node(try reference(wanted, node.metadata))
        case ("", "Secret"):
            let secret: PartialObject = try find(wanted, .secrets, in: account.namespace)
            return .secret(try reference(wanted, secret.metadata))
        default:
            throw APIFailure.badRequest("cannot bind token to object of type \(wanted.typeInMessage)")
        }
    }

    private func find<Object: JSONDecodable>(
        _ wanted: TokenRequestBody.BoundObject,
        _ resource: ResourceID,
        in namespace: String
    ) throws(APIFailure) -> Object {
        guard let object: Object = storage.read(resource, StorageKey(namespace: namespace, name: wanted.name)) else {
            throw APIFailure.notFound(resource, wanted.name)
        }
        return object
    }

    private func reference(
        _ wanted: TokenRequestBody.BoundObject,
        _ found: ObjectMeta
    ) throws(APIFailure) -> AccountReference {
        guard wanted.uid.isEmpty || wanted.uid == found.uid else {
            throw APIFailure.conflict(
                ResourceID(group: wanted.group, plural: wanted.kind),
                wanted.name,
                "the UID in the bound object reference (\(wanted.uid)) does not match the UID in record. The object might "
                    + "have been deleted and then recreated"
            )
        }
        return AccountReference(name: found.name, uid: found.uid)
    }

    /// A node that does not exist is named nevertheless, without an identity.
    private func node(of pod: CoreV1.Pod) -> AccountReference? {
        guard !pod.nodeName.isEmpty else { return nil }
        let uid = storage.object(.nodes, StorageKey(name: pod.nodeName))?.uid
        return AccountReference(name: pod.nodeName, uid: uid ?? "")
    }
}
