// SPDX-License-Identifier: Apache-2.0

internal import JSONKit
internal import KubeSchema

/// What may be wrong with a specification that has a selector and a template of pods.
struct WorkloadErrors {
    /// How the messages name the kind: `deployment`.
    let kind: String
    let spec: JSONObject
    let path = FieldPath.root.child("spec")

    init(_ kind: String, _ spec: JSONObject) {
        self.kind = kind
        self.spec = spec
    }

    var inReplicas: [FieldError] { FieldError.negative(path.child("replicas"), spec.int("replicas")) }

    func negative(_ names: String...) -> [FieldError] {
        names.flatMap { FieldError.negative(path.child($0), spec.int($0)) }
    }

    /// The selector is there, selects something, and selects the pods of the template.
    var inSelector: [FieldError] {
        guard let selector = spec["selector"]?.object else { return [.required(path.child("selector"))] }
        var errors = SelectorErrors.inSelector(selector, at: path.child("selector"))
        if SelectorErrors.isEmpty(selector) {
            let detail = "empty selector is invalid for \(kind)"
            errors.append(.invalid(path.child("selector"), .object(selector), detail))
        }
        return errors
    }

    /// The template makes pods that the selector selects, and that are started again whenever they end.
    var inTemplate: [FieldError] {
        let template = spec.object("template")
        let path = path.child("template")
        let labels = template.metadata.texts("labels")
        var errors: [FieldError] = []
        // No selector selects nothing, and an empty one everything.
        let isSelected = spec["selector"]?.object.map { SelectorErrors.matches($0, labels) } ?? false
        if !isSelected {
            let value = template.metadata["labels"] ?? .null
            let detail = "`selector` does not match template `labels`"
            errors.append(.invalid(path.child("metadata", "labels"), value, detail))
        }
        errors += PodErrors.inTemplate(template, at: path)
        let restartPolicy = template.object("spec").text("restartPolicy")
        if ["OnFailure", "Never"].contains(restartPolicy) {
            let place = path.child("spec", "restartPolicy")
            errors.append(.notSupported(place, .string(restartPolicy), supported: ["Always"]))
        }
        if template.object("spec")["activeDeadlineSeconds"]?.int != nil {
            let place = path.child("spec", "activeDeadlineSeconds")
            errors.append(.forbidden(place, "activeDeadlineSeconds in \(deadlineKind) is not Supported"))
        }
        return errors
    }

    private var deadlineKind: String {
        switch kind {
        case "statefulset": "StatefulSet"
        case "daemonset": "DaemonSet"
        default: "ReplicaSet"
        }
    }
}
