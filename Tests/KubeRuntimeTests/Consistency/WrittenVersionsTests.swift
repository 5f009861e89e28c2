// SPDX-License-Identifier: Apache-2.0

import KubeCore
import KubeRuntime
import TestSupport
import Testing

@Suite("60 to 62: own writes are seen before the next pass", .tags(.machine))
struct WrittenVersionsTests {
    private let pods = GroupResource(group: "", resource: "pods")
    private let jobs = GroupResource(group: "batch", resource: "jobs")
    private let owner = ObjectMeta(name: "a", namespace: "default", uid: "1")

    private func hold(
        _ written: inout WrittenVersions,
        _ owner: ObjectMeta? = nil,
        pods podVersion: String?,
        jobs jobVersion: String? = nil,
        uid: ObjectIdentity? = nil
    ) -> WrittenVersions.Hold? {
        written.hold(owner ?? self.owner) { resource in
            let version = resource == pods ? podVersion : jobVersion
            return WrittenVersions.Sight(version: version.map { ResourceVersion($0) }) { _ in uid }
        }
    }

    @Test("60: an object waits until the store has come to what was written for it; others do not")
    func waits() {
        var written = WrittenVersions()
        written.wrote(ResourceVersion("20"), of: pods, for: owner)
        #expect(hold(&written, pods: "19") == .version(ResourceVersion("20"), of: pods))
        #expect(hold(&written, ObjectMeta(name: "b", namespace: "default", uid: "2"), pods: "19") == nil)
        #expect(hold(&written, pods: "20") == nil)
        #expect(written.count == 0, "and nothing is remembered")
    }

    @Test("60: of several writes the newest counts, in whatever order they are noted")
    func newest() {
        var written = WrittenVersions()
        written.wrote(ResourceVersion("100"), of: pods, for: owner)
        written.wrote(ResourceVersion("20"), of: pods, for: owner)
        #expect(hold(&written, pods: "99") == .version(ResourceVersion("100"), of: pods))
        #expect(hold(&written, pods: "101") == nil)
    }

    @Test("60: each resource has versions of its own")
    func resources() {
        var written = WrittenVersions()
        written.wrote(ResourceVersion("20"), of: pods, for: owner)
        written.wrote(ResourceVersion("50"), of: jobs, for: owner)
        #expect(hold(&written, pods: "60", jobs: "40") == .version(ResourceVersion("50"), of: jobs))
        #expect(hold(&written, pods: "19", jobs: "50") == nil, "the pods were seen once and cannot be unseen")
    }

    @Test("61: what was written and deleted by somebody else is behind a bookmark")
    func bookmark() {
        var table = ObjectTable<PartialObject>()
        _ = table.apply(.begin)
        _ = table.apply(.commit(ResourceVersion("10"), mayGoBack: true))
        var written = WrittenVersions()
        written.wrote(ResourceVersion("20"), of: pods, for: owner)
        #expect(hold(&written, pods: table.snapshot.resourceVersion?.text) != nil)
        _ = table.apply(.advance(ResourceVersion("25")))
        #expect(hold(&written, pods: table.snapshot.resourceVersion?.text) == nil)
    }

    @Test("61: a deletion without a version is seen when the store does not show that object any more")
    func deletions() {
        var written = WrittenVersions()
        let pod = ObjectMeta(name: "p", namespace: "default", uid: "pod")
        written.deleted(pod, of: pods, for: owner)
        #expect(hold(&written, pods: "99", uid: "pod") == .deletion(pod.key, of: pods))
        #expect(hold(&written, pods: "99", uid: "another of the same name") == nil)
        written.deleted(pod, of: pods, for: owner)
        #expect(hold(&written, pods: "99", uid: nil) == nil)
        #expect(written.count == 0)
    }

    @Test("62: an owner that was made again is not held up by what its predecessor wrote")
    func recreatedOwner() {
        var written = WrittenVersions()
        written.wrote(ResourceVersion("20"), of: pods, for: owner)
        var another = owner
        another.uid = "2"
        #expect(hold(&written, another, pods: "1") == nil)
        written.wrote(ResourceVersion("20"), of: pods, for: owner)
        written.wrote(ResourceVersion("5"), of: pods, for: another)
        #expect(hold(&written, another, pods: "4") == .version(ResourceVersion("5"), of: pods))
        written.forget(another.key)
        #expect(hold(&written, another, pods: "4") == nil)
    }

    @Test("62: where versions cannot be compared nobody is held up", arguments: ["x", nil])
    func notComparable(_ seen: String?) {
        var written = WrittenVersions()
        written.wrote(ResourceVersion("20"), of: pods, for: owner)
        #expect(hold(&written, pods: seen) == nil)
        written.wrote(ResourceVersion("b"), of: pods, for: owner)
        #expect(hold(&written, pods: "7") == nil)
        written.wrote(ResourceVersion("20"), of: pods, for: owner)
        #expect(written.hold(owner) { _ in nil } == nil, "nor where there is no store")
    }

    @Test("when a database was restored, nobody waits for versions that will not come again")
    func startOver() {
        var written = WrittenVersions()
        written.wrote(ResourceVersion("20"), of: pods, for: owner)
        written.wrote(ResourceVersion("30"), of: jobs, for: owner)
        written.startOver(pods)
        #expect(hold(&written, pods: "1", jobs: "29") == .version(ResourceVersion("30"), of: jobs))
        written.startOver(jobs)
        #expect(written.count == 0)
    }
}
