// SPDX-License-Identifier: Apache-2.0

package import KubeSchema

extension Schema {
    /// What every object of Kubernetes has: `apiVersion`, `kind`, and `metadata` with its own rules of ownership.
    package static let ofResources = Schema(
        type: .object,
        properties: [
            "apiVersion": .text,
            "kind": .text,
            "metadata": Schema(type: .object, properties: metadataProperties),
        ]
    )

    private static let metadataProperties = [
        "name": .text,
        "generateName": .text,
        "namespace": .text,
        "selfLink": .text,
        "uid": .text,
        "clusterName": .text,
        "resourceVersion": .text,
        "generation": .count,
        "creationTimestamp": .time,
        "deletionTimestamp": .time,
        "deletionGracePeriodSeconds": .count,
        "labels": Schema(type: .object, additional: .values(.text)),
        "annotations": Schema(type: .object, additional: .values(.text)),
        "finalizers": list(of: .text) {
            $0.listType = .set
            $0.patchStrategy = ["merge"]
        },
        "ownerReferences": list(of: ownerReference) {
            $0.listType = .map
            $0.listMapKeys = ["uid"]
            $0.patchStrategy = ["merge"]
            $0.patchMergeKey = "uid"
        },
        "managedFields": list(of: managedFieldsEntry) { $0.listType = .atomic },
    ]

    /// An owner is referred to as a whole: half a reference has no meaning.
    private static let ownerReference = Schema(
        type: .object,
        properties: [
            "apiVersion": .text, "kind": .text, "name": .text, "uid": .text,
            "controller": Schema(type: .boolean), "blockOwnerDeletion": Schema(type: .boolean),
        ],
        extensions: extensions { $0.mapType = .atomic }
    )

    private static let managedFieldsEntry = Schema(
        type: .object,
        properties: [
            "manager": .text, "operation": .text, "apiVersion": .text, "time": .time, "fieldsType": .text,
            "fieldsV1": Schema(type: .object), "subresource": .text,
        ]
    )

    private static var text: Schema { Schema(type: .string) }
    private static var count: Schema { Schema(type: .integer) }

    private static var time: Schema {
        var limits = SchemaLimits()
        limits.format = "date-time"
        return Schema(type: .string, isNullable: true, limits: limits)
    }

    private static func list(of items: Schema, _ change: (inout SchemaExtensions) -> Void) -> Schema {
        Schema(type: .array, items: items, extensions: extensions(change))
    }

    private static func extensions(_ change: (inout SchemaExtensions) -> Void) -> SchemaExtensions {
        var extensions = SchemaExtensions()
        change(&extensions)
        return extensions
    }
}
