// SPDX-License-Identifier: Apache-2.0

import Basics
import KubeClient
import KubeCore
import Synchronization

/// How dataplanes were looked at for some time.
final class LookRhythm: Sendable {
    /// What was measured.
    struct Part: Sendable, CustomStringConvertible {
        /// How long each request took.
        var durations: [Duration] = []
        /// From one request to the next of its kind to the same dataplane.
        var pauses: [Duration] = []

        var description: String {
            "\(durations.count) requests, 99 in 100 within \(durations.longestOf99.readable), "
                + "each repeated within \(pauses.longestOf99.readable)"
        }
    }

    /// What listens to the requests to one dataplane.
    private final class Listener: RequestObserver {
        private let rhythm: LookRhythm
        private let last = Mutex<[String: ContinuousClock.Instant]>([:])

        init(_ rhythm: LookRhythm) { self.rhythm = rhythm }

        func requestFinished(_ report: RequestReport) {
            let now = ContinuousClock.now
            let before = last.withLock { $0.updateValue(now, forKey: report.request.operation) }
            rhythm.part.withLock { part in
                if report.error == nil { part.durations.append(report.duration) }
                if let before { part.pauses.append(before.duration(to: now)) }
            }
        }
    }

    private let part = Mutex(Part())

    /// A listener for one dataplane more.
    func listener() -> any RequestObserver { Listener(self) }

    /// What happens in some time from now on.
    func measure(for duration: Duration) async throws -> Part {
        part.withLock { $0 = Part() }
        try await Task.sleep(for: duration)
        return part.withLock { $0 }
    }
}

extension [Duration] {
    /// The longest of 99 in 100.
    var longestOf99: Duration { isEmpty ? .zero : sorted()[count * 99 / 100] }
}
