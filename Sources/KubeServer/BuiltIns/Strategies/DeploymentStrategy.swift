// SPDX-License-Identifier: Apache-2.0

internal import JSONKit
internal import KubeSchema

/// Deployments.
struct DeploymentStrategy: BuiltInStrategy {
    var printer: RowPrinter { .deployments }
    var countsGenerations: Bool { true }

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
        guard type == "RollingUpdate" else {
            return FieldError.unknownWord(path.child("type"), type, known: ["Recreate", "RollingUpdate"])
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
