// SPDX-License-Identifier: Apache-2.0

import Basics
import JSONKit
import KubeCore
import KubeServer
import Synchronization
import Testing

@Suite("The runner of duties", .timeLimit(.minutes(1)))
struct DutyRunnerTests {
    /// Keeps one more config map than there are numbers below a limit: each change leads to the next one.
    private struct Counting: Duty {
        let resources: [ResourceID] = [.configMaps]
        let limit: Int

        func writes(after change: Change, of resource: ResourceID, in storage: Storage) -> [ObjectWrite] {
            guard change.kind == .created, let number = Int(change.object.key.name.dropFirst()), number < limit else {
                return []
            }
            return [write(number + 1)]
        }

        func writesAtStart(in storage: Storage) -> [ObjectWrite] { [write(0)] }

        private func write(_ number: Int) -> ObjectWrite {
            let name = "n\(number)"
            let key = StorageKey(namespace: "a", name: name)
            return .create(
                .configMaps,
                key,
                ["apiVersion": "v1", "kind": "ConfigMap", "metadata": ["name": .string(name)]]
            )
        }
    }

    /// Remembers what it was told.
    private final class Listening: Duty {
        let resources: [ResourceID] = []
        let followsEverything = true
        let heard = Mutex<[String]>([])
        let starts = Mutex(0)

        func writes(after change: Change, of resource: ResourceID, in storage: Storage) -> [ObjectWrite] {
            heard.withLock { $0.append("\(change.kind) \(resource) \(change.object.key)") }
            return []
        }

        func writesAtStart(in storage: Storage) -> [ObjectWrite] {
            starts.withLock { $0 += 1 }
            return []
        }
    }

    private func runner(_ duties: [any Duty], _ cluster: TestCluster) -> DutyRunner {
        DutyRunner(duties, storage: cluster.storage, registry: Registry(BuiltInResources.all))
    }

    @Test("one write leads to another until nothing is left to do")
    func chain() async throws {
        let cluster = try TestCluster()
        cluster.put(.namespaces, "a")
        let runner = runner([Counting(limit: 20)], cluster)
        await runner.settle()
        #expect(cluster.storage.objects(.configMaps).count == 21)
        let owner = cluster.object(.configMaps, "n20", in: "a")?.metadata["managedFields"]
        #expect(owner?[0]?["manager"]?.string ?? "kube-controller-manager" == "kube-controller-manager")
        let revision = cluster.storage.revision
        await runner.settle()
        #expect(cluster.storage.revision == revision)
    }

    @Test("who follows everything hears of every resource in the order of the writes")
    func everything() async throws {
        let cluster = try TestCluster()
        let listening = Listening()
        let runner = runner([listening], cluster)
        await runner.settle()
        cluster.put(.namespaces, "a")
        cluster.put(.secrets, "s", in: "a")
        cluster.put(.namespaces, "b")
        cluster.remove(.secrets, "s", in: "a")
        await runner.settle()
        let expected = [
            "created namespaces a", "created secrets a/s", "created namespaces b", "deleted secrets a/s",
        ]
        #expect(listening.heard.withLock { $0 } == expected)
    }

    @Test("who has missed changes starts anew")
    func compaction() async throws {
        let cluster = try TestCluster()
        let listening = Listening()
        let runner = runner([listening], cluster)
        await runner.settle()
        #expect(listening.starts.withLock { $0 } == 1)
        cluster.put(.namespaces, "a")
        cluster.storage.compact()
        await runner.settle()
        #expect(listening.starts.withLock { $0 } == 2)
    }

    @Test("nothing is made in a namespace that is going or gone")
    func closedNamespaces() async throws {
        let cluster = try TestCluster()
        await runner([Counting(limit: 1)], cluster).settle()
        #expect(cluster.storage.objects(.configMaps).isEmpty)
        cluster.put(.namespaces, ["metadata": ["name": "a", "deletionTimestamp": "2026-01-01T00:00:00Z"]])
        await runner([Counting(limit: 1)], cluster).settle()
        #expect(cluster.storage.objects(.configMaps).isEmpty)
    }

    @Test("a write that the rules refuse is reported")
    func refusals() async throws {
        struct Refused: Duty {
            let resources: [ResourceID] = []
            func writes(after change: Change, of resource: ResourceID, in storage: Storage) -> [ObjectWrite] { [] }
            func writesAtStart(in storage: Storage) -> [ObjectWrite] {
                let object: JSONObject = ["apiVersion": "v1", "kind": "Namespace", "metadata": ["name": "Bad_Name"]]
                return [.create(.namespaces, StorageKey(name: "Bad_Name"), object)]
            }
        }
        let reports = ReportBox()
        let cluster = try TestCluster()
        let registry = Registry(BuiltInResources.all)
        let runner = DutyRunner([Refused()], storage: cluster.storage, registry: registry) { _, failure in
            reports.codes.withLock { $0.append(failure.status.code) }
        }
        await runner.settle()
        #expect(reports.codes.withLock { $0 } == [422])
    }

    private final class ReportBox: Sendable {
        let codes = Mutex<[Int]>([])
    }

    @Test("the runner follows what happens until it is cancelled")
    func running() async throws {
        let cluster = try TestCluster()
        let runner = runner([NamespaceDuty(certificates: TestCluster.certificates)], cluster)
        let key = StorageKey(namespace: "a", name: "default")
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await runner.run() }
            cluster.put(.namespaces, "a")
            while cluster.storage.object(.serviceAccounts, key) == nil {
                let revision = cluster.storage.revision
                guard cluster.storage.object(.serviceAccounts, key) == nil else { break }
                await cluster.storage.waitForNews(of: .serviceAccounts, after: revision, until: .now + .seconds(1))
            }
            group.cancelAll()
        }
        #expect(cluster.storage.object(.serviceAccounts, key) != nil)
    }
}
