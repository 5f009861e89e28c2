// SPDX-License-Identifier: Apache-2.0

/// Why an execution goes nowhere.
package enum RoutingRefusal: Error, Sendable, Hashable, CustomStringConvertible {
    /// The dataplane that is asked for does not exist.
    case unknownDataplane(String)
    /// The dataplane that is asked for takes no new work.
    case unusableDataplane(String, because: String)
    /// No rule is about the execution, and there is no default label.
    case noLabel(project: String)
    /// No dataplane of the label, nor of those that may stand in for it, can take work.
    case noDataplane(label: String, members: Int, fallbacks: [String])
    /// No dataplane at all can take work.
    case nothingUsable

    /// In a word, for programs.
    package var reason: String {
        switch self {
        case .unknownDataplane: "UnknownDataplane"
        case .unusableDataplane: "DataplaneNotSchedulable"
        case .noLabel: "NoLabel"
        case .noDataplane, .nothingUsable: "NoDataplane"
        }
    }

    package var description: String {
        switch self {
        case .unknownDataplane(let name): "there is no dataplane \"\(name)\""
        case .unusableDataplane(let name, let because): "dataplane \"\(name)\" takes no new work: \(because)"
        case .noLabel(let project):
            "no ExecutionClusterLabel is about project \"\(project)\" or the execution, and there is no default label"
        case .noDataplane(let label, let members, let fallbacks):
            "\(Self.members(members, of: label)), and no fallback \(Self.fallbacks(fallbacks))"
        case .nothingUsable: "no dataplane is enabled and schedulable"
        }
    }

    private static func members(_ count: Int, of label: String) -> String {
        switch count {
        case 0: "no dataplane has the label \"\(label)\""
        case 1: "the dataplane of label \"\(label)\" is not schedulable"
        default: "none of the \(count) dataplanes of label \"\(label)\" is schedulable"
        }
    }

    private static func fallbacks(_ labels: [String]) -> String {
        labels.isEmpty ? "is configured" : "helps: tried " + labels.joined(separator: ", ")
    }
}
