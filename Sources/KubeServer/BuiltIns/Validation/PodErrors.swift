// SPDX-License-Identifier: Apache-2.0

internal import JSONKit
internal import KubeSchema

/// What may be wrong with the specification of a pod, or with a template of pods.
enum PodErrors {
    /// What is wrong with a template of pods.
    static func inTemplate(_ template: JSONObject, at path: FieldPath) -> [FieldError] {
        let labels = template.metadata.texts("labels").sorted { $0.key < $1.key }.flatMap { key, value in
            let path = path.child("metadata", "labels")
            return ObjectNames.qualifiedNameErrors(key).map { FieldError.invalid(path, .string(key), $0) }
                + ObjectNames.labelValueErrors(value).map { .invalid(path, .string(value), $0) }
        }
        return labels + inSpec(template.object("spec"), at: path.child("spec"))
    }

    /// What is wrong with the specification of a pod.
    static func inSpec(_ spec: JSONObject, at path: FieldPath) -> [FieldError] {
        var errors = inVolumes(spec.list("volumes"), at: path.child("volumes"))
        let check = ContainerErrors(volumes: Set(spec.list("volumes").map { $0.text("name") }))
        let containers = spec.list("containers")
        var names: Set<String> = []
        if containers.isEmpty { errors.append(.required(path.child("containers"))) }
        errors += check.inList(containers, at: path.child("containers"), names: &names)
        errors += check.inList(spec.list("initContainers"), at: path.child("initContainers"), names: &names)
        errors += inSecretReferences(spec.list("imagePullSecrets"), at: path.child("imagePullSecrets"))
        errors += FieldError.unknownWord(
            path.child("restartPolicy"),
            spec.text("restartPolicy"),
            known: ["Always", "OnFailure", "Never"]
        )
        errors += FieldError.unknownWord(
            path.child("dnsPolicy"),
            spec.text("dnsPolicy"),
            known: ["ClusterFirstWithHostNet", "ClusterFirst", "Default", "None"]
        )
        errors += FieldError.negative(
            path.child("terminationGracePeriodSeconds"),
            spec.int("terminationGracePeriodSeconds")
        )
        errors += TolerationErrors.inList(spec.list("tolerations"), at: path.child("tolerations"))
        let account = spec.text("serviceAccountName")
        if !account.isEmpty {
            errors += ObjectNames.subdomainErrors(account).map {
                .invalid(path.child("serviceAccountName"), .string(account), $0)
            }
        }
        if let seconds = spec.int("activeDeadlineSeconds"), !(1...Int(Int32.max)).contains(seconds) {
            let detail = "must be between 1 and 2147483647, inclusive"
            errors.append(.invalid(path.child("activeDeadlineSeconds"), .number(JSONNumber(seconds)), detail))
        }
        return errors
    }

    private static func inVolumes(_ volumes: [JSONObject], at path: FieldPath) -> [FieldError] {
        var errors: [FieldError] = []
        var names: Set<String> = []
        for (index, volume) in volumes.enumerated() {
            let place = path.index(index)
            let name = volume.text("name")
            errors += FieldError.required(place.child("name"), name, ObjectNames.labelErrors)
            if !name.isEmpty, !names.insert(name).inserted {
                errors.append(.duplicate(place.child("name"), .string(name)))
            }
            let sources = volume.filter { $0.key != "name" && $0.value.object != nil }.map(\.key)
            for source in sources.dropFirst() {
                errors.append(.forbidden(place.child(source), "may not specify more than 1 volume type"))
            }
        }
        return errors
    }

    private static func inSecretReferences(_ references: [JSONObject], at path: FieldPath) -> [FieldError] {
        references.enumerated().flatMap { index, reference in
            reference.has("name") ? [] : [FieldError.required(path.index(index).child("name"))]
        }
    }
}
