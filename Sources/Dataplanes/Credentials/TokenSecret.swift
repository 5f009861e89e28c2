// SPDX-License-Identifier: Apache-2.0

internal import JSONKit
package import KubeCore
package import PortolanAPI

/// A Secret in a dataplane on which tokens of its service account depend: they end with it.
package struct TokenSecret: Sendable {
    package let type = CoreV1.Secret.resourceType
    package let key: ObjectKey
    /// The whole intent.
    package let intent: DynamicObject

    private init(_ dataplane: DataplaneCluster, _ suffix: String, type: String, annotations: JSONObject) {
        let name = "portolan-\(dataplane.metadata.namespace ?? "default")-\(dataplane.metadata.name)-\(suffix)"
        key = ObjectKey(namespace: dataplane.spec.credentials.serviceAccount.namespace, name: name)
        var intent = DynamicObject(CoreV1.Secret.resourceType, key)
        intent["type"] = .string(type)
        intent.setMetadata("labels", [DataplaneFootprint.managedBy.key: .string(DataplaneFootprint.managedBy.value)])
        intent.setMetadata("annotations", .object(annotations))
        self.intent = intent
    }

    /// The one into which the dataplane's control plane puts a token that does not end by itself.
    package static func lasting(_ dataplane: DataplaneCluster) -> TokenSecret {
        let account = JSONValue.string(dataplane.spec.credentials.serviceAccount.name)
        let annotations: JSONObject = ["kubernetes.io/service-account.name": account]
        return TokenSecret(dataplane, "token", type: "kubernetes.io/service-account-token", annotations: annotations)
    }

    /// An empty one, to which tokens are bound that are asked for.
    ///
    /// Those of a service account that Portolan has made end with the account. One that somebody else has made stays, and
    /// nothing else revokes a token before its time (KEP-1205, bound service account tokens).
    package static func anchor(_ dataplane: DataplaneCluster) -> TokenSecret {
        let annotations: JSONObject = [DataplaneFootprint.maker: .string(dataplane.metadata.uid)]
        return TokenSecret(dataplane, "anchor", type: "Opaque", annotations: annotations)
    }

    /// What a request for a token that is bound to it names.
    package var reference: ObjectReference {
        var reference = ObjectReference()
        reference.apiVersion = type.groupVersion.apiVersion
        reference.kind = type.kind
        reference.name = key.name
        return reference
    }
}
