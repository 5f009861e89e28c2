// SPDX-License-Identifier: Apache-2.0

internal import JSONKit
package import KubeCore
package import PortolanAPI

/// An empty Secret in a dataplane, with which the tokens end that are bound to it.
///
/// The tokens of a service account that Portolan has made end with the account. One that somebody else has made stays, and
/// nothing else revokes a token before its time (KEP-1205, bound service account tokens).
package struct TokenAnchor: Sendable {
    package let type = CoreV1.Secret.resourceType
    package let key: ObjectKey
    /// The whole intent.
    package let intent: DynamicObject

    /// The anchor of a dataplane's tokens.
    package init(_ dataplane: DataplaneCluster) {
        let name = "portolan-\(dataplane.metadata.namespace ?? "default")-\(dataplane.metadata.name)-anchor"
        key = ObjectKey(namespace: dataplane.spec.credentials.serviceAccount.namespace, name: name)
        var intent = DynamicObject(CoreV1.Secret.resourceType, key)
        intent["type"] = "Opaque"
        intent.setMetadata("labels", [DataplaneFootprint.managedBy.key: .string(DataplaneFootprint.managedBy.value)])
        intent.setMetadata("annotations", [DataplaneFootprint.maker: .string(dataplane.metadata.uid)])
        self.intent = intent
    }

    /// What a request for a token names.
    package var reference: ObjectReference {
        var reference = ObjectReference()
        reference.apiVersion = type.groupVersion.apiVersion
        reference.kind = type.kind
        reference.name = key.name
        return reference
    }
}
