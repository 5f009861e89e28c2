// SPDX-License-Identifier: Apache-2.0

import KubeCore
import KubeRuntime
import TestSupport
import Testing

@Suite("Which replica an object belongs to")
struct HashRingTests {
    private let keys = (0..<6_000).map { ObjectKey(namespace: "team-\($0 % 7)", name: "object-\($0)") }

    @Test("the same for everybody, however the members are listed")
    func agreement() {
        let ring = HashRing(members: ["a", "b", "c"])
        let other = HashRing(members: ["c", "a", "b", "a"])
        #expect(ring == other)
        #expect(keys.allSatisfy { ring.owner(of: $0) == other.owner(of: $0) })
    }

    @Test("and in every version: these do not change", arguments: [("x", "c"), ("y", "b"), ("z", "c"), ("flyte", "a")])
    func pinned(_ name: String, _ owner: String) {
        let ring = HashRing(members: ["a", "b", "c"])
        #expect(ring.owner(of: ObjectKey(namespace: "default", name: name)) == owner)
    }

    @Test("everybody gets about the same")
    func balance() {
        let ring = HashRing(members: (0..<6).map { "portolan-\($0)" })
        let counts = Dictionary(grouping: keys) { ring.owner(of: $0) }.mapValues(\.count)
        #expect(counts.count == 6)
        #expect(counts.values.allSatisfy { (850...1_150).contains($0) })
    }

    @Test("when a member goes only its keys move, to all others")
    func leaving() {
        let members = (0..<5).map { "portolan-\($0)" }
        let before = HashRing(members: members)
        let after = HashRing(members: members.dropLast())
        let moved = keys.filter { before.owner(of: $0) != after.owner(of: $0) }
        #expect(moved.allSatisfy { before.owner(of: $0) == "portolan-4" })
        #expect(Set(moved.map { after.owner(of: $0) }).count == 4)
        #expect(keys.filter { before.owner(of: $0) == "portolan-4" }.count == moved.count)
    }

    @Test("when a member comes only it gets keys")
    func joining() {
        let before = HashRing(members: ["a", "b"])
        let after = HashRing(members: ["a", "b", "c"])
        #expect(keys.allSatisfy { after.owner(of: $0) == before.owner(of: $0) || after.owner(of: $0) == "c" })
    }

    @Test("namespace and name are two things, and nobody owns what nobody can")
    func edges() {
        let ring = HashRing(members: (0..<50).map(String.init))
        let pairs = (0..<40).filter { number in
            let one = ObjectKey(namespace: "a\(number)", name: "b")
            let other = ObjectKey(namespace: "a", name: "\(number)b")
            return ring.owner(of: one) == ring.owner(of: other)
        }
        #expect(pairs.count < 10)
        #expect(HashRing(members: []).owner(of: keys[0]) == nil)
        #expect(HashRing(members: ["only"]).owner(of: keys[0]) == "only")
    }

    @Test("members are those whose leases change")
    func members() {
        let start = ContinuousClock.now
        func lease(_ name: String, renewed: Int64, holder: String? = nil) -> CoordinationV1.Lease {
            var lease = ElectionScript.lease(holder ?? name, renewed: renewed)
            lease.metadata.name = name
            return lease
        }
        var members = ShardMembers()
        members.see(lease("a", renewed: 1), at: start)
        members.see(lease("b", renewed: 1), at: start)
        members.see(lease("c", renewed: 1, holder: ""), at: start)
        #expect(members.ring(at: start).members == ["a", "b"])
        members.see(lease("a", renewed: 2), at: start.advanced(by: .seconds(10)))
        members.see(lease("b", renewed: 1), at: start.advanced(by: .seconds(10)))
        #expect(members.nextExpiry(after: start) == start.advanced(by: .seconds(15)))
        #expect(members.ring(at: start.advanced(by: .seconds(15))).members == ["a"])
        members.forget("a")
        #expect(members.ring(at: start.advanced(by: .seconds(15))).members.isEmpty)
    }
}
