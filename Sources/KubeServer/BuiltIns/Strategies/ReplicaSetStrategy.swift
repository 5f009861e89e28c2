// SPDX-License-Identifier: Apache-2.0

internal import JSONKit
internal import KubeSchema

/// Replica sets.
struct ReplicaSetStrategy: BuiltInStrategy {
    var printer: RowPrinter { .replicaSets }
    var countsGenerations: Bool { true }

    func prepare(_ object: inout JSONObject, replacing old: JSONObject?) {
        PodDefaults.fillTemplate(of: &object)
    }

    func errors(in object: JSONObject, replacing old: JSONObject?) -> [FieldError] {
        let spec = object.object("spec")
        let check = WorkloadErrors("replicaset", spec)
        let errors = check.negative("replicas", "minReadySeconds") + check.inSelector + check.inTemplate
        guard let old else { return errors }
        return errors
            + FieldError.immutable(check.path.child("selector"), spec["selector"], old.object("spec")["selector"])
    }
}
