// SPDX-License-Identifier: Apache-2.0

/// Which levels of a room are written, for all loggers of that room.
final class LogGate: Sendable {
    let room: String
    let lowest: AtomicInteger

    init(room: String, _ threshold: LogLevels.Threshold) {
        self.room = room
        lowest = AtomicInteger(Self.lowest(threshold))
    }

    func set(_ threshold: LogLevels.Threshold) {
        lowest.set(Self.lowest(threshold))
    }

    func lets(_ level: LogLevel) -> Bool {
        level.rank >= lowest.value
    }

    private static func lowest(_ threshold: LogLevels.Threshold) -> UInt64 {
        switch threshold {
        case .from(let level): level.rank
        case .off: .max
        }
    }
}
