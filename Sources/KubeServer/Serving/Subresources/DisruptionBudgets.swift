// SPDX-License-Identifier: Apache-2.0

internal import Basics
internal import JSONKit
internal import KubeCore

/// What disruption budgets say of the eviction of a pod, and the record in them that one was allowed.
struct DisruptionBudgets {
    private static let id = ResourceID(group: "policy", plural: "poddisruptionbudgets")
    /// So many evictions may wait for the controller of budgets to see that their pods are gone.
    private static let recordLimit = 2_000

    private let server: APIServer
    private let now: Timestamp

    init(_ server: APIServer, now: Timestamp) {
        self.server = server
        self.now = now
    }

    /// Whether a pod does not count for any budget: it does not run any more, or not yet.
    static func disregard(_ pod: JSONObject) -> Bool {
        ["Succeeded", "Failed", "Pending"].contains(pod.object("status").text("phase"))
            || !pod.metadata.text("deletionTimestamp").isEmpty
    }

    /// Takes one disruption from the budget of a pod, or throws when there is none left.
    func allow(_ pod: JSONObject, isDryRun: Bool) throws(APIFailure) {
        let namespace = pod.metadata.text("namespace")
        guard let resource = server.registry.snapshot.resources.first(where: { $0.id == Self.id }) else { return }
        let budgets = budgets(of: pod, in: namespace)
        guard budgets.count <= 1 else {
            throw APIFailure.unforeseen(
                "This pod has more than one PodDisruptionBudget, which the eviction subresource does not support."
            )
        }
        guard let budget = budgets.first, !Self.spares(pod, budget) else { return }
        let key = StorageKey(namespace: namespace, name: budget.metadata.text("name"))
        try server.store.change(resource, key, isDryRun: isDryRun) { budget throws(APIFailure) in
            try check(budget)
            return record(pod, in: budget)
        }
    }

    private func budgets(of pod: JSONObject, in namespace: String) -> [JSONObject] {
        let labels = pod.metadata.texts("labels")
        return server.storage.objects(Self.id, in: namespace).compactMap { stored in
            guard let budget: JSONObject = try? stored.read(),
                let selector = try? LabelSelector(decoding: budget["spec"]?["selector"] ?? [:]),
                selector.matches(labels)
            else { return nil }
            return budget
        }
    }

    /// Whether an unhealthy pod can go without a disruption.
    private static func spares(_ pod: JSONObject, _ budget: JSONObject) -> Bool {
        guard pod.condition("Ready")?.text("status") != "True" else { return false }
        if budget.object("spec").text("unhealthyPodEvictionPolicy") == "AlwaysAllow" { return true }
        let status = budget.object("status")
        let desired = status.int("desiredHealthy") ?? 0
        return desired > 0 && status.int("currentHealthy") ?? 0 >= desired
    }

    private func check(_ budget: JSONObject) throws(APIFailure) {
        let (name, status) = (budget.metadata.text("name"), budget.object("status"))
        guard status.int("observedGeneration") ?? 0 >= budget.metadata.int("generation") ?? 0 else {
            let reason = "The disruption budget \(name) is still being processed by the server."
            throw Self.refusal(reason, retryAfterSeconds: 10)
        }
        let allowed = status.int("disruptionsAllowed") ?? 0
        let budgets = ResourceID(group: "policy", plural: "poddisruptionbudget")
        guard allowed >= 0 else {
            throw APIFailure.forbidden(budgets, name, "pdb disruptions allowed is negative")
        }
        guard status.object("disruptedPods").count <= Self.recordLimit else {
            throw APIFailure.forbidden(
                budgets,
                name,
                "DisruptedPods map too big - too many evictions not confirmed by PDB controller"
            )
        }
        guard allowed > 0 else { throw Self.refusal(Self.reason(for: name, budget, status)) }
    }

    private static func reason(for name: String, _ budget: JSONObject, _ status: JSONObject) -> String {
        let beginning = "The disruption budget \(name) does not allow evicting pods currently"
        let condition = budget.condition("DisruptionAllowed") ?? JSONObject()
        let message = condition.text("status") == "False" ? condition.text("message") : ""
        if !message.isEmpty, condition.text("reason") == "SyncFailed" {
            return "\(beginning) because it failed sync: \(message)"
        }
        let (desired, current) = (status.int("desiredHealthy") ?? 0, status.int("currentHealthy") ?? 0)
        if current <= desired {
            return "The disruption budget \(name) needs \(desired) healthy pods and has \(current) currently"
        }
        return message.isEmpty ? beginning : "\(beginning) (\(condition.text("reason"))): \(message)"
    }

    private static func refusal(_ reason: String, retryAfterSeconds seconds: Int? = nil) -> APIFailure {
        var cause = APIStatus.Cause()
        cause.reason = "DisruptionBudget"
        cause.message = reason
        let message = "Cannot evict pod as it would violate the pod's disruption budget."
        let failure = APIFailure(429, .tooManyRequests, message).about(causes: [cause])
        return seconds.map { failure.retry(afterSeconds: $0) } ?? failure
    }

    private func record(_ pod: JSONObject, in budget: JSONObject) -> JSONObject {
        var budget = budget
        budget.make("status") { status in
            let left = (status.int("disruptionsAllowed") ?? 0) - 1
            status["disruptionsAllowed"] = .number(JSONNumber(left))
            status.make("disruptedPods") { $0[pod.metadata.text("name")] = .string(now.formatted(.none)) }
        }
        return budget
    }
}
