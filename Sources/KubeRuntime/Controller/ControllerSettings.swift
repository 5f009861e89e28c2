// SPDX-License-Identifier: Apache-2.0

/// How much a controller does at a time, and how patient it is.
package struct ControllerSettings: Sendable, Hashable {
    /// How many passes run at the same time, of different objects.
    package var workers = 4
    /// How long a pass may take before it is cancelled.
    package var passDeadline = Duration.seconds(120)
    /// After how long a pass counts as slow, which ``ControllerReport`` remembers.
    package var slowPass = Duration.seconds(5)
    /// How long a controller that is asked to stop waits for the passes that run.
    package var grace = Duration.seconds(30)
    /// How long the first lists may take.
    package var syncTimeout = Duration.seconds(120)
    /// How often the same object may have a pass in the long run; a status that changes with every pass is no hot loop.
    package var minimumInterval = Duration.seconds(1)
    /// How many passes of the same object may follow each other at once before that counts.
    package var burst = 10
    /// How often every object has a pass although nothing happened, more or less a tenth; nil for never.
    package var resyncInterval: Duration? = .seconds(36_000)
    /// After how long a pass that failed is tried again.
    package var failureDelays = FailureDelays()
    /// In whose name fields are written; nil for the controller's.
    package var fieldManager: String?

    /// Settings that fit most.
    package init() {}
}
