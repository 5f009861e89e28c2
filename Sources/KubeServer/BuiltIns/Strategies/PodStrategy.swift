// SPDX-License-Identifier: Apache-2.0

internal import JSONKit
internal import KubeSchema

/// Pods: their specification is fixed when they are made.
struct PodStrategy: BuiltInStrategy {
    var printer: RowPrinter { .pods }
    // Since 1.35, so that a status can tell which specification it is about (KEP-5067).
    var countsGenerations: Bool { true }

    func prepare(_ object: inout JSONObject, replacing old: JSONObject?) {
        object.make("spec") { spec in
            PodDefaults.fill(&spec)
            if old == nil { admit(&spec) }
        }
        guard old == nil else { return }
        let quality = QualityOfService(object.object("spec"))
        object.make("status") { status in
            status["phase"] = "Pending"
            status["qosClass"] = .string(quality.rawValue)
        }
    }

    func errors(in object: JSONObject, replacing old: JSONObject?) -> [FieldError] {
        let path = FieldPath.root.child("spec")
        let errors = PodErrors.inSpec(object.object("spec"), at: path)
        guard let old else { return errors }
        return errors + PodChangeErrors.inChange(of: object.object("spec"), from: old.object("spec"), at: path)
    }

    /// What defaulting and admission give a new pod, but not a template.
    private func admit(_ spec: inout JSONObject) {
        spec.setDefault("enableServiceLinks", true)
        let usesHostNetwork = spec["hostNetwork"]?.bool == true
        for list in ["containers", "initContainers"] {
            spec.changeEach(list) { container in
                Self.requestLimits(&container)
                guard usesHostNetwork else { return }
                container.changeEach("ports") { port in
                    if (port.int("hostPort") ?? 0) == 0 { port["hostPort"] = port["containerPort"] }
                }
            }
        }
        spec.replaceEmpty("serviceAccountName", "default")
        spec["serviceAccount"] = spec["serviceAccountName"]
        spec.setDefault("priority", 0)
        spec.replaceEmpty("preemptionPolicy", "PreemptLowerPriority")
        Self.tolerateUnreachableNodes(&spec)
    }

    /// Who limits a resource and requests none of it requests the limit.
    private static func requestLimits(_ container: inout JSONObject) {
        let limits = container.object("resources", "limits")
        guard !limits.isEmpty else { return }
        container.make("resources") { resources in
            resources.make("requests") { requests in
                for (name, amount) in limits { requests.setDefault(name, amount) }
            }
        }
    }

    /// Pods stay on a node that fails for five minutes, unless they say something else.
    private static func tolerateUnreachableNodes(_ spec: inout JSONObject) {
        var tolerations = spec["tolerations"]?.array ?? []
        let present = spec.list("tolerations")
        for key in ["node.kubernetes.io/not-ready", "node.kubernetes.io/unreachable"] {
            let isTolerated = present.contains { toleration in
                (toleration.text("key") == key || !toleration.has("key"))
                    && (toleration.text("effect") == "NoExecute" || !toleration.has("effect"))
            }
            if isTolerated { continue }
            tolerations.append([
                "key": .string(key), "operator": "Exists", "effect": "NoExecute", "tolerationSeconds": 300,
            ])
        }
        if !tolerations.isEmpty { spec["tolerations"] = .array(tolerations) }
    }
}

/// How sure a pod can be of its resources.
enum QualityOfService: String {
    case guaranteed = "Guaranteed"
    case burstable = "Burstable"
    case bestEffort = "BestEffort"

    init(_ spec: JSONObject) {
        let resources = (spec.list("containers") + spec.list("initContainers")).map { $0.object("resources") }
        let names = ["cpu", "memory"]
        let amounts = resources.flatMap { resource in
            ["requests", "limits"].flatMap { member in names.compactMap { resource.object(member).quantity($0) } }
        }
        let isBounded = resources.allSatisfy { resource in
            names.allSatisfy { name in
                guard let limit = resource.object("limits").quantity(name), !limit.isZero else { return false }
                return resource.object("requests").quantity(name) == limit
            }
        }
        if amounts.allSatisfy(\.isZero) {
            self = .bestEffort
        } else {
            self = isBounded ? .guaranteed : .burstable
        }
    }
}
