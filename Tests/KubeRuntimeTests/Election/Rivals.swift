// SPDX-License-Identifier: Apache-2.0

import Basics
import Glibc
import JSONKit
import KubeClient
import KubeCore
import KubeRuntime
import KubeServer
import OtherPrograms
import TestSupport
import Testing

/// Two processes after one lease, one of which is disturbed again and again; whoever ends is started anew.
///
/// The server's record is the judge of who wrote when. No process leads twice in its life, so that the writes of each have
/// to stand in one block.
struct Rivals {
    /// What is done to the leader.
    enum Disturbance: String, CaseIterable, Sendable {
        case kill
        case terminate
        case pause
    }

    private struct Rival {
        let identity: String
        let process: ChildProcess
    }

    private let server: EmbeddedServer
    private let folder = TemporaryFolder()
    private let kubeconfig: String
    private let leaseSeconds: Int
    private var rivals: [Rival] = []
    private var count = 0
    /// What each process has said, with the disturbance that ended its term.
    private(set) var terms: [Term] = []

    init(at server: EmbeddedServer, leaseSeconds: Int) async throws {
        self.server = server
        self.leaseSeconds = leaseSeconds
        kubeconfig = folder.write("kubeconfig", try server.access.kubeconfig().exposed.serialized())
        try await server.environment("test").client.create(
            CoreV1.ConfigMap.resourceType,
            namespace: "default",
            DynamicObject(CoreV1.ConfigMap.resourceType, ObjectKey(namespace: "default", name: "fence"))
        )
        for slot in 0..<2 { rivals.append(try start(slot)) }
    }

    /// Disturbs the leader; how long it takes until the other one writes.
    mutating func disturb(_ disturbance: Disturbance) async throws -> Duration {
        let slot = try await leader()
        let victim = rivals[slot]
        let writes = server.fenceWrites.count
        let begin = ContinuousClock.now
        switch disturbance {
        case .kill: kill(victim.process.pid, SIGKILL)
        case .terminate: kill(victim.process.pid, SIGTERM)
        case .pause: kill(victim.process.pid, SIGSTOP)
        }
        try await eventually("somebody else leads", within: .seconds(150)) {
            server.fenceWrites.dropFirst(writes).contains { $0 != victim.identity }
        }
        let duration = begin.duration(to: .now)
        if disturbance == .pause { kill(victim.process.pid, SIGCONT) }
        try await eventually("the old leader ends", within: .seconds(150)) { victim.process.exit != nil }
        let expected: [Disturbance: Int32] = [.kill: 137, .terminate: 0, .pause: 1]
        let output = victim.process.output
        // On a machine that is too busy it may have lost its lease in the same moment.
        #expect(victim.process.exit == expected[disturbance] || output.contains("does not lead any more"), "\(output)")
        terms.append(Term(victim.identity, output, isReleased: disturbance == .terminate))
        rivals[slot] = try start(slot)
        return duration
    }

    /// Ends both, in order.
    mutating func end() async throws {
        for rival in rivals {
            rival.process.stop()
            terms.append(Term(rival.identity, rival.process.output, isReleased: true))
        }
    }

    /// Waits until one of the two writes regularly, and the other one runs.
    private mutating func leader() async throws -> Int {
        let deadline = ContinuousClock.now.advanced(by: .seconds(60))
        while ContinuousClock.now < deadline {
            // On a machine that is too busy a leader may lose its lease: that is no mistake, and a supervisor helps.
            for slot in rivals.indices where rivals[slot].process.exit != nil {
                terms.append(Term(rivals[slot].identity, rivals[slot].process.output, isReleased: false))
                rivals[slot] = try start(slot)
            }
            let last = server.fenceWrites.suffix(5)
            let isSteady = last.count == 5 && Set(last).count == 1
            if isSteady, let slot = rivals.firstIndex(where: { $0.identity == last.last }),
                server.leaseReaders.contains(rivals[1 - slot].identity)
            {
                return slot
            }
            try await Task.sleep(for: .milliseconds(10))
        }
        throw Stalled(outputs: rivals.map { "\($0.identity):\n\($0.process.output)" })
    }

    /// Clocks on the wall that are an hour apart.
    private mutating func start(_ slot: Int) throws -> Rival {
        count += 1
        let identity = "rival-\(slot)-\(count)"
        let process = try ChildProcess(
            BuiltProgram.path(of: "runtime-probe"),
            [
                "--kubeconfig", kubeconfig, "--identity", identity, "--lease", "\(leaseSeconds)",
                "--skew", slot == 0 ? "-1800" : "1800",
            ]
        )
        return Rival(identity: identity, process: process)
    }

    struct Stalled: Error {
        let outputs: [String]
    }
}

extension Rivals {
    /// What a process says that it did.
    struct Term {
        let identity: String
        /// When it acted first and last, and until when it thought it might, in nanoseconds of the machine's clock.
        private(set) var firstAct: Int64?
        private(set) var lastAct: Int64 = 0
        private(set) var validUntil: Int64 = 0
        private(set) var epoch: Int64 = -1
        /// How many writes came too late and were refused by the object that they were for.
        private(set) var lateWrites = 0
        let isReleased: Bool

        init(_ identity: String, _ output: String, isReleased: Bool) {
            self.identity = identity
            self.isReleased = isReleased
            for line in output.split(separator: "\n") {
                let words = line.split(separator: " ")
                guard words.count > 1 else { continue }
                if words[1] == "fenced" { lateWrites += 1 }
                guard words[1] == "acts", words.count == 5, let epoch = Int64(words[2]), let time = Int64(words[3]),
                    let until = Int64(words[4])
                else { continue }
                self.epoch = epoch
                firstAct = firstAct ?? time
                lastAct = max(lastAct, time)
                validUntil = max(validUntil, until)
            }
        }
    }

    /// Judges what was done: by the server's record, and by what each believed.
    func judge() {
        var blocks: [String] = []
        for writer in server.fenceWrites where blocks.last != writer { blocks.append(writer) }
        #expect(blocks.count == Set(blocks).count, "writes of two leaders are mixed: \(blocks)")
        let leaders = terms.filter { $0.firstAct != nil }.sorted { $0.epoch < $1.epoch }
        for (earlier, later) in zip(leaders, leaders.dropFirst()) {
            #expect(earlier.epoch < later.epoch, "\(earlier.identity) and \(later.identity) have one epoch")
            let end = earlier.isReleased ? earlier.lastAct : max(earlier.lastAct, earlier.validUntil)
            #expect(end < later.firstAct ?? .max, "\(later.identity) acts while \(earlier.identity) may")
        }
    }
}

extension EmbeddedServer {
    /// Who wrote the object that only the leader writes, in the order of the server's record.
    fileprivate var fenceWrites: [String] { accepted(["patch"], of: "configmaps").map(\.userAgent) }

    /// Who has looked at the lease.
    fileprivate var leaseReaders: Set<String> { Set(accepted(["get"], of: "leases").map(\.userAgent)) }
}
