// SPDX-License-Identifier: Apache-2.0

internal import JSONKit
internal import KubeSchema

/// Stateful sets: what their pods and volumes depend on stays as it was made.
struct StatefulSetStrategy: BuiltInStrategy {
    private static let free = [
        "replicas", "ordinals", "template", "updateStrategy", "revisionHistoryLimit",
        "persistentVolumeClaimRetentionPolicy", "minReadySeconds",
    ]
    private static let sentence =
        "updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template', 'updateStrategy', "
        + "'revisionHistoryLimit', 'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds' are forbidden"

    var printer: RowPrinter { .statefulSets }
    var countsGenerations: Bool { true }

    func nameErrors(_ name: String) -> [String] { ObjectNames.labelErrors(name) }

    func prepare(_ object: inout JSONObject, replacing old: JSONObject?) {
        PodDefaults.fillTemplate(of: &object)
        object.change("spec") { spec in
            spec.change("updateStrategy") { strategy in
                guard strategy.text("type") == "RollingUpdate" else { return }
                strategy.make("rollingUpdate") { $0.setDefault("partition", 0) }
            }
            spec.changeEach("volumeClaimTemplates") { claim in
                claim.setDefault("apiVersion", "v1")
                claim.setDefault("kind", "PersistentVolumeClaim")
                PersistentVolumeClaimStrategy.normalize(&claim)
            }
        }
    }

    func errors(in object: JSONObject, replacing old: JSONObject?) -> [FieldError] {
        let spec = object.object("spec")
        let check = WorkloadErrors("statefulset", spec)
        var errors = FieldError.unknownWord(
            check.path.child("podManagementPolicy"),
            spec.text("podManagementPolicy"),
            known: ["OrderedReady", "Parallel"]
        )
        errors += FieldError.unknownWord(
            check.path.child("updateStrategy", "type"),
            spec.object("updateStrategy").text("type"),
            known: ["RollingUpdate", "OnDelete"]
        )
        errors += check.inReplicas + check.negative("minReadySeconds", "revisionHistoryLimit")
        errors += check.inSelector + check.inTemplate
        guard let old else { return errors }
        var fixed = spec
        for field in Self.free { fixed[field] = old.object("spec")[field] }
        return fixed == old.object("spec") ? errors : errors + [.forbidden(check.path, Self.sentence)]
    }
}
