// SPDX-License-Identifier: Apache-2.0

import Basics
import ControlPlaneSupport
import Cryptography
import Dataplanes
import EventLoop
import Glibc
import JSONKit
import KubeClient
import KubeCore
import KubeRuntime
import KubeServer
import PortolanAPI
import Synchronization
import Telemetry
import TestSupport
import Testing

@testable import PortolanControllers

@Suite("Two hundred dataplanes, some of which hang", .tags(.network), .timeLimit(.minutes(5)))
struct FleetScenarios {
    /// How long the looks at those that are well took.
    private final class Latencies: RequestObserver {
        private let durations = Mutex<[Duration]>([])

        func requestFinished(_ report: RequestReport) {
            guard report.error == nil else { return }
            durations.withLock { $0.append(report.duration) }
        }

        /// The longest of 99 in 100 since the last time that somebody asked, and how many there were.
        func take() -> (p99: Duration, count: Int) {
            let durations = durations.withLock { durations in
                defer { durations = [] }
                return durations.sorted()
            }
            return (durations.isEmpty ? .zero : durations[durations.count * 99 / 100], durations.count)
        }
    }

    /// One whose connections are made by the kernel, and where nobody ever says anything.
    private final class SilentServer: Sendable {
        let endpoint: String
        private let descriptor: Int32

        init() {
            let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
            var size = socklen_t(MemoryLayout<sockaddr_in>.size)
            unsafe withUnsafeMutablePointer(to: &address) { pointer in
                unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                    _ = unsafe bind(descriptor, address, size)
                    _ = listen(descriptor, 4_096)
                    _ = unsafe getsockname(descriptor, address, &size)
                }
            }
            self.descriptor = descriptor
            endpoint = "https://127.0.0.1:\(UInt16(bigEndian: address.sin_port))"
        }

        deinit { close(descriptor) }
    }

    /// The bound that counts is held where nothing else runs: `PORTOLAN_DATAPLANES=long`, as `make soak` has it.
    @Test("look at the others as quickly as before")
    func hung() async throws {
        let isLong = unsafe getenv("PORTOLAN_DATAPLANES") != nil
        let rounds = isLong ? 4 : 1
        let planes = (0..<2).map { _ in
            EmbeddedPlane { plane in
                let root = UserInfo(name: "root", groups: [UserInfo.mastersGroup])
                plane.tokens.add(root, token: Secret(DataplaneStage.rootToken))
            }
        }
        let latencies = Latencies()
        let loop = try EventLoop(name: "dataplanes")
        try await withThrowingTaskGroup(of: Void.self) { group in
            for plane in planes { group.addTask { try await plane.run() } }
            let environment = RuntimeEnvironment(client: try await planes[0].access.client("none", on: loop))
            let meter = DataplaneMeter(environment.metrics)
            let watch = DataplaneWatch(suspectShare: 0.5, environment, meter)
            group.addTask { await watch.run() }
            for number in 0..<180 {
                let access = try await planes[number % 2].access
                let link = try Self.link(access.server, access.authority.pem, latencies, loop)
                Self.watch(watch, "well-\(number)", link)
            }
            try await eventually("all are up", within: .seconds(60)) {
                (0..<180).allSatisfy { watch.report(of: ObjectKey(name: "well-\($0)"))?.isWell == true }
            }
            var factors: [Double] = []
            for _ in 0..<rounds {
                let silent = SilentServer()
                let without = try await Self.measure(latencies, isLong)
                for number in 0..<20 {
                    let pem = try await planes[0].access.authority.pem
                    Self.watch(watch, "hung-\(number)", try Self.link(silent.endpoint, pem, nil, loop))
                }
                try await eventually("those that hang are down") {
                    (0..<20).allSatisfy { watch.report(of: ObjectKey(name: "hung-\($0)"))?.machine.verdict == .down }
                }
                let with = try await Self.measure(latencies, isLong)
                for number in 0..<20 { watch.forget(ObjectKey(name: "hung-\(number)")) }
                factors.append(with.p99 / without.p99)
                print(
                    "200 dataplanes: p99 of a look \(without.p99.readable) (\(without.count) requests) without, "
                        + "\(with.p99.readable) (\(with.count)) with 20 that hang"
                )
                #expect(with.count * 2 > without.count, "they are looked at as often as before")
            }
            let factor = factors.sorted()[factors.count / 2]
            if isLong { #expect(factor < 1.1) }
            #expect((0..<180).allSatisfy { watch.report(of: ObjectKey(name: "well-\($0)"))?.isWell == true })
            group.cancelAll()
            while case .some = await group.nextResult() {}
        }
    }

    private static func measure(_ latencies: Latencies, _ isLong: Bool) async throws -> (p99: Duration, count: Int) {
        _ = latencies.take()
        try await Task.sleep(for: isLong ? .seconds(15) : .seconds(3))
        return latencies.take()
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
        _ latencies: Latencies?,
        _ loop: EventLoop
    ) throws -> DataplaneLink {
        var secret = CoreV1.Secret()
        secret.data = [
            "token": Secret(Array(DataplaneStage.rootToken.utf8)), "ca.crt": Secret(Array(authority.utf8)),
        ]
        var options = KubeClientOptions(userAgent: "portolan")
        options.observer = latencies
        options.connections = 8
        return DataplaneLink(
            try BootstrapCredentials(secret, endpoint: endpoint),
            AddressPolicy(allowing: [IPNetwork("127.0.0.0/8")].compactMap(\.self)),
            options,
            on: loop
        )
    }
}
