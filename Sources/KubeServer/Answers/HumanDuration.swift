// SPDX-License-Identifier: Apache-2.0

/// Ages as Kubernetes writes them: in the two units that matter.
package enum HumanDuration {
    /// The text for a number of seconds.
    package static func text(ofSeconds seconds: Int64) -> String {
        let (minutes, hours, days, years) = (seconds / 60, seconds / 3600, seconds / 86_400, seconds / 31_536_000)
        switch seconds {
        case ..<(-1): return "<invalid>"
        case ..<0: return "0s"
        case ..<120: return "\(seconds)s"
        case ..<600: return seconds % 60 == 0 ? "\(minutes)m" : "\(minutes)m\(seconds % 60)s"
        case ..<10_800: return "\(minutes)m"
        case ..<28_800: return minutes % 60 == 0 ? "\(hours)h" : "\(hours)h\(minutes % 60)m"
        case ..<172_800: return "\(hours)h"
        case ..<691_200: return hours % 24 == 0 ? "\(days)d" : "\(days)d\(hours % 24)h"
        case ..<63_072_000: return "\(days)d"
        case ..<252_288_000: return days % 365 == 0 ? "\(years)y" : "\(years)y\(days % 365)d"
        default: return "\(years)y"
        }
    }
}
