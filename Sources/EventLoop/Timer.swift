// SPDX-License-Identifier: Apache-2.0

/// Calls back once, some time after it was last scheduled.
///
/// The callback runs on the loop's thread. It must hold its owner weakly: the owner holds the timer.
package final class Timer {
    private let source: EventSource

    /// A timer that waits to be scheduled; called on the loop's thread.
    package init(on loop: EventLoop, _ fire: @escaping () -> Void) {
        source = EventSource(on: loop, descriptor: -1, flags: []) { _ in fire() }
    }

    /// Fires after this long, and not at the time that was set before.
    ///
    /// The clock ticks in steps of some milliseconds.
    package func schedule(after delay: Duration) {
        source.add(timeout: delay)
    }

    /// Does not fire until it is scheduled again.
    package func cancel() {
        source.remove()
    }
}
