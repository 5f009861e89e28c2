// SPDX-License-Identifier: Apache-2.0

package import Basics

/// A dataplane as Flyte is to know it.
package struct FlyteDataplane: Sendable, Hashable {
    /// What it takes of a label's executions.
    package struct Label: Sendable, Hashable {
        package let name: String
        package let weight: Int

        /// A label with a weight from zero to a million; others are taken for the nearest of these.
        ///
        /// Flyte lower-cases the keys of its configuration: a label of another case would never be found there.
        package init(_ name: String, weight: Int) {
            self.name = name.lowercased()
            self.weight = min(max(weight, 0), 1_000_000)
        }
    }

    /// How to get in.
    package struct Credentials: Sendable {
        /// Where the API server is.
        package let server: String
        package let token: Secret<[UInt8]>
        /// The authority of the server, as PEM.
        package let authority: [UInt8]
        /// What tokens have in common of which each was made while the one before was good: whoever has that one still
        /// gets in.
        package let lineage: String
        /// When whoever has read this token is to read the next one, at the latest; nil for one that lasts.
        package let readAgainAt: Timestamp?

        /// What a dataplane's own Secret says.
        package init(
            server: String,
            token: Secret<[UInt8]>,
            authority: [UInt8],
            lineage: String = "",
            readAgainAt: Timestamp? = nil
        ) {
            self.server = server
            self.token = token
            self.authority = authority
            self.lineage = lineage
            self.readAgainAt = readAgainAt
        }
    }

    /// The name of the resource.
    package let name: String
    /// What Flyte calls it.
    package let clusterName: String
    /// When the resource was made, in seconds: of two with one name in Flyte the older has it.
    package let createdAt: Int64
    /// Whether it gets new executions.
    package var isEnabled = true
    /// What it takes, each label once.
    package let labels: [Label]
    /// Nil as long as there are none.
    package var credentials: Credentials?

    /// A dataplane without credentials; of labels that are named twice the first counts.
    package init(_ name: String, clusterName: String? = nil, createdAt: Int64 = 0, labels: [Label] = []) {
        self.name = name
        self.clusterName = clusterName ?? name
        self.createdAt = createdAt
        var seen: Set<String> = []
        self.labels = labels.filter { seen.insert($0.name).inserted }
    }

    /// Whether it has its name before another that wants the same.
    func precedes(_ other: FlyteDataplane) -> Bool { (createdAt, name) < (other.createdAt, other.name) }
}

extension FlyteDataplane.Credentials: Hashable {
    package static func == (left: Self, right: Self) -> Bool {
        left.server == right.server && left.token == right.token && left.authority == right.authority
            && left.lineage == right.lineage && left.readAgainAt == right.readAgainAt
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(server)
        hasher.combine(authority)
    }
}
