// SPDX-License-Identifier: Apache-2.0

internal import JSONKit
package import KubeCore
package import PortolanAPI

/// The Secret in a dataplane for which its control plane makes a token that does not end.
package struct LastingTokenSecret: Sendable {
    package let type = CoreV1.Secret.resourceType
    package let key: ObjectKey
    /// The whole intent.
    package let intent: DynamicObject

    /// The Secret for a dataplane's service account.
    package init(_ dataplane: DataplaneCluster) {
        let account = dataplane.spec.credentials.serviceAccount
        let name = "portolan-\(dataplane.metadata.namespace ?? "default")-\(dataplane.metadata.name)-token"
        key = ObjectKey(namespace: account.namespace, name: name)
        var intent = DynamicObject(CoreV1.Secret.resourceType, key)
        intent["type"] = "kubernetes.io/service-account-token"
        intent.setMetadata("labels", [DataplaneFootprint.managedBy.key: .string(DataplaneFootprint.managedBy.value)])
        intent.setMetadata("annotations", ["kubernetes.io/service-account.name": .string(account.name)])
        self.intent = intent
    }
}
