// SPDX-License-Identifier: Apache-2.0

import JSONKit
import KubeCore
import TestSupport
import Testing

@testable import Dataplanes
@testable import PortolanAPI

@Suite("What a service account in a dataplane may do")
struct LeastPrivilegeTests {
    private static let flyte = (group: "flyte.lyft.com", kind: "FlyteWorkflow", plural: "flyteworkflows")
    private static let job = (group: "batch", kind: "Job", plural: "jobs")
    private static let cronJob = (group: "batch", kind: "CronJob", plural: "cronjobs")

    @Test("is what its payloads need, by group, and to know the cluster again")
    func rules() throws {
        let dataplane = Samples.dataplane {
            $0.spec.payloads.append(.init(apiGroup: "batch", kind: "CronJob"))
            $0.spec.credentials.rules = [.init(apiGroups: [""], resources: ["pods/log"], verbs: ["get"])]
        }
        let discovery = Samples.discovery([Self.flyte, Self.job, Self.cronJob])
        let privileges = try LeastPrivilege(dataplane.spec, discovery)
        let verbs = ["create", "delete", "get", "list", "watch"]
        #expect(
            privileges.clusterRules == [
                .init(apiGroups: ["batch"], resources: ["cronjobs", "jobs"], verbs: verbs),
                .init(apiGroups: ["flyte.lyft.com"], resources: ["flyteworkflows"], verbs: verbs),
                .init(apiGroups: [""], resources: ["namespaces"], resourceNames: ["kube-system"], verbs: ["get"]),
                .init(apiGroups: [""], resources: ["pods/log"], verbs: ["get"]),
            ]
        )
        #expect(privileges.missing == [])
        let resource = GroupResource(group: "flyte.lyft.com", resource: "flyteworkflows")
        #expect(privileges.essentialAccess == AccessReview(.resource(verb: "create", resource)))
    }

    @Test("leaves out what the dataplane does not serve, and says what that is")
    func missing() throws {
        let dataplane = Samples.dataplane { $0.spec.payloads.append(.init(apiGroup: "", kind: "Boat")) }
        let privileges = try LeastPrivilege(dataplane.spec, Samples.discovery([Self.job]))
        #expect(privileges.missing == ["FlyteWorkflow of flyte.lyft.com", "Boat"])
        #expect(privileges.payloads == [GroupResource(group: "batch", resource: "jobs")])
        let nothing = try LeastPrivilege(dataplane.spec, Discovery())
        #expect(nothing.essentialAccess == nil && nothing.clusterRules.count == 1)
    }

    @Test(
        "is never everything",
        arguments: [
            [], [flyte], [flyte, job, cronJob, (group: "", kind: "Pod", plural: "pods")],
        ] as [[(group: String, kind: String, plural: String)]]
    )
    func bounds(_ kinds: [(group: String, kind: String, plural: String)]) throws {
        let dataplane = Samples.dataplane {
            $0.spec.payloads = kinds.map { .init(apiGroup: $0.group, kind: $0.kind) }
        }
        let privileges = try LeastPrivilege(dataplane.spec, Samples.discovery(kinds))
        let account = dataplane.spec.credentials.serviceAccount
        let footprint = DataplaneFootprint(dataplane, clusterRules: privileges.clusterRules)
        let text = footprint.parts.map { String(decoding: $0.intent.serialized(), as: UTF8.self) }.joined()
        for word in ["*", "escalate", "bind\"", "impersonate", "secrets"] { #expect(!text.contains(word), "\(word)") }
        #expect(
            LeastPrivilege.namespaceRules(of: account) == [
                .init(
                    apiGroups: [""],
                    resources: ["serviceaccounts/token"],
                    resourceNames: [account.name],
                    verbs: ["create"]
                )
            ]
        )
    }

    struct Refusal: CustomTestStringConvertible {
        let rule: DataplaneCluster.PolicyRule
        let message: String

        var testDescription: String { message }

        init(_ groups: [String], _ resources: [String], _ verbs: [String], _ message: String) {
            rule = .init(apiGroups: groups, resources: resources, verbs: verbs)
            self.message = message
        }
    }

    static let refusals = [
        Refusal(["*"], ["pods"], ["get"], "spec.credentials.rules[1].apiGroups: \"*\" is more than anybody needs"),
        Refusal([""], ["*"], ["get"], "spec.credentials.rules[1].resources: \"*\""),
        Refusal([""], ["pods/*"], ["get"], "spec.credentials.rules[1].resources: \"*\""),
        Refusal([""], ["pods"], ["*"], "spec.credentials.rules[1].verbs: \"*\""),
        Refusal(["rbac.authorization.k8s.io"], ["roles"], ["escalate"], "rules[1].verbs: with \"escalate\""),
        Refusal(["rbac.authorization.k8s.io"], ["roles"], ["get", "Bind"], "rules[1].verbs: with \"Bind\""),
        Refusal([""], ["users"], ["impersonate"], "rules[1].verbs: with \"impersonate\""),
    ]

    @Test("is refused when it would be more than that", arguments: refusals)
    func refused(_ row: Refusal) {
        let harmless = DataplaneCluster.PolicyRule(apiGroups: [""], resources: ["pods"], verbs: ["get"])
        let dataplane = Samples.dataplane { $0.spec.credentials.rules = [harmless, row.rule] }
        let error = #expect(throws: PermissionProblem.self) { try LeastPrivilege(dataplane.spec, Discovery()) }
        #expect(error?.description.contains(row.message) == true, "\(error?.description ?? "")")
    }
}

@Suite("What is made in a dataplane")
struct DataplaneFootprintTests {
    @Test("is six objects, in the order in which they are made, with names that no other dataplane has")
    func parts() {
        let footprint = DataplaneFootprint(Samples.dataplane(), clusterRules: [])
        let names = footprint.parts.map { "\($0.type.kind) \($0.key)\($0.isShared ? " shared" : "")" }
        #expect(
            names == [
                "Namespace flyte shared", "ServiceAccount flyte/flyteadmin shared",
                "ClusterRole portolan:flyte:dataplane-1", "ClusterRoleBinding portolan:flyte:dataplane-1",
                "Role flyte/portolan:flyte:dataplane-1", "RoleBinding flyte/portolan:flyte:dataplane-1",
            ]
        )
        for part in footprint.parts {
            #expect(part.intent.kind == part.type.kind && part.intent.key == part.key)
            #expect(part.intent.apiVersion == part.type.groupVersion.apiVersion)
            #expect(part.intent.labels == ["app.kubernetes.io/managed-by": "portolan"])
        }
    }

    @Test("binds the service account, wherever it is, to its own roles")
    func bindings() {
        let dataplane = Samples.dataplane {
            $0.spec.credentials.serviceAccount = ObjectKey(namespace: "other", name: "runner")
        }
        let footprint = DataplaneFootprint(dataplane, clusterRules: [])
        let bindings = footprint.parts.filter { $0.type.kind.hasSuffix("Binding") }
        #expect(bindings.count == 2)
        for binding in bindings {
            let kind = String(binding.type.kind.dropLast("Binding".count))
            #expect(
                binding.intent["roleRef"] == [
                    "apiGroup": "rbac.authorization.k8s.io", "kind": .string(kind), "name": .string(binding.key.name),
                ]
            )
            #expect(
                binding.intent["subjects"] == [["kind": "ServiceAccount", "name": "runner", "namespace": "other"]]
            )
        }
        #expect(footprint.parts[0].key.name == "other")
    }
}
