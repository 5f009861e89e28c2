// SPDX-License-Identifier: Apache-2.0

import Basics
import ControlPlaneSupport
import Cryptography
import Dataplanes
import EventLoop
import JSONKit
import KubeClient
import KubeCore
import KubeRuntime
import KubeServer
import PortolanAPI
import Telemetry
import TestSupport
import Testing

@testable import PortolanControllers

@Suite("Two hundred dataplanes, some of which hang", .tags(.network), .timeLimit(.minutes(5)))
struct FleetScenarios {
    /// How far away those are that are well: on loopback three milliseconds more, by whatever else a machine does, are a
    /// tenth of everything.
    private static let distance = Duration.milliseconds(100)
    /// By the median of so many turns, because what else the machine does comes in bursts.
    ///
    /// Somebody who waits for those that hang is slow in each turn.
    private static let turns = 3...15

    @Test("look at the others as quickly as before")
    func hung() async throws {
        let planes = (0..<2).map { _ in
            EmbeddedPlane { plane in
                let root = UserInfo(name: "root", groups: [UserInfo.mastersGroup])
                plane.tokens.add(root, token: Secret(DataplaneStage.rootToken))
            }
        }
        for plane in planes { plane.faults.add(FaultRule("distance", FaultMatch([]), .latency(Self.distance))) }
        let rhythm = LookRhythm()
        let loop = try EventLoop(name: "dataplanes")
        try await withThrowingTaskGroup(of: Void.self) { group in
            for plane in planes { group.addTask { try await plane.run() } }
            let environment = RuntimeEnvironment(client: try await planes[0].access.client("none", on: loop))
            let watch = DataplaneWatch(suspectShare: 0.5, environment, DataplaneMeter(environment.metrics))
            group.addTask { await watch.run() }
            for number in 0..<180 {
                let access = try await planes[number % 2].access
                let link = try Self.link(access.server, access.authority.pem, rhythm.listener(), loop)
                Self.watch(watch, "well-\(number)", link)
            }
            try await eventually("all are up", within: .seconds(60)) {
                (0..<180).allSatisfy { watch.report(of: ObjectKey(name: "well-\($0)"))?.isWell == true }
            }
            let authority = try await planes[0].access.authority.pem
            var turns: [Turn] = []
            while turns.count < Self.turns.lowerBound || !Turn.areGood(turns), turns.count < Self.turns.upperBound {
                turns.append(try await Self.turn(watch, rhythm, authority, loop))
            }
            print(
                "200 dataplanes, 20 of which hang: requests take \(Turn.slowness(turns)) times as long, and looks are "
                    + "\(Turn.rarity(turns)) times as far apart (p99, \(turns.count) turns)"
            )
            #expect(Turn.areGood(turns), "\(turns)")
            #expect((0..<180).allSatisfy { watch.report(of: ObjectKey(name: "well-\($0)"))?.isWell == true })
            group.cancelAll()
            while case .some = await group.nextResult() {}
        }
    }

    /// How those that are well were looked at without those that hang, and then with them.
    private struct Turn: CustomStringConvertible {
        let before: LookRhythm.Part
        let after: LookRhythm.Part

        var description: String { "before: \(before); after: \(after)" }

        /// How many times longer requests take, by the median of all turns.
        static func slowness(_ turns: [Turn]) -> Double {
            median(turns.map { $0.after.durations.longestOf99 / $0.before.durations.longestOf99 })
        }

        /// How many times longer it is from one look to the next.
        static func rarity(_ turns: [Turn]) -> Double {
            median(turns.map { $0.after.pauses.longestOf99 / $0.before.pauses.longestOf99 })
        }

        /// A tenth is what either may move.
        static func areGood(_ turns: [Turn]) -> Bool { slowness(turns) < 1.1 && rarity(turns) < 1.1 }

        private static func median(_ factors: [Double]) -> Double {
            factors.isEmpty ? .infinity : factors.sorted()[factors.count / 2]
        }
    }

    private static func turn(
        _ watch: DataplaneWatch,
        _ rhythm: LookRhythm,
        _ authority: String,
        _ loop: EventLoop
    ) async throws -> Turn {
        let silent = SilentServer()
        let hung = (0..<20).map { "hung-\($0)" }
        let before = try await rhythm.measure(for: .seconds(2))
        for name in hung { Self.watch(watch, name, try link(silent.endpoint, authority, nil, loop)) }
        try await eventually("those that hang are down") {
            hung.allSatisfy { watch.report(of: ObjectKey(name: $0))?.machine.verdict == .down }
        }
        let after = try await rhythm.measure(for: .seconds(2))
        for name in hung { watch.forget(ObjectKey(name: name)) }
        return Turn(before: before, after: after)
    }

    private static func watch(_ watch: DataplaneWatch, _ name: String, _ link: DataplaneLink) {
        let schedule = LookSchedule(interval: .seconds(1), timeout: .seconds(3))
        watch.watch(
            ObjectKey(name: name),
            .init(link: link, schedule: schedule, thresholds: .init()),
            resuming: HealthMachine()
        )
    }

    private static func link(
        _ endpoint: String,
        _ authority: String,
        _ listener: (any RequestObserver)?,
        _ loop: EventLoop
    ) throws -> DataplaneLink {
        var secret = CoreV1.Secret()
        secret.data = [
            "token": Secret(Array(DataplaneStage.rootToken.utf8)), "ca.crt": Secret(Array(authority.utf8)),
        ]
        var options = KubeClientOptions(userAgent: "portolan")
        options.observer = listener
        options.connections = 8
        return DataplaneLink(
            try BootstrapCredentials(secret, endpoint: endpoint),
            AddressPolicy(allowing: [IPNetwork("127.0.0.0/8")].compactMap(\.self)),
            options,
            on: loop
        )
    }
}
