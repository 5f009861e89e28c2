// SPDX-License-Identifier: Apache-2.0

internal import JSONKit
internal import KubeSchema

/// Jobs: the API server chooses their selector, unless it is told not to.
struct JobStrategy: BuiltInStrategy {
    private static let nameLabels = ["job-name", "batch.kubernetes.io/job-name"]
    private static let uidLabels = ["controller-uid", "batch.kubernetes.io/controller-uid"]

    var printer: RowPrinter { .jobs }
    var countsGenerations: Bool { true }

    func prepare(_ object: inout JSONObject, replacing old: JSONObject?) {
        PodDefaults.fillTemplate(of: &object)
        object.make("spec", Self.fill)
        if old == nil, object.object("spec")["manualSelector"]?.bool == false { chooseSelector(&object) }
        // A job without labels has those of its pods, the chosen ones too.
        let labels = object.object("spec", "template").metadata["labels"]
        if let labels, !object.metadata.has("labels") { object.metadata["labels"] = labels }
    }

    private static func fill(_ spec: inout JSONObject) {
        if spec["completions"]?.int == nil, spec["parallelism"]?.int == nil { spec["completions"] = 1 }
        spec.setDefault("parallelism", 1)
        let countsPerIndex = spec.int("backoffLimitPerIndex") != nil
        spec.setDefault("backoffLimit", countsPerIndex ? 2_147_483_647 : 6)
        spec.setDefault("completionMode", "NonIndexed")
        spec.setDefault("suspend", false)
        let hasPolicy = spec["podFailurePolicy"]?.object != nil
        spec.setDefault("podReplacementPolicy", hasPolicy ? "Failed" : "TerminatingOrFailed")
        spec.setDefault("manualSelector", false)
        spec.change("podFailurePolicy") { policy in
            policy.changeEach("rules") { $0.changeEach("onPodConditions") { $0.replaceEmpty("status", "True") } }
        }
    }

    private func chooseSelector(_ object: inout JSONObject) {
        let name = object.metadata["name"] ?? ""
        let uid = object.metadata["uid"] ?? ""
        object.change("spec") { spec in
            spec.make("template") { template in
                template.metadata.make("labels") { labels in
                    for label in Self.nameLabels { labels.setDefault(label, name) }
                    for label in Self.uidLabels { labels.setDefault(label, uid) }
                }
            }
            spec.make("selector") { selector in
                selector.make("matchLabels") { $0[Self.uidLabels[1]] = uid }
            }
        }
    }

    func errors(in object: JSONObject, replacing old: JSONObject?) -> [FieldError] {
        let spec = object.object("spec")
        let path = FieldPath.root.child("spec")
        let check = WorkloadErrors("job", spec)
        var errors = Self.inSpec(spec, at: path)
        if let selector = spec["selector"]?.object {
            errors += SelectorErrors.inSelector(selector, at: path.child("selector"))
            if spec["manualSelector"]?.bool == false { errors += inChosenSelector(selector, object, at: path) }
        } else {
            errors.append(.required(path.child("selector")))
        }
        if !SelectorErrors.matches(spec.object("selector"), spec.object("template").metadata.texts("labels")) {
            let labels = spec.object("template").metadata["labels"] ?? .null
            let place = path.child("template", "metadata", "labels")
            errors.append(.invalid(place, labels, "`selector` does not match template `labels`"))
        }
        guard let old else { return errors }
        return errors + inChange(of: check.spec, from: old, at: path)
    }

    private func inChosenSelector(_ selector: JSONObject, _ object: JSONObject, at path: FieldPath) -> [FieldError] {
        let uid = object.metadata.text("uid")
        let labels = selector.texts("matchLabels")
        let chosen = Self.uidLabels.contains { labels[$0] == uid }
        return chosen
            ? [] : [.invalid(path.child("selector"), .object(selector), "`selector` not auto-generated")]
    }

    private func inChange(of spec: JSONObject, from old: JSONObject, at path: FieldPath) -> [FieldError] {
        let before = old.object("spec")
        // A job that has not begun may still be given another place to run.
        let isWaiting = before["suspend"]?.bool == true && !old.object("status").has("startTime")
        let isElastic = spec.text("completionMode") == "Indexed" && spec["completions"] == spec["parallelism"]
        var fixed = ["selector", "podFailurePolicy", "completionMode", "backoffLimitPerIndex", "managedBy"]
        if !isWaiting { fixed.insert("template", at: 1) }
        if !isElastic { fixed.insert("completions", at: 0) }
        return fixed.flatMap { FieldError.immutable(path.child($0), spec[$0], before[$0]) }
    }
}

extension JobStrategy {
    /// What is wrong with the specification of a job, that of a template too.
    static func inSpec(_ spec: JSONObject, at path: FieldPath) -> [FieldError] {
        let numbers = [
            "parallelism", "completions", "activeDeadlineSeconds", "backoffLimit", "ttlSecondsAfterFinished",
            "backoffLimitPerIndex", "maxFailedIndexes",
        ]
        var errors = numbers.flatMap { FieldError.negative(path.child($0), spec.int($0)) }
        if spec.has("completionMode") {
            let modes = ["NonIndexed", "Indexed"]
            errors += FieldError.unknownWord(path.child("completionMode"), spec.text("completionMode"), known: modes)
        }
        if spec.text("completionMode") == "Indexed", spec.int("completions") == nil {
            errors.append(.required(path.child("completions"), "when completion mode is Indexed"))
        }
        let template = spec.object("template")
        errors += PodErrors.inTemplate(template, at: path.child("template"))
        if template.object("spec").text("restartPolicy") == "Always" {
            let place = path.child("template", "spec", "restartPolicy")
            errors.append(.required(place, #"valid values: "OnFailure", "Never""#))
        }
        return errors
    }
}
