// SPDX-License-Identifier: Apache-2.0

import Basics
import EventLoop
import Glibc
import KubeClient
import KubeCore
import KubeRuntime

/// What a probe is to do: `--kubeconfig FILE --identity NAME [--lease SECONDS] [--skew SECONDS] [--cycles COUNT]`.
struct ProbeOptions {
    enum Job {
        case lead
        case cycle(Int)
    }

    struct Mistake: Error, CustomStringConvertible {
        let description: String
    }

    let job: Job
    let kubeconfig: String
    let identity: String
    /// How long a lease lasts; the other times are in proportion to it.
    let leaseSeconds: Int
    /// By how many seconds the wall clock is wrong.
    let skew: Int

    init(_ arguments: some Sequence<String>) throws(Mistake) {
        var values: [String: String] = [:]
        var iterator = arguments.makeIterator()
        while let name = iterator.next() {
            guard name.hasPrefix("--"), let value = iterator.next() else {
                throw Mistake(description: "\(name) is no option with a value")
            }
            values[String(name.dropFirst(2))] = value
        }
        func number(_ name: String, or fallback: Int) throws(Mistake) -> Int {
            guard let text = values[name] else { return fallback }
            guard let number = Int(text) else { throw Mistake(description: "--\(name) \(text) is no number") }
            return number
        }
        guard let kubeconfig = values["kubeconfig"], let identity = values["identity"] else {
            throw Mistake(description: "--kubeconfig and --identity are needed")
        }
        self.kubeconfig = kubeconfig
        self.identity = identity
        leaseSeconds = try number("lease", or: 15)
        skew = try number("skew", or: 0)
        let cycles = try number("cycles", or: 0)
        job = cycles > 0 ? .cycle(cycles) : .lead
    }

    /// The proportions are those of the usual times: 15, 10 and 2 seconds, and one for clocks that run at different speeds.
    var election: ElectionConfiguration {
        var election = ElectionConfiguration(identity: identity)
        election.leaseDuration = .seconds(leaseSeconds)
        election.renewDeadline = .seconds(leaseSeconds) * 2 / 3
        election.retryPeriod = .seconds(leaseSeconds) * 2 / 15
        election.safetyMargin = .seconds(leaseSeconds) / 15
        return election
    }

    func environment() throws -> RuntimeEnvironment {
        var options = KubeClientOptions(userAgent: identity)
        options.requestTimeout = election.requestTimeout
        let configuration = try KubeConfiguration.kubeconfig(file: kubeconfig)
        var environment = RuntimeEnvironment(
            client: KubeClient(configuration, options, on: try EventLoop(name: "client"))
        )
        environment.wallClock = WallClock { [skew] in WallClock.system.now + .seconds(skew) }
        return environment
    }
}

/// Says something to whoever reads the output, at once: a process that is killed has said all it did.
///
/// The time is that of the machine, whatever the skew: the outputs of two processes can be compared.
func say(_ words: String...) {
    let now = WallClock.system.now
    let line = "\(now.nanosecondsSinceEpoch) \(words.joined(separator: " "))\n"
    _ = unsafe line.utf8CString.withUnsafeBufferPointer { bytes in
        unsafe write(STDOUT_FILENO, bytes.baseAddress, bytes.count - 1)
    }
}

extension Timestamp {
    var nanosecondsSinceEpoch: Int64 { secondsSinceEpoch * 1_000_000_000 + Int64(nanoseconds) }
}
