// SPDX-License-Identifier: Apache-2.0

package import JSONKit
package import KubeClient
internal import KubeCore

extension KubeClient {
    /// Applies objects one after the other, as `kubectl apply` would.
    ///
    /// What a definition defines is served when this returns: servers take a moment for that.
    package func install(_ manifests: [JSONObject]) async throws {
        var served = try await discovery()
        for manifest in manifests {
            let object = DynamicObject(manifest)
            let kind = try object.groupVersionKind()
            guard let type = served.resource(of: kind)?.type else {
                throw NotServed(kind: kind)
            }
            try await apply(type, object.key, object, ApplyOptions(fieldManager: "test", isForced: true))
            guard kind.kind == "CustomResourceDefinition" else { continue }
            served = try await discovery()
            while !served.defines(object.key.name) {
                try await Task.sleep(for: .milliseconds(20))
                served = try await discovery()
            }
        }
    }
}

extension Discovery {
    /// Whether the resource of a definition is there, which has its plural and its group in its name.
    fileprivate func defines(_ name: String) -> Bool {
        versions.contains { $0.resources.contains { $0.type.groupResource.description == name } }
    }
}

/// There is no resource for an object.
private struct NotServed: Error {
    let kind: GroupVersionKind
}
