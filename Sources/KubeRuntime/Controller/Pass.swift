// SPDX-License-Identifier: Apache-2.0

package import Basics
package import KubeCore
package import Telemetry

/// One look at one object: what is known of it, and the means to bring about what it says.
///
/// A pass is not told what happened, only which object to look at: it compares what there is with what should be, and may
/// be repeated at any time. No two passes of one object overlap, and none begins before the stores have seen what the
/// last one wrote.
package struct Pass<Primary: KubeObject>: Sendable {
    /// The object's place.
    package let key: ObjectKey
    /// The object as it is known; nil when it is gone.
    package let object: Primary?
    /// The objects of its kind, as they were when the pass began.
    package let snapshot: ObjectSnapshot<Primary>
    /// How often the object's passes have failed in a row.
    package let failures: Int
    /// What writes in this pass's name.
    package let writer: PassWriter

    let running: RunningPass
    let baseLogger: Logger
    let wallClock: WallClock

    /// The time of day, for what is written down.
    package var now: Timestamp { wallClock.now }

    /// A logger whose lines name the object.
    package var logger: Logger { baseLogger.with(["object": "\(key)"]) }

    /// Why the pass is to end at once, with its task cancelled; nil while it may go on.
    package var interruption: PassInterruption? {
        running.interruption ?? (Task.isCancelled ? .shutdown : nil)
    }

    /// The conditions with a verdict on the object as it was looked at; nil when that changes nothing, and so need not be
    /// written.
    package func conditions(
        _ current: [Condition],
        _ verdict: ReadinessVerdict,
        reason: String,
        message: String = ""
    ) -> [Condition]? {
        var conditions = current
        let hasChanged = conditions.setReadiness(
            verdict,
            reason: reason,
            message: message,
            generation: object?.metadata.generation,
            at: now
        )
        return hasChanged ? conditions : nil
    }
}
