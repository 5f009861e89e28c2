// SPDX-License-Identifier: Apache-2.0

/// The dataplanes that take work for a label, and the draws among those that can.
///
/// It never changes: a change of the fleet makes another one.
final class Pool: Sendable {
    /// A dataplane in its place.
    struct Member: Sendable {
        let dataplane: Dataplane
        let weight: Int
    }

    /// The label; nil for a pool of all dataplanes, of which labels say nothing.
    let label: String?

    /// All members, by the bytes of their names.
    let members: [Member]
    /// The positions of those among whom is drawn.
    let candidates: [Int]
    /// Whether those are standbys, because nobody else is left.
    let drawsStandbys: Bool
    let rendezvous: RendezvousDraw
    let flyte: FlyteDraw?
    let chance: ChanceDraw

    /// A pool of members in any order.
    convenience init(_ label: String?, _ members: [Member] = []) {
        self.init(label, sorted: members.sorted { $0.dataplane.name.utf8Precedes($1.dataplane.name) })
    }

    private init(_ label: String?, sorted members: [Member]) {
        self.label = label
        self.members = members
        let usable = members.indices.filter { members[$0].dataplane.isUsable }
        let primaries = usable.filter { members[$0].weight > 0 }
        let drawsStandbys = primaries.isEmpty && !usable.isEmpty
        let candidates = drawsStandbys ? usable : primaries
        let largest = members.lazy.map(\.weight).max() ?? 0
        // Standbys share evenly.
        let weights = candidates.map { drawsStandbys ? 1 : members[$0].weight }
        rendezvous = RendezvousDraw(zip(candidates, weights).map { (members[$0].dataplane.name, $1) })
        chance = ChanceDraw(weights: weights)
        flyte = FlyteDraw(
            candidates.map { position in
                // As it is exported to Flyte, which wants no weight above one: relative to the largest of the label.
                let weight = Double(members[position].weight) / Double(max(largest, 1))
                return (members[position].dataplane.flyteName, Float(weight))
            }
        )
        self.candidates = candidates
        self.drawsStandbys = drawsStandbys
    }

    /// The pool with a member added, replaced or removed.
    func setting(_ member: Member?, for name: String) -> Pool {
        var members = members
        let (place, isThere) = self.place(of: name)
        members.replaceSubrange(place..<(isThere ? place + 1 : place), with: member.map { [$0] } ?? [])
        return Pool(label, sorted: members)
    }

    /// The position of a member.
    func position(of name: String) -> Int? {
        let (place, isThere) = place(of: name)
        return isThere ? place : nil
    }

    /// Where a member is, or would be.
    private func place(of name: String) -> (place: Int, isThere: Bool) {
        var range = members.startIndex..<members.endIndex
        while let middle = range.isEmpty ? nil : (range.lowerBound + range.upperBound) / 2 {
            let isBefore = members[middle].dataplane.name.utf8Precedes(name)
            range = isBefore ? middle + 1..<range.upperBound : range.lowerBound..<middle
        }
        let place = range.lowerBound
        return (place, place < members.endIndex && members[place].dataplane.name == name)
    }

    /// What part of the label's work a member gets now.
    func share(of position: Int) -> Double {
        guard candidates.contains(position) else { return 0 }
        guard !drawsStandbys else { return 1 / Double(candidates.count) }
        let total = candidates.reduce(0) { $0 + members[$1].weight }
        return Double(members[position].weight) / Double(total)
    }
}

extension String {
    /// Whether the text comes first when bytes are compared, as Go does, and as every machine does alike.
    func utf8Precedes(_ other: String) -> Bool { utf8.lexicographicallyPrecedes(other.utf8) }
}
