// SPDX-License-Identifier: Apache-2.0

import JSONKit
import KubeCore
import KubeRuntime
import Telemetry

/// Copies config maps into other namespaces, and keeps the copies as the originals are.
///
/// An original has the label `example.com/replicate: "true"` and names the namespaces in the annotation
/// `example.com/replicate-to`, separated by commas.
enum Replicator {
    typealias ConfigMap = CoreV1.ConfigMap

    static func controller(
        _ stores: StoreCatalogue,
        _ environment: RuntimeEnvironment
    ) throws -> Controller<ConfigMap> {
        let originals = stores.store(of: ConfigMap.self, labels: try LabelSelector(query: "example.com/replicate=true"))
        let copies = stores.store(
            of: ConfigMap.self,
            labels: try LabelSelector(query: "example.com/replica"),
            indexes: [ObjectIndex("original") { [original(of: $0).description] }]
        )
        // A copy that somebody changes or deletes leads to its original, as every change of the original does.
        let copyChanged = Trigger.changes(of: copies) { change in change.states.map(original) }

        return Controller("config-map-replicator", of: originals, triggers: [copyChanged], environment) { pass in
            let wanted = pass.object.map(namespaces) ?? []
            for copy in copies.snapshot.objects(by: "original", pass.key.description) {
                guard let namespace = copy.metadata.namespace, !wanted.contains(namespace) else { continue }
                try await pass.writer.delete(ConfigMap.resourceType, copy.metadata)
            }
            guard let object = pass.object else { return .done }
            for namespace in wanted {
                try await pass.writer.apply(ConfigMap.resourceType, copy(of: object, in: namespace))
            }
            pass.logger.info("replicated", ["namespaces": wanted.count])
            return .done
        }
    }

    private static func namespaces(of original: ConfigMap) -> [String] {
        (original.metadata.annotations["example.com/replicate-to"] ?? "")
            .split(separator: ",")
            .map { $0.filter { !$0.isWhitespace } }
            .filter { !$0.isEmpty && $0 != original.metadata.namespace }
    }

    private static func copy(of original: ConfigMap, in namespace: String) -> DynamicObject {
        let key = ObjectKey(namespace: namespace, name: original.metadata.name)
        var copy = DynamicObject(ConfigMap.resourceType, key)
        copy.setMetadata("labels", ["example.com/replica": "true"])
        copy.setMetadata("annotations", ["example.com/original": .string(original.key.description)])
        var data = JSONObject()
        for (name, text) in original.data.sorted(by: { $0.key < $1.key }) { data[name] = .string(text) }
        copy["data"] = .object(data)
        return copy
    }

    private static func original(of copy: ConfigMap) -> ObjectKey {
        let parts = (copy.metadata.annotations["example.com/original"] ?? "").split(separator: "/").map(String.init)
        return parts.count == 2 ? ObjectKey(namespace: parts[0], name: parts[1]) : ObjectKey(name: "")
    }
}
