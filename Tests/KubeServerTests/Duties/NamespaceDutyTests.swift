// SPDX-License-Identifier: Apache-2.0

import JSONKit
import KubeServer
import Testing

@Suite("What every namespace has")
struct NamespaceDutyTests {
    private let cluster: TestCluster
    private let duty = NamespaceDuty(certificates: TestCluster.certificates)

    init() throws {
        cluster = try TestCluster()
        cluster.put(.namespaces, "a")
    }

    private var hasAll: Bool {
        cluster.object(.serviceAccounts, "default", in: "a") != nil
            && cluster.object(.configMaps, "kube-root-ca.crt", in: "a")?["data"]
                == ["ca.crt": .string(TestCluster.certificates)]
    }

    @Test("a new namespace gets its account and the certificates")
    func creation() {
        #expect(cluster.perform(cluster.writes(of: duty, after: .namespaces, "a")))
        #expect(hasAll)
        #expect(!cluster.perform(cluster.writes(of: duty, after: .namespaces, "a")))
        #expect(duty.writesAtStart(in: cluster.storage).isEmpty)
    }

    @Test("what is deleted or changed comes back")
    func restoration() throws {
        cluster.perform(duty.writesAtStart(in: cluster.storage))
        for (resource, name) in [(ResourceID.serviceAccounts, "default"), (.configMaps, "kube-root-ca.crt")] {
            let change = try #require(cluster.remove(resource, name, in: "a"))
            #expect(!hasAll)
            cluster.perform(duty.writes(after: change, of: resource, in: cluster.storage))
            #expect(hasAll)
        }
        cluster.change(.configMaps, "kube-root-ca.crt", in: "a") { $0["data"] = ["x": "y"] }
        cluster.perform(cluster.writes(of: duty, after: .configMaps, "kube-root-ca.crt", in: "a"))
        #expect(hasAll)
        cluster.change(.configMaps, "kube-root-ca.crt", in: "a") { $0.metadata["annotations"] = nil }
        cluster.perform(cluster.writes(of: duty, after: .configMaps, "kube-root-ca.crt", in: "a"))
        let annotations = cluster.object(.configMaps, "kube-root-ca.crt", in: "a")?.metadata.texts("annotations")
        #expect(annotations?["kubernetes.io/description"]?.hasPrefix("Contains a CA bundle") == true)
    }

    @Test("a namespace that is going gets nothing, nor does one that is gone")
    func termination() throws {
        for member in ["phase", "deletionTimestamp"] {
            cluster.change(.namespaces, "a") { namespace in
                if member == "phase" {
                    namespace["status"] = ["phase": "Terminating"]
                } else {
                    namespace["status"] = nil
                    namespace.metadata["deletionTimestamp"] = "2026-01-01T00:00:00Z"
                }
            }
            #expect(cluster.writes(of: duty, after: .namespaces, "a").isEmpty)
        }
        let change = try #require(cluster.remove(.namespaces, "a"))
        #expect(duty.writes(after: change, of: .namespaces, in: cluster.storage).isEmpty)
    }

    @Test("other accounts and maps are nobody's duty")
    func others() {
        cluster.put(.serviceAccounts, "bot", in: "a")
        #expect(cluster.writes(of: duty, after: .serviceAccounts, "bot", in: "a").isEmpty)
    }
}
