// SPDX-License-Identifier: Apache-2.0

package import JSONKit
package import KubeCore

/// What a controller is doing, for people who want to know why something does not happen.
package struct ControllerReport: Sendable {
    /// A pass that took long, or takes long now.
    package struct SlowPass: Sendable, Hashable {
        package let key: ObjectKey
        package let duration: Duration
        /// How it ended; empty while it runs.
        package let result: String
    }

    /// What the controller is called.
    package let name: String
    /// Starting, waiting, working or stopped.
    package let phase: ControllerPhase
    /// The keys in the queue, as many as are shown, and how many there are in all that could be worked on.
    package let queue: [WorkQueueEntry<ObjectKey>]
    package let ready: Int
    package let waiting: Int
    /// The keys that wait until a store has seen what was written for them.
    package let held: [ObjectKey]
    /// The passes under way, the oldest first, and the last ones that were slow.
    package let running: [SlowPass]
    package let slow: [SlowPass]
}

/// How far a controller is.
package enum ControllerPhase: String, Sendable {
    case idle
    /// It waits for its stores.
    case syncing
    /// It knows everything, and waits to be the one that may act.
    case standby
    case working
    /// It was asked to stop, and finishes what it does.
    case draining
    case stopped
}

extension ControllerReport: JSONEncodable {
    package func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.field("name", name)
            writer.field("phase", phase.rawValue)
            writer.field("ready", ready)
            writer.field("waiting", waiting)
            writer.field("queue", queue.map { QueuedKey(entry: $0) })
            writer.field("held", held.map(\.description))
            writer.field("running", running)
            writer.field("slow", slow)
        }
    }

    private struct QueuedKey: JSONEncodable {
        let entry: WorkQueueEntry<ObjectKey>

        func write(to writer: inout JSONWriter) {
            writer.object { writer in
                writer.field("key", entry.key.description)
                writer.field("priority", entry.priority.rawValue)
                writer.field("isRunning", entry.isRunning)
                writer.field("failures", entry.failures)
            }
        }
    }
}

extension ControllerReport.SlowPass: JSONEncodable {
    package func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.field("key", key.description)
            writer.field("seconds", duration / .seconds(1))
            if !result.isEmpty { writer.field("result", result) }
        }
    }
}
