// SPDX-License-Identifier: Apache-2.0

internal import JSONKit
internal import KubeSchema

/// Daemon sets.
struct DaemonSetStrategy: BuiltInStrategy {
    var printer: RowPrinter { .daemonSets }
    var countsGenerations: Bool { true }

    func prepare(_ object: inout JSONObject, replacing old: JSONObject?) {
        PodDefaults.fillTemplate(of: &object)
        countTemplate(&object, old)
        object.change("spec") { spec in
            spec.change("updateStrategy") { strategy in
                guard strategy.text("type") == "RollingUpdate" else { return }
                strategy.make("rollingUpdate") { rollingUpdate in
                    rollingUpdate.setDefault("maxUnavailable", 1)
                    rollingUpdate.setDefault("maxSurge", 0)
                }
            }
        }
    }

    /// Daemon sets of old APIs had a number for their template, which lives on in an annotation.
    private func countTemplate(_ object: inout JSONObject, _ old: JSONObject?) {
        let key = "deprecated.daemonset.template.generation"
        let count = Int(old?.metadata.texts("annotations")[key] ?? "") ?? 0
        let hasChanged = old?.object("spec")["template"] != object.object("spec")["template"]
        object.metadata.make("annotations") { $0[key] = .string("\(count + (hasChanged ? 1 : 0))") }
    }

    func errors(in object: JSONObject, replacing old: JSONObject?) -> [FieldError] {
        let spec = object.object("spec")
        let check = WorkloadErrors("daemonset", spec)
        var errors = check.inSelector + check.inTemplate
        errors += check.negative("minReadySeconds", "revisionHistoryLimit")
        errors += FieldError.unknownWord(
            check.path.child("updateStrategy", "type"),
            spec.object("updateStrategy").text("type"),
            known: ["RollingUpdate", "OnDelete"]
        )
        guard let old else { return errors }
        return errors
            + FieldError.immutable(check.path.child("selector"), spec["selector"], old.object("spec")["selector"])
    }
}
