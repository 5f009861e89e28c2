// SPDX-License-Identifier: Apache-2.0

internal import JSONKit

extension RowPrinter {
    static let nodes = RowPrinter(
        .name,
        .text("Status"),
        .text("Roles"),
        .age,
        .text("Version"),
        .wide("Internal-IP"),
        .wide("External-IP"),
        .wide("OS-Image"),
        .wide("Kernel-Version"),
        .wide("Container-Runtime")
    ) { row in
        let info = ["osImage", "kernelVersion", "containerRuntimeVersion"].map { member in
            JSONValue.string(row.text("status", "nodeInfo", member, none: "<unknown>"))
        }
        return [
            row.name,
            .string(row.nodeStatus),
            .string(row.nodeRoles),
            row.age,
            .string(row.text("status", "nodeInfo", "kubeletVersion")),
            .string(row.nodeAddress("InternalIP")),
            .string(row.nodeAddress("ExternalIP")),
        ] + info
    }

    static let persistentVolumes = RowPrinter(
        .name,
        .text("Capacity"),
        .text("Access Modes"),
        .text("Reclaim Policy"),
        .text("Status"),
        .text("Claim"),
        .text("StorageClass"),
        .text("VolumeAttributesClass"),
        .text("Reason"),
        .age,
        .wide("VolumeMode")
    ) { row in
        let spec = row.object.object("spec")
        let claim = spec["claimRef"]?.object
        return [
            row.name,
            .string(spec.object("capacity").quantity("storage")?.description ?? "0"),
            .string(Row.accessModes(spec.strings("accessModes"))),
            .string(spec.text("persistentVolumeReclaimPolicy")),
            .string(row.isBeingDeleted ? "Terminating" : row.text("status", "phase")),
            .string(claim.map { "\($0.text("namespace"))/\($0.text("name"))" } ?? ""),
            .string(row.storageClass),
            .string(row.text("spec", "volumeAttributesClassName", none: "<unset>")),
            .string(row.text("status", "reason")),
            row.age,
            .string(row.text("spec", "volumeMode", none: "<unset>")),
        ]
    }

    static let persistentVolumeClaims = RowPrinter(
        .name,
        .text("Status"),
        .text("Volume"),
        .text("Capacity"),
        .text("Access Modes"),
        .text("StorageClass"),
        .text("VolumeAttributesClass"),
        .age,
        .wide("VolumeMode")
    ) { row in
        let isBound = !row.text("spec", "volumeName").isEmpty
        let capacity = row.object.object("status", "capacity").quantity("storage")?.description ?? "0"
        return [
            row.name,
            .string(row.isBeingDeleted ? "Terminating" : row.text("status", "phase")),
            .string(row.text("spec", "volumeName")),
            .string(isBound ? capacity : ""),
            .string(isBound ? Row.accessModes(row.object.object("status").strings("accessModes")) : ""),
            .string(row.storageClass),
            .string(row.text("spec", "volumeAttributesClassName", none: "<unset>")),
            row.age,
            .string(row.text("spec", "volumeMode", none: "<unset>")),
        ]
    }

    static let storageClasses = RowPrinter(
        .name,
        .text("Provisioner"),
        .text("ReclaimPolicy"),
        .text("VolumeBindingMode"),
        .text("AllowVolumeExpansion"),
        .age
    ) { row in
        let isDefault =
            row.object.metadata.texts("annotations")["storageclass.kubernetes.io/is-default-class"] == "true"
        return [
            isDefault ? "\(row.object.metadata.text("name")) (default)" : row.name,
            .string(row.text("provisioner")),
            .string(row.text("reclaimPolicy", none: "Delete")),
            .string(row.text("volumeBindingMode", none: "Immediate")),
            .bool(row.object["allowVolumeExpansion"]?.bool ?? false),
            row.age,
        ]
    }
}

extension Row {
    fileprivate var nodeStatus: String {
        let ready = condition("Ready").map { $0.text("status") == "True" ? "Ready" : "NotReady" } ?? "Unknown"
        return object.object("spec")["unschedulable"]?.bool == true ? "\(ready),SchedulingDisabled" : ready
    }

    fileprivate var nodeRoles: String {
        let prefix = "node-role.kubernetes.io/"
        let roles = object.metadata.texts("labels").compactMap { key, value -> String? in
            if key.hasPrefix(prefix) { return String(key.dropFirst(prefix.count)) }
            return key == "kubernetes.io/role" ? value : nil
        }
        let names = Set(roles).subtracting([""]).sorted()
        return names.isEmpty ? "<none>" : names.joined(separator: ",")
    }

    fileprivate func nodeAddress(_ type: String) -> String {
        object.list("status", "addresses").first { $0.text("type") == type }?.text("address") ?? "<none>"
    }

    fileprivate var storageClass: String {
        let annotation = object.metadata.texts("annotations")["volume.beta.kubernetes.io/storage-class"]
        return annotation ?? text("spec", "storageClassName")
    }

    fileprivate static func accessModes(_ modes: [String]) -> String {
        let known = [
            ("ReadWriteOnce", "RWO"), ("ReadOnlyMany", "ROX"), ("ReadWriteMany", "RWX"), ("ReadWriteOncePod", "RWOP"),
        ]
        return known.filter { modes.contains($0.0) }.map(\.1).joined(separator: ",")
    }
}
