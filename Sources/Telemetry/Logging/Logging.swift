// SPDX-License-Identifier: Apache-2.0

package import Basics
import Synchronization

/// What all loggers of a process share: where lines go, and from which level on each room logs.
package final class Logging: Sendable {
    private let sink: any LogSink
    private let clock: WallClock
    private let state: Mutex<State>

    private struct State {
        var levels: LogLevels
        /// One per room, and rooms are named in the source: it does not grow without end.
        var gates: [String: LogGate] = [:]
    }

    package init(levels: LogLevels, sink: any LogSink, clock: WallClock = .system) {
        self.sink = sink
        self.clock = clock
        state = Mutex(State(levels: levels))
    }

    /// From which level on each room logs; a change reaches every logger there is.
    package var levels: LogLevels {
        get { state.withLock { $0.levels } }
        set {
            state.withLock { state in
                state.levels = newValue
                for gate in state.gates.values {
                    gate.set(newValue.threshold(for: gate.room))
                }
            }
        }
    }

    func gate(for room: String) -> LogGate {
        state.withLock { state in
            if let gate = state.gates[room] {
                return gate
            }
            let gate = LogGate(room: room, state.levels.threshold(for: room))
            state.gates[room] = gate
            return gate
        }
    }

    func write(_ level: LogLevel, _ room: String, _ message: String, _ fields: LogFields) {
        sink.write(LogRecord(time: clock.now, level: level, room: room, message: message, fields: fields))
    }
}
