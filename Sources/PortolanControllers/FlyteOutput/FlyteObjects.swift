// SPDX-License-Identifier: Apache-2.0

internal import Basics
internal import Flyte
internal import JSONKit
internal import KubeCore
internal import PortolanAPI

/// The objects that Flyte reads, as far as Portolan says what is in them.
struct FlyteObjects {
    let namespace: String

    /// The Secret with the credentials of an export, and with some of the files that are in it now.
    func secret(_ export: FlyteExport, keeping old: [String: Secret<[UInt8]>]) -> DynamicObject {
        var object = DynamicObject(CoreV1.Secret.resourceType, key(FlyteCredentials.secretName))
        var data = JSONObject()
        let files = export.credentials.files.merging(old) { new, _ in new }
        for (name, content) in files.sorted(by: { $0.key < $1.key }) {
            data[name] = .string(Base64.standard.encode(content.exposed))
        }
        object["data"] = .object(data)
        return object
    }

    /// A ConfigMap with the file of an export.
    func configMap(_ name: String, _ export: FlyteExport) -> DynamicObject {
        var object = DynamicObject(CoreV1.ConfigMap.resourceType, key(name))
        object["data"] = [FlyteClustersFile.name: .string(export.clusters.text)]
        return object
    }

    /// What has all pods of a Deployment replaced, and says with what they are made.
    ///
    /// No apply: that would make a Deployment where there is none.
    func restart(_ export: FlyteExport) -> Patch {
        let annotations: JSONValue = [
            PortolanNames.flyteConfiguration: .string("\(export.configuration)"),
            PortolanNames.flyteReadAgainAt: export.readAgainAt.map { .string($0.formatted()) } ?? .null,
        ]
        return .merge(["spec": ["template": ["metadata": ["annotations": annotations]]]])
    }

    func key(_ name: String) -> ObjectKey { ObjectKey(namespace: namespace, name: name) }
}
