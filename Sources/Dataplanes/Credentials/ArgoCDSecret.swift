// SPDX-License-Identifier: Apache-2.0

internal import Basics
internal import JSONKit
package import KubeCore
package import PortolanAPI

/// The Secret by which Argo CD knows a cluster.
package struct ArgoCDSecret: Sendable {
    /// Where it is.
    package let key: ObjectKey
    /// What it is.
    package let object: DynamicObject

    /// The Secret for a dataplane, in Argo CD's own namespace, which is another than that of the dataplane.
    package init(_ credentials: MintedCredentials, of dataplane: DataplaneCluster, in namespace: String) {
        let name = Self.name(of: dataplane)
        key = ObjectKey(namespace: namespace, name: name)
        var secret = DynamicObject(CoreV1.Secret.resourceType, key)
        secret["type"] = "Opaque"
        secret.setMetadata(
            "labels",
            [
                "argocd.argoproj.io/secret-type": "cluster",
                DataplaneFootprint.managedBy.key: .string(DataplaneFootprint.managedBy.value),
            ]
        )
        let settings: JSONValue = [
            "bearerToken": .string(credentials.token.exposed),
            "tlsClientConfig": [
                "caData": .string(Base64.standard.encode(Array(credentials.authoritiesPEM.utf8)))
            ],
        ]
        secret["stringData"] = [
            "name": .string(name),
            "server": .string(credentials.endpoint),
            "config": .string(String(decoding: settings.serialized(), as: UTF8.self)),
        ]
        object = secret
    }

    /// What Argo CD calls a dataplane: dataplanes of several fleets are side by side there.
    package static func name(of dataplane: DataplaneCluster) -> String {
        "\(dataplane.metadata.namespace ?? "default").\(dataplane.metadata.name)"
    }
}
