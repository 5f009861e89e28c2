// SPDX-License-Identifier: Apache-2.0

internal import Basics
package import KubeCore
package import PortolanAPI

/// What the service account in a dataplane may do: what the declared payloads need, what the user adds, and nothing else.
package struct LeastPrivilege: Sendable, Hashable {
    /// The payloads as the dataplane serves them, such as `flyteworkflows.flyte.lyft.com`.
    package let payloads: [GroupResource]
    /// The declared payloads that it does not serve, as a person reads them.
    package let missing: [String]
    private let extra: [DataplaneCluster.PolicyRule]

    /// The privileges for what a spec declares, of which the dataplane's discovery says how it is served.
    package init(_ spec: DataplaneCluster.Spec, _ discovery: Discovery) throws(PermissionProblem) {
        try Self.check(spec.credentials.rules)
        var payloads: [GroupResource] = []
        var missing: [String] = []
        for payload in spec.payloads {
            let served = discovery.versions
                .filter { $0.groupVersion.group == payload.apiGroup }
                .flatMap(\.resources)
                .first { $0.type.kind == payload.kind }
            if let served {
                payloads.append(GroupResource(group: payload.apiGroup, resource: served.type.plural))
            } else {
                missing.append(payload.apiGroup.isEmpty ? payload.kind : "\(payload.kind) of \(payload.apiGroup)")
            }
        }
        self.payloads = payloads
        self.missing = missing
        extra = spec.credentials.rules
    }

    /// What is done with executions: they are made, looked at, aborted, and nothing of them is changed.
    package static let payloadVerbs = ["create", "delete", "get", "list", "watch"]

    /// The rules for the whole dataplane, as executions are in namespaces of their own.
    package var clusterRules: [DataplaneCluster.PolicyRule] {
        var rules: [DataplaneCluster.PolicyRule] = []
        for (group, payloads) in Dictionary(grouping: payloads, by: \.group).sorted(by: { $0.key < $1.key }) {
            let resources = payloads.map(\.resource).sorted()
            rules.append(.init(apiGroups: [group], resources: resources, verbs: Self.payloadVerbs))
        }
        let identity = DataplaneCluster.PolicyRule(
            apiGroups: [""],
            resources: ["namespaces"],
            resourceNames: ["kube-system"],
            verbs: ["get"]
        )
        return rules + [identity] + extra
    }

    /// The rules for the namespace of the service account: to renew its own token, and nobody else's.
    package static func namespaceRules(of serviceAccount: ObjectKey) -> [DataplaneCluster.PolicyRule] {
        [
            DataplaneCluster.PolicyRule(
                apiGroups: [""],
                resources: ["serviceaccounts/token"],
                resourceNames: [serviceAccount.name],
                verbs: ["create"]
            )
        ]
    }

    /// What a look at the dataplane checks: whether an execution could be made.
    package var essentialAccess: AccessReview? {
        payloads.first.map { AccessReview(.resource(verb: "create", $0)) }
    }

    /// Refuses rules with which a service account could give itself any other.
    package static func check(_ rules: [DataplaneCluster.PolicyRule]) throws(PermissionProblem) {
        for (index, rule) in rules.enumerated() {
            let place = "spec.credentials.rules[\(index)]"
            let fields = [("apiGroups", rule.apiGroups), ("resources", rule.resources), ("verbs", rule.verbs)]
            for (field, values) in fields where values.contains(where: { $0.contains("*") }) {
                throw PermissionProblem(
                    description: "\(place).\(field): \"*\" is more than anybody needs; name what is meant"
                )
            }
            if let verb = rule.verbs.first(where: { Self.mighty.contains($0.lowercased()) }) {
                throw PermissionProblem(
                    description: "\(place).verbs: with \"\(verb)\" the token could give itself every right"
                )
            }
        }
    }

    private static let mighty: Set<String> = ["escalate", "bind", "impersonate"]
}
