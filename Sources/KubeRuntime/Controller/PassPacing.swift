// SPDX-License-Identifier: Apache-2.0

internal import KubeCore

/// How soon after its last passes an object may have another: a few at once, and then one for each interval.
///
/// This is the generic cell rate algorithm (ITU-T I.371, annex A): all that has to be remembered of a key is the time by
/// which its passes, had they come evenly, would all be over, and nothing once that has passed.
struct PassPacing: Sendable {
    private let interval: Duration
    private let burst: Int
    private var owed: [ObjectKey: ContinuousClock.Instant] = [:]
    private var sweepAt = 1_024

    init(interval: Duration, burst: Int) {
        precondition(interval >= .zero && burst > 0, "a pace has an interval and allows one pass")
        self.interval = interval
        self.burst = burst
    }

    /// How many keys there is anything to know about.
    var count: Int { owed.count }

    /// How long a key has to wait; zero when its pass begins now, which then counts.
    mutating func wait(of key: ObjectKey, at now: ContinuousClock.Instant) -> Duration {
        let due = max(now, owed[key] ?? now)
        let wait = now.duration(to: due) - interval * (burst - 1)
        guard wait <= .zero else { return wait }
        if interval > .zero { owed[key] = due.advanced(by: interval) }
        sweep(at: now)
        return .zero
    }

    /// Forgets what has passed, whenever there is twice as much as behind the last time.
    private mutating func sweep(at now: ContinuousClock.Instant) {
        guard owed.count >= sweepAt else { return }
        owed = owed.filter { $0.value > now }
        sweepAt = max(1_024, owed.count * 2)
    }
}
