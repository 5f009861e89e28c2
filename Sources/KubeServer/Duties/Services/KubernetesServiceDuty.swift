// SPDX-License-Identifier: Apache-2.0

internal import JSONKit

/// Keeps the service `kubernetes`, under which programs in a cluster reach the API server.
package struct KubernetesServiceDuty: Duty {
    private static let key = StorageKey(namespace: "default", name: "kubernetes")
    /// The service, as address books call it.
    static let service = "\(key)"

    package let resources: [ResourceID] = [.services, .namespaces]
    // In Kubernetes, the API server itself writes the service.
    package let manager = "kube-apiserver"

    private let address: String
    private let port: Int

    /// - Parameters:
    ///   - address: the address of the service, by which the certificate of the server is good.
    ///   - port: the port at which the server listens.
    package init(address: String = ServiceAddressBook.apiServer, port: Int) {
        self.address = address
        self.port = port
    }

    package func writes(after change: Change, of resource: ResourceID, in storage: Storage) -> [ObjectWrite] {
        switch resource {
        case .services where change.object.key == Self.key: writesAtStart(in: storage)
        case .namespaces where change.kind == .created: writesAtStart(in: storage)
        default: []
        }
    }

    package func writesAtStart(in storage: Storage) -> [ObjectWrite] {
        guard let present: JSONObject = storage.read(.services, Self.key) else {
            return [.create(.services, Self.key, object)]
        }
        // The server may listen elsewhere than before.
        guard present["spec"]?["ports"] != ports else { return [] }
        return [
            .change(.services, Self.key) { [ports] service in
                var service = service
                service.set(ports, at: ["spec", "ports"])
                return service
            }
        ]
    }

    private var ports: JSONValue {
        [
            [
                "name": "https", "protocol": "TCP", "port": 443, "targetPort": .number(JSONNumber(port)),
            ]
        ]
    }

    private var object: JSONObject {
        [
            "apiVersion": "v1",
            "kind": "Service",
            "metadata": [
                "name": .string(Self.key.name),
                "namespace": .string(Self.key.namespace),
                "labels": ["component": "apiserver", "provider": "kubernetes"],
            ],
            "spec": [
                "clusterIP": .string(address),
                "clusterIPs": [.string(address)],
                "ports": ports,
                "sessionAffinity": "None",
                "type": "ClusterIP",
            ],
        ]
    }
}
