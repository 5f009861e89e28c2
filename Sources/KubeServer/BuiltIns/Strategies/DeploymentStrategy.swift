// SPDX-License-Identifier: Apache-2.0

internal import JSONKit
internal import KubeSchema

/// Deployments.
struct DeploymentStrategy: BuiltInStrategy {
    var printer: RowPrinter { .deployments }
    var countsGenerations: Bool { true }
    /// Because they are copied to the replica sets of the deployment.
    var countsAnnotations: Bool { true }

    func prepare(_ object: inout JSONObject, replacing old: JSONObject?) {
        PodDefaults.fillTemplate(of: &object)
        object.change("spec") { spec in
            spec.change("strategy") { strategy in
                guard strategy.text("type") == "RollingUpdate" else { return }
                strategy.make("rollingUpdate") { rollingUpdate in
                    rollingUpdate.setDefault("maxUnavailable", "25%")
                    rollingUpdate.setDefault("maxSurge", "25%")
                }
            }
        }
    }

    func errors(in object: JSONObject, replacing old: JSONObject?) -> [FieldError] {
        let spec = object.object("spec")
        let check = WorkloadErrors("deployment", spec)
        var errors = check.inReplicas + check.inSelector + check.inTemplate
        errors += inStrategy(spec.object("strategy"), at: check.path.child("strategy"))
        errors += check.negative("minReadySeconds", "revisionHistoryLimit", "progressDeadlineSeconds")
        if let deadline = spec.int("progressDeadlineSeconds"), deadline <= spec.int("minReadySeconds") ?? 0 {
            let path = check.path.child("progressDeadlineSeconds")
            errors.append(.invalid(path, .number(JSONNumber(deadline)), "must be greater than minReadySeconds"))
        }
        guard let old else { return errors }
        let path = check.path.child("selector")
        return errors + FieldError.immutable(path, spec["selector"], old.object("spec")["selector"])
    }

    private func inStrategy(_ strategy: JSONObject, at path: FieldPath) -> [FieldError] {
        let type = strategy.text("type")
        if type == "Recreate", strategy["rollingUpdate"]?.object != nil {
            let detail = "may not be specified when strategy `type` is 'Recreate'"
            return [.forbidden(path.child("rollingUpdate"), detail)]
        }
        if type == "Recreate" { return [] }
        guard type == "RollingUpdate" else {
            // Shown as Go's encoder writes a struct that has no names for JSON.
            let rollingUpdate: JSONValue =
                strategy["rollingUpdate"]?.object.map {
                    ["MaxUnavailable": $0["maxUnavailable"] ?? 0, "MaxSurge": $0["maxSurge"] ?? 0]
                } ?? .null
            let shown: JSONValue = ["Type": .string(type), "RollingUpdate": rollingUpdate]
            let supported = ["Recreate", "RollingUpdate"]
            return [.notSupported(path, shown: shown.serializedText(.compact), supported: supported)]
        }
        let rollingUpdate = strategy.object("rollingUpdate")
        guard rollingUpdate["maxUnavailable"].isZeroAmount, rollingUpdate["maxSurge"].isZeroAmount else { return [] }
        let place = path.child("rollingUpdate", "maxUnavailable")
        return [.invalid(place, rollingUpdate["maxUnavailable"], "may not be 0 when `maxSurge` is 0")]
    }
}

extension JSONValue? {
    /// Whether a number or a percentage is zero.
    fileprivate var isZeroAmount: Bool {
        self?.int == 0 || self?.string == "0%"
    }
}
