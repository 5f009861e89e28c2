// SPDX-License-Identifier: Apache-2.0

internal import Basics
package import KubeCore

/// Which of several replicas an object belongs to, by its name alone, so that all of them agree without a word.
///
/// Every key asks each member for a number, and the highest wins ("rendezvous hashing"). When a member goes, only its
/// own keys go elsewhere, evenly; when one comes, it takes its share and nothing else moves. It costs a short hash for
/// each member and needs no virtual nodes, which is right for a dozen replicas and wrong for thousands.
///
/// The numbers are part of the protocol between replicas of different versions: they must not change.
package struct HashRing: Sendable, Hashable {
    /// The members, in order.
    package let members: [String]
    private let seeds: [UInt64]

    /// A ring of these members.
    package init(members: some Sequence<String>) {
        self.members = Set(members).sorted()
        seeds = self.members.map { StableHash($0).value }
    }

    /// The member to whom a key belongs; nil when there is none.
    package func owner(of key: ObjectKey) -> String? {
        let hash = StableHash(key.namespace ?? "", key.name).value
        var best: (score: UInt64, member: Int)?
        for (member, seed) in seeds.enumerated() {
            let score = StableHash.mixed(seed ^ hash)
            // Of equals the first in order, so that all agree.
            if best.map({ score > $0.score }) ?? true { best = (score, member) }
        }
        return best.map { members[$0.member] }
    }
}
