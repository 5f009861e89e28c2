// SPDX-License-Identifier: Apache-2.0

package import KubeRuntime

extension StoreCatalogue {
    /// How old the oldest knowledge in the stores may be; zero while all of them hear of everything at once.
    package func age(at now: ContinuousClock.Instant) -> Duration {
        watches.reduce(.zero) { max($0, $1.status.age(at: now)) }
    }
}

extension WatcherStatus {
    fileprivate func age(at now: ContinuousClock.Instant) -> Duration {
        if case .live = health { return .zero }
        return lastHeardAt.duration(to: now)
    }
}
