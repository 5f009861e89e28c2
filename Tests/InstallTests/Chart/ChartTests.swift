// SPDX-License-Identifier: Apache-2.0

import Basics
import JSONKit
import KubeRuntime
import TestSupport
import Testing

@Suite("The chart", .timeLimit(.minutes(2)), .python)
struct ChartTests {
    @Test("makes what Kubernetes and Helm have nothing against", arguments: ValueSet.all)
    func valid(_ set: ValueSet) async throws {
        let rendering = try await Rendering.of(set)
        #expect(rendering.mistakes == [])
        #expect(rendering.documents.count > 2 && rendering.notes.contains("rollout status deployment/"))
    }

    @Test("refuses what it cannot use, and says what and where", arguments: Refusal.all)
    func refuses(_ refusal: Refusal) async throws {
        let error = try #require(try await Rendering.error(of: refusal), "it was rendered")
        #expect(error.contains(refusal.message), "\(error)")
    }

    @Test("makes pods that pass the restricted Pod Security Standard, and write nothing", arguments: ValueSet.all)
    func security(_ set: ValueSet) async throws {
        let spec = try #require(try await Rendering.of(set).pod()["spec"])
        #expect(PodSecurity.offences(of: spec) == [])
        #expect(spec["containers"]?[0]?["securityContext"]?["readOnlyRootFilesystem"] == true)
        for mount in spec["containers"]?[0]?["volumeMounts"]?.array ?? [] { #expect(mount["readOnly"] == true) }
    }

    @Test("would not get worse pods past that check")
    func checker() {
        let pod: JSONValue = [
            "hostNetwork": true, "volumes": [["name": "node", "hostPath": ["path": "/"]]],
            "containers": [["ports": [["hostPort": 80]], "securityContext": ["runAsUser": 0, "privileged": true]]],
        ]
        #expect(
            PodSecurity.offences(of: pod) == [
                "hostNetwork", "hostPath", "privileged", "allowPrivilegeEscalation", "runAsNonRoot", "runAsUser",
                "seccompProfile", "capabilities", "hostPort",
            ]
        )
    }

    @Test("gives nobody everything", arguments: ValueSet.all)
    func stars(_ set: ValueSet) async throws {
        let rendering = try await Rendering.of(set)
        for role in rendering.all("ClusterRole") + rendering.all("Role") {
            for rule in role["rules"]?.array ?? [] {
                let lists = (rule.object ?? [:]).flatMap { $0.value.array ?? [] }.compactMap(\.string)
                #expect(!lists.isEmpty && !lists.contains { $0.contains("*") }, "\(role.name ?? "")")
                let verbs: Set<String?> = ["escalate", "bind", "impersonate"]
                #expect(verbs.isDisjoint(with: rule["verbs"]?.array?.map(\.string) ?? []))
            }
        }
    }

    @Test("looks after all namespaces with a ClusterRole, and after some with a Role in each")
    func scopes() async throws {
        let everywhere = try await Rendering.of(.everywhere)
        #expect(Self.places(everywhere.all("Role")) == ["argocd/portolan-argocd", "portolan/portolan-leader"])
        let confined = try await Rendering.of(.confined)
        let roles = [
            "argocd/portolan-argocd", "flyte/portolan", "flyte/portolan-flyte", "portolan/portolan-leader",
            "team-b/portolan",
        ]
        #expect(Self.places(confined.all("Role")) == roles)
        #expect(Self.places(confined.all("RoleBinding")) == roles)
        // Whose token it is cannot be asked in a namespace.
        let cluster = try #require(confined.all("ClusterRole").first { $0.name == "portolan" })
        let groups = cluster["rules"]?.array?.compactMap { $0["apiGroups"]?[0]?.string }
        #expect(groups == ["", "authentication.k8s.io", "authorization.k8s.io"])
        #expect(Self.places(try await Rendering.of(.open).all("Role")) == [])
    }

    private static func places(_ objects: [JSONValue]) -> [String] {
        objects.map { "\($0["metadata"]?["namespace"]?.string ?? "")/\($0.name ?? "")" }.sorted()
    }

    @Test("leaves out what is switched off")
    func switches() async throws {
        let silent = try await Rendering.of(.silent)
        let kinds = Set(silent.documents.compactMap { $0["kind"]?.string })
        #expect(kinds == ["ConfigMap", "Deployment", "NetworkPolicy", "PodDisruptionBudget", "Service"])
        #expect(try silent.only("Service").name == "portolan-metrics")
        #expect(try silent.pod()["spec"]?["serviceAccountName"] == "pilot")
        let open = try await Rendering.of(.open)
        #expect(open.all("PodDisruptionBudget").isEmpty && open.all("NetworkPolicy").isEmpty)
        // Without an election the old pod has to be gone before a new one comes.
        #expect(try open.only("Deployment")["spec"]?["strategy"]?["type"] == "Recreate")
        #expect(open.notes.contains("ATTENTION: whoever reaches the service may ask"))
        // Nobody has to be known where everybody may ask.
        #expect(open.all("ClusterRole").compactMap(\.name).contains("portolan-route") == false)
    }

    @Test("makes what others look for by labels, and calls everything after the release")
    func everything() async throws {
        let rendering = try await Rendering.of(.everything)
        #expect(try rendering.only("ServiceMonitor")["metadata"]?["labels"]?["release"] == "prometheus")
        #expect(try rendering.only("PrometheusRule")["spec"]?["groups"]?.array?.isEmpty == false)
        let names = rendering.documents.filter { $0["kind"] != "CustomResourceDefinition" }
            .map { JSONValue.object($0).name ?? "" }
        #expect(names.allSatisfy { $0.hasPrefix("harbour-pilot") || $0 == "pilot" }, "\(names)")
        let container = try #require(try rendering.pod()["spec"]?["containers"]?[0])
        #expect(container["image"]?.string?.hasPrefix("registry.example.com:5000/pilot@sha256:0123") == true)
    }

    @Test("lets a pod end in order before it is killed")
    func grace() async throws {
        let spec = try #require(try await Rendering.of(.usual).pod()["spec"])
        let pause = spec["containers"]?[0]?["lifecycle"]?["preStop"]?["sleep"]?["seconds"]?.int ?? 0
        let limits = ServiceGroupMachine.Limits()
        let needed = Duration.seconds(pause) + limits.grace + limits.cancellation + limits.release
        let granted = Duration.seconds(spec["terminationGracePeriodSeconds"]?.int ?? 0)
        #expect(granted >= needed && granted < needed + .seconds(5))
    }

    @Test("makes new pods when the configuration changes, and only then")
    func checksum() async throws {
        let checksums = try await [ValueSet.usual, .certified, .oneNamespace].asyncMap { set in
            try await Rendering.of(set).pod()["metadata"]?["annotations"]?["checksum/configuration"]?.string
        }
        #expect(Set(checksums).count == 3)
    }
}

extension Sequence {
    fileprivate func asyncMap<Result>(_ transform: (Element) async throws -> Result) async rethrows -> [Result] {
        var results: [Result] = []
        for element in self { results.append(try await transform(element)) }
        return results
    }
}
