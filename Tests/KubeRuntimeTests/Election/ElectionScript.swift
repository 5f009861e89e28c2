// SPDX-License-Identifier: Apache-2.0

import Basics
import KubeCore
import KubeRuntime
import TestSupport

/// A process that takes part in an election, and whose actions are read as words.
struct ElectionScript {
    var machine: ElectionMachine
    private var random = SeededRandom(1)
    private let start = ContinuousClock.now
    private(set) var elapsed = Duration.zero
    private(set) var request = 0
    private(set) var leadership: Leadership?
    /// What was last written, as it would stand on the server.
    private(set) var written = CoordinationV1.Lease()

    init(_ identity: String = "me") {
        machine = ElectionMachine(ElectionConfiguration(identity: identity))
    }

    var now: ContinuousClock.Instant { start.advanced(by: elapsed) }

    /// The time of day is another, and runs as fast.
    var moment: Moment { Moment(now, Timestamp(secondsSinceEpoch: 1_700_000_000) + elapsed) }

    var wait: Duration? { machine.nextWakeUp.map { now.duration(to: $0) } }

    mutating func begin() -> [String] { read(machine.start(at: moment)) }

    mutating func receive(_ answer: ElectionMachine.Answer) -> [String] {
        read(machine.received(answer, to: request, at: moment, using: &random))
    }

    mutating func release() -> [String] { read(machine.release(at: moment)) }

    mutating func advance(by duration: Duration) -> [String] {
        let target = elapsed + duration
        var words: [String] = []
        while let wait, elapsed + wait <= target {
            elapsed += max(.zero, wait)
            words += read(machine.timePassed(at: moment, using: &random))
        }
        elapsed = target
        return words
    }

    mutating func advanceToWakeUp() -> [String] { advance(by: wait ?? .zero) }

    /// Lets time pass without telling the machine.
    mutating func sleepUnnoticed(_ duration: Duration) { elapsed += duration }

    /// The server takes what was sent, as a version.
    mutating func accept(_ version: String) -> [String] {
        written.metadata.resourceVersion = ResourceVersion(version)
        return receive(.written(written))
    }

    /// A process that leads since this moment.
    static func leading() -> ElectionScript {
        var script = ElectionScript()
        _ = script.begin()
        _ = script.receive(.missing)
        _ = script.accept("1")
        return script
    }

    static func lease(
        _ holder: String,
        renewed: Int64 = 0,
        transitions: Int = 0,
        seconds: Int? = 15,
        version: String = "9"
    ) -> CoordinationV1.Lease {
        var lease = CoordinationV1.Lease()
        lease.metadata.resourceVersion = ResourceVersion(version)
        lease.spec.holderIdentity = holder
        lease.spec.leaseDurationSeconds = seconds
        lease.spec.leaseTransitions = transitions
        lease.spec.renewTime = Timestamp(secondsSinceEpoch: renewed)
        return lease
    }

    static let failure = APIError(.transport, "update lease", "connection refused")

    static var conflict: APIError {
        APIError("update lease", APIStatus(code: 409, reason: .conflict, message: ""))
    }

    private mutating func read(_ actions: [ElectionMachine.Action]) -> [String] {
        actions.map { action in
            switch action {
            case .read(let number, _):
                request = number
                return "read"
            case .create(let spec, let number, _):
                request = number
                written.spec = spec
                return "create \(spec.words)"
            case .update(let spec, let version, let number, _):
                request = number
                written.spec = spec
                return "update \(version) to \(spec.words)"
            case .cancel: return "cancel"
            case .lead(let leadership):
                self.leadership = leadership
                return "lead in \(leadership.epoch)"
            case .extend(let leadership):
                self.leadership = leadership
                return "extend"
            case .lose(let loss): return "lose: \(loss)"
            case .follow(let holder): return "follow \(holder)"
            case .end(let released): return released ? "released" : "end"
            }
        }
    }
}

extension CoordinationV1.LeaseSpec {
    fileprivate var words: String {
        "\(holderIdentity.isEmpty ? "nobody" : holderIdentity) \(leaseTransitions)"
    }
}
