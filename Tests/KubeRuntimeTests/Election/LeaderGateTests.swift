// SPDX-License-Identifier: Apache-2.0

import Basics
import HTTPCore
import JSONKit
import KubeClient
import KubeCore
import KubeRuntime
import TestSupport
import Testing

@Suite("Leader gate", .timeLimit(.minutes(1)))
struct LeaderGateTests {
    let clock = ManualClock()
    let gate: LeaderGate

    init() {
        gate = LeaderGate(clock: clock)
    }

    func lead(epoch: Int = 3, for duration: Duration) -> Leadership {
        let leadership = Leadership(epoch: epoch, validUntil: clock.now.advanced(by: duration))
        gate.open(leadership)
        return leadership
    }

    @Test("nobody may act before the process leads")
    func closed() {
        #expect(throws: LeaderGate.Refusal.notLeading) { try gate.check() }
    }

    @Test("the leader may act until its lease ends, whoever has noticed that")
    func validity() throws {
        let leadership = lead(for: .seconds(14))
        clock.advance(by: .milliseconds(13_999))
        #expect(try gate.check() == leadership)
        clock.advance(by: .milliseconds(1))
        #expect(throws: LeaderGate.Refusal.leaseExpired) { try gate.check() }
    }

    @Test("a lease that is renewed is valid for longer, in the same epoch")
    func renewal() throws {
        _ = lead(for: .seconds(14))
        clock.advance(by: .seconds(10))
        let longer = lead(for: .seconds(14))
        clock.advance(by: .seconds(10))
        #expect(try gate.check() == longer)
    }

    @Test("a gate that was closed never opens again")
    func loss() async throws {
        _ = lead(for: .seconds(14))
        gate.close(.lost(.takenOver(by: "other")))
        _ = lead(epoch: 5, for: .seconds(14))
        gate.close(.ended)
        #expect(throws: LeaderGate.Refusal.lost(.takenOver(by: "other"))) { try gate.check() }
        #expect(try await gate.waitUntilClosed() == .lost(.takenOver(by: "other")))
    }

    @Test("who waits for leadership hears of it, or that there will be none")
    func waiting() async throws {
        async let leadership = gate.waitUntilLeading()
        let expected = lead(for: .seconds(14))
        #expect(try await leadership == expected)

        let other = LeaderGate(clock: clock)
        await withTaskGroup(of: Void.self) { group in
            group.addTask {
                await #expect(throws: LeaderGate.Refusal.ended) { try await other.waitUntilLeading() }
            }
            other.close(.ended)
        }
    }

    @Test("a process without election always leads, in epoch 0")
    func alwaysOpen() throws {
        let gate = LeaderGate.alwaysOpen(clock: clock)
        clock.advance(by: .seconds(86_400 * 365 * 30))
        #expect(try gate.check().epoch == 0)
    }

    @Test("reads are always permitted, writes for as long as the lease is valid")
    func permission() throws {
        let key = ObjectKey(namespace: "a", name: "b")
        let type = CoreV1.ConfigMap.resourceType
        let reading = try KubeRequest.get(type, key)
        let writing = try KubeRequest.patch(type, key, .merge([:]))
        #expect(try gate.permission(for: reading) == nil)
        let refusal = #expect(throws: APIError.self) { try gate.permission(for: writing) }
        #expect(refusal?.code == .notPermitted)
        #expect(refusal?.description == #"patch configmaps "a/b": this process does not lead"#)
        _ = lead(for: .seconds(14))
        clock.advance(by: .seconds(5))
        #expect(try gate.permission(for: writing) == .seconds(9))
    }
}
