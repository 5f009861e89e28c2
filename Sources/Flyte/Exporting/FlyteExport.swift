// SPDX-License-Identifier: Apache-2.0

package import Basics
internal import Cryptography

/// What Flyte is to read of a fleet: the file of its clusters, and the credentials for them.
///
/// It is exact: no entry without files, no file without an entry, and everything in a fixed order, so that equal fleets
/// lead to equal bytes. What flyteadmin could not start with is never in it.
package struct FlyteExport: Sendable {
    /// The file `clusters.yaml`.
    package let clusters: FlyteClustersFile
    /// The content of the Secret.
    package let credentials: FlyteCredentials
    /// When pods that have read the tokens are to read those that come after them, at the latest; nil when none ends.
    package let readAgainAt: Timestamp?
    /// The lineages of the tokens, by the clusters' names.
    private let lineages: [String: String]
    /// What Flyte is not told, or will not do as the fleet says, in a fixed order.
    package let problems: [FlyteProblem]

    /// What a fleet is in Flyte's eyes.
    ///
    /// A dataplane that gets no work is in it as well, disabled: executions there could not be aborted otherwise.
    package init(_ dataplanes: [FlyteDataplane], defaultLabel: String? = nil) {
        var problems: [FlyteProblem] = []
        let usable = Self.usable(dataplanes, &problems)
        var credentials = FlyteCredentials()
        var labels: [String: [FlyteClustersFile.Member]] = [:]
        for (dataplane, access) in usable {
            credentials.add(access, of: dataplane.clusterName)
            for label in dataplane.labels {
                labels[label.name, default: []].append(.init(cluster: dataplane.clusterName, weight: label.weight))
            }
        }
        let enabled = usable.map(\.dataplane).filter(\.isEnabled)
        let served = Set(enabled.flatMap { $0.labels.map(\.name) })
        let wanted = Set(dataplanes.flatMap { $0.labels.map(\.name) })
        problems += wanted.subtracting(served).sorted().map { .emptyLabel($0) }
        let defaultLabel = defaultLabel?.lowercased()
        if let defaultLabel, !wanted.contains(defaultLabel) { problems.append(.unknownDefaultLabel(defaultLabel)) }
        if usable.isEmpty {
            problems.append(.noDataplane)
        } else if enabled.isEmpty {
            problems.append(.nothingEnabled)
        }
        if credentials.byteCount > FlyteCredentials.largestSecret {
            problems.append(.tooManyCredentials(bytes: credentials.byteCount))
        }
        clusters = FlyteClustersFile(
            clusters: usable.map { dataplane, access in
                .init(name: dataplane.clusterName, endpoint: access.server, isEnabled: dataplane.isEnabled)
            },
            labels: labels,
            defaultLabel: defaultLabel
        )
        self.credentials = credentials
        readAgainAt = usable.compactMap(\.access.readAgainAt).min()
        lineages = Dictionary(uniqueKeysWithValues: usable.map { ($0.dataplane.clusterName, $0.access.lineage) })
        self.problems = problems
    }

    /// Why nothing may be written: what was written last is better than what there would be; nil when it may.
    package var obstacle: FlyteProblem? { problems.first(where: \.isObstacle) }

    /// The dataplanes that Flyte can be told of, with their credentials.
    private static func usable(
        _ dataplanes: [FlyteDataplane],
        _ problems: inout [FlyteProblem]
    ) -> [(dataplane: FlyteDataplane, access: FlyteDataplane.Credentials)] {
        var owners: [String: String] = [:]
        for dataplane in dataplanes.sorted(by: { $0.precedes($1) }) where owners[dataplane.clusterName] == nil {
            owners[dataplane.clusterName] = dataplane.name
        }
        var usable: [(FlyteDataplane, FlyteDataplane.Credentials)] = []
        for dataplane in dataplanes.sorted(by: { $0.name < $1.name }) {
            let (name, clusterName) = (dataplane.name, dataplane.clusterName)
            if let owner = owners[clusterName], owner != name {
                problems.append(.nameTaken(dataplane: name, clusterName: clusterName, by: owner))
            } else if !FlyteCredentials.canName(clusterName) {
                problems.append(.impossibleName(dataplane: name, clusterName: clusterName))
            } else if let flaw = FlyteCredentials.flaw(of: dataplane.credentials) {
                problems.append(.noCredentials(dataplane: name, flaw))
            } else if let access = dataplane.credentials {
                usable.append((dataplane, access))
            }
        }
        return usable
    }

    /// What tells this export from others: what pods have read when they started with it.
    package var configuration: RolloutMachine.Configuration {
        let tokens = credentials.files.filter { FlyteCredentials.isTokenFile($0.key) }
        let others = credentials.files.filter { !FlyteCredentials.isTokenFile($0.key) }
        let lineages = lineages.sorted { $0.key < $1.key }.flatMap { [Array($0.key.utf8), Array($0.value.utf8)] }
        return RolloutMachine.Configuration(
            fleet: Self.digest([Array(clusters.text.utf8)] + Self.parts(others) + lineages),
            tokens: Self.digest(Self.parts(tokens))
        )
    }

    private static func parts(_ files: [String: Secret<[UInt8]>]) -> [[UInt8]] {
        files.sorted { $0.key < $1.key }.flatMap { [Array($0.key.utf8), $0.value.exposed] }
    }

    private static func digest(_ parts: [[UInt8]]) -> String {
        var digest = SHA256()
        for part in parts {
            // Each part with its length, so that no two exports are the same text.
            digest.update("\(part.count):")
            digest.update(part)
        }
        return Hex.encode(Array(digest.finalize().prefix(16)))
    }
}
