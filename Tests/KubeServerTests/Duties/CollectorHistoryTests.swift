// SPDX-License-Identifier: Apache-2.0

import HTTPCore
import JSONKit
import KubeServer
import Testing

@Suite("Any history of owners", .timeLimit(.minutes(2)))
struct CollectorHistoryTests {
    /// A generator that gives the same numbers for the same seed (SplitMix64).
    private struct Seeded: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return mixed ^ (mixed >> 31)
        }
    }

    /// A cluster and a model of it, to which the same happens.
    private struct History {
        let cluster: ControlledCluster
        var model = CollectorModel()
        var random: Seeded
        private var uids: [String: String] = [:]
        private var count = 0

        init(seed: UInt64) async throws {
            cluster = try await ControlledCluster()
            random = Seeded(state: seed)
        }

        mutating func happen() async throws {
            switch Int.random(in: 0..<10, using: &random) {
            case 0..<5: try await create()
            case 5: try await unpin()
            default: try await delete()
            }
            if Bool.random(using: &random) { cluster.storage.compact() }
            await cluster.runner.settle()
        }

        private mutating func create() async throws {
            count += 1
            let name = "o\(count)"
            var owners: [String: Bool] = [:]
            for _ in 0..<Int.random(in: 0...2, using: &random) {
                // Sometimes one that is gone.
                guard let owner = uids.keys.sorted().randomElement(using: &random) else { continue }
                owners[owner] = Bool.random(using: &random)
            }
            let isPinned = Int.random(in: 0..<4, using: &random) == 0
            let references = owners.sorted { $0.key < $1.key }.map { owner, blocks in
                ControlledCluster.owner("ConfigMap", owner, uids[owner] ?? "", blocks: blocks)
            }
            uids[name] = try await cluster.make(
                "ConfigMap",
                name,
                owners: references,
                finalizers: isPinned ? ["example.com/pin"] : []
            )
            model.insert(name, owners: owners, isPinned: isPinned)
        }

        private mutating func delete() async throws {
            let present = model.items.filter { !$0.value.isGoing }.keys.sorted()
            guard let name = present.randomElement(using: &random) else { return }
            let propagation = DeleteRequest.Propagation.allCases.randomElement(using: &random) ?? .background
            model.delete(name, propagation)
            let options: JSONObject = ["propagationPolicy": .string(propagation.rawValue)]
            _ = try await cluster.send(.delete, "configmaps/\(name)", options)
        }

        private mutating func unpin() async throws {
            let pinned = model.items.filter(\.value.isPinned).keys.sorted()
            guard let name = pinned.randomElement(using: &random),
                let finalizers = try cluster.object("ConfigMap", name)?.metadata["finalizers"]?.array
            else { return }
            model.unpin(name)
            let others = finalizers.filter { $0 != "example.com/pin" }
            _ = try await cluster.patch("configmaps/\(name)", ["metadata": ["finalizers": .array(others)]])
        }

        /// What is stored, as the model has it.
        var state: [String: CollectorModel.Item] {
            var items: [String: CollectorModel.Item] = [:]
            for object in cluster.storage.objects(.configMaps, in: "a") {
                let metadata = (try? object.read() as JSONObject)?.metadata ?? JSONObject()
                var item = CollectorModel.Item()
                for owner in metadata["ownerReferences"]?.array ?? [] {
                    item.owners[owner["name"]?.string ?? ""] = owner["blockOwnerDeletion"] == true
                }
                let finalizers = metadata.strings("finalizers")
                item.isPinned = finalizers.contains("example.com/pin")
                item.isGoing = metadata["deletionTimestamp"] != nil
                item.awaitsDependents = finalizers.contains("foregroundDeletion")
                item.orphansDependents = finalizers.contains("orphan")
                items[object.key.name] = item
            }
            return items
        }
    }

    @Test("leads to the same objects as looking at everything all the time", arguments: UInt64(1)...12)
    func histories(seed: UInt64) async throws {
        var history = try await History(seed: seed)
        for step in 0..<60 {
            try await history.happen()
            let (state, expected) = (history.state, history.model.items)
            #expect(state == expected, "seed \(seed), step \(step)")
            if state != expected { return }
        }
        #expect(!history.model.items.isEmpty)
    }
}
