// SPDX-License-Identifier: Apache-2.0

/// How `kubectl get` writes a time span: exact when it is short, two units in the middle, one when it is long.
package enum HumanDuration {
    /// The text for a number of seconds; a little below zero is taken for a clock that is a little off.
    package static func text(seconds: Int64) -> String {
        let (minutes, hours) = (seconds / 60, seconds / 3_600)
        let (days, years) = (hours / 24, hours / 24 / 365)
        switch seconds {
        case ..<(-1): return "<invalid>"
        case ..<0: return "0s"
        case ..<120: return "\(seconds)s"
        case ..<600: return pair(minutes, "m", seconds % 60, "s")
        case ..<(3 * 3_600): return "\(minutes)m"
        case ..<(8 * 3_600): return pair(hours, "h", minutes % 60, "m")
        case ..<(48 * 3_600): return "\(hours)h"
        case ..<(8 * 24 * 3_600): return pair(days, "d", hours % 24, "h")
        case ..<(2 * 365 * 24 * 3_600): return "\(days)d"
        case ..<(8 * 365 * 24 * 3_600): return pair(years, "y", days % 365, "d")
        default: return "\(years)y"
        }
    }

    private static func pair(_ large: Int64, _ unit: String, _ small: Int64, _ smallUnit: String) -> String {
        small == 0 ? "\(large)\(unit)" : "\(large)\(unit)\(small)\(smallUnit)"
    }
}
