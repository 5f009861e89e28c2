// SPDX-License-Identifier: Apache-2.0

package import KubeCore

/// How a watcher is doing, as a value for readiness checks, figures and people.
package struct WatcherStatus: Sendable {
    /// Whether all is well, and what is not.
    package internal(set) var health = WatcherHealth.starting
    /// The version up to which everything was heard.
    package internal(set) var version: ResourceVersion?
    /// When the server last said something; what is known is at least as fresh.
    package internal(set) var lastHeardAt: ContinuousClock.Instant
    /// When the watcher does something of its own accord.
    var nextWakeUp: ContinuousClock.Instant?

    init(at now: ContinuousClock.Instant) {
        lastHeardAt = now
    }
}
