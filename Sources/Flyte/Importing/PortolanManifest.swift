// SPDX-License-Identifier: Apache-2.0

internal import JSONKit
internal import KubeCore
internal import PortolanAPI

/// A manifest of one of Portolan's kinds, in the order in which people write it.
enum PortolanManifest {
    static func of(_ kind: String, named name: String, namespace: String?, _ spec: JSONValue) -> JSONValue {
        var metadata: JSONValue = ["name": .string(name)]
        metadata["namespace"] = namespace.map(JSONValue.string)
        return [
            "apiVersion": .string(GroupVersion.portolan.apiVersion), "kind": .string(kind), "metadata": metadata,
            "spec": spec,
        ]
    }
}
