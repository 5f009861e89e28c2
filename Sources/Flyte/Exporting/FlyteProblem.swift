// SPDX-License-Identifier: Apache-2.0

/// Something that Flyte is not told, or will not do as the fleet says.
package enum FlyteProblem: Sendable, Hashable {
    /// There are no credentials yet, or unusable ones.
    case noCredentials(dataplane: String, String)
    /// Another dataplane has the name in Flyte.
    case nameTaken(dataplane: String, clusterName: String, by: String)
    /// The name cannot be the key of a Secret.
    case impossibleName(dataplane: String, clusterName: String)
    /// No dataplane of the label is enabled.
    case emptyLabel(String)
    /// No dataplane has the label that executions without one go to.
    case unknownDefaultLabel(String)
    /// There is no dataplane that Flyte could be told of.
    case noDataplane
    /// All dataplanes are disabled or ill.
    case nothingEnabled
    /// The credentials are more than a Secret holds.
    case tooManyCredentials(bytes: Int)

    /// The dataplane that it is about; nil for one of the whole fleet.
    package var dataplane: String? {
        switch self {
        case .noCredentials(let name, _), .nameTaken(let name, _, _), .impossibleName(let name, _): name
        default: nil
        }
    }

    /// Whether nothing may be written as long as it lasts.
    package var isObstacle: Bool {
        switch self {
        case .noDataplane, .nothingEnabled, .tooManyCredentials: true
        default: false
        }
    }

    /// The problem in one word.
    package var reason: String {
        switch self {
        case .noCredentials: "NoCredentials"
        case .nameTaken: "ClusterNameTaken"
        case .impossibleName: "ClusterNameImpossible"
        case .emptyLabel: "LabelWithoutDataplane"
        case .unknownDefaultLabel: "DefaultLabelUnknown"
        case .noDataplane: "NoDataplane"
        case .nothingEnabled: "NothingEnabled"
        case .tooManyCredentials: "TooManyCredentials"
        }
    }

    /// The problem in a sentence, with what follows from it or what to do.
    package var message: String {
        switch self {
        case .noCredentials(_, let what):
            "\(what); flyteadmin would not start without its credentials, so Flyte is not told of it"
        case .nameTaken(_, let clusterName, let other):
            "the older DataplaneCluster \"\(other)\" is called \"\(clusterName)\" in Flyte: set another "
                + "flyte.clusterName; flyteadmin would not start with two, so Flyte is not told of this one"
        case .impossibleName(_, let clusterName):
            "\"\(clusterName)\" cannot be the key of a Secret: set flyte.clusterName to letters, digits, dots, dashes "
                + "and underscores, at most \(FlyteCredentials.longestName)"
        case .emptyLabel(let label):
            "no dataplane of the label \"\(label)\" is enabled: Flyte sends its executions to the default label, or "
                + "anywhere"
        case .unknownDefaultLabel(let label):
            "no dataplane has the default label \"\(label)\": Flyte sends executions without a label anywhere"
        case .noDataplane:
            "there is no dataplane that Flyte could be told of: without any it would run executions in its own "
                + "cluster, so what was written last stays"
        case .nothingEnabled:
            "no dataplane is enabled and healthy: flyteadmin would not start, so what was written last stays"
        case .tooManyCredentials(let bytes):
            "the credentials take \(bytes) bytes, and a Secret holds \(FlyteCredentials.largestSecret): what was "
                + "written last stays"
        }
    }
}
