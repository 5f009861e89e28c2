// SPDX-License-Identifier: Apache-2.0

import KubeCore
import KubeRuntime
import TestSupport
import Testing

@Suite("68: what was applied is not applied again")
struct ApplyCacheTests {
    private let start = ContinuousClock.now
    private let kind = GroupVersionKind(GroupVersion(group: "", version: "v1"), "ConfigMap")

    private func target(_ name: String, manager: String = "portolan", subresource: String = "") -> ApplyCache.Target {
        ApplyCache.Target(kind, ObjectKey(namespace: "d", name: name), manager: manager, subresource: subresource)
    }

    @Test("an intent is in effect in the version that it led to, until it is another or the object is")
    func inEffect() {
        var cache = ApplyCache()
        let version = ResourceVersion("7")
        #expect(!cache.isInEffect("x", at: target("a"), version: version, at: start))
        cache.applied("x", at: target("a"), version: version, at: start)
        #expect(cache.isInEffect("x", at: target("a"), version: version, at: start))
        #expect(!cache.isInEffect("y", at: target("a"), version: version, at: start))
        #expect(!cache.isInEffect("x", at: target("a"), version: ResourceVersion("8"), at: start))
        #expect(!cache.isInEffect("x", at: target("a"), version: nil, at: start))
        #expect(!cache.isInEffect("x", at: target("b"), version: version, at: start))
        #expect(!cache.isInEffect("x", at: target("a", manager: "other"), version: version, at: start))
        #expect(!cache.isInEffect("x", at: target("a", subresource: "status"), version: version, at: start))
        cache.forget(target("a"))
        #expect(!cache.isInEffect("x", at: target("a"), version: version, at: start))
    }

    @Test("an entry ends after a while, and there are never more than so many")
    func bounds() {
        var cache = ApplyCache(lifetime: .seconds(10), capacity: 2)
        for (number, name) in ["a", "b", "c"].enumerated() {
            let now = start.advanced(by: .seconds(number))
            cache.applied("x", at: target(name), version: ResourceVersion("1"), at: now)
        }
        #expect(cache.count == 2)
        let version = ResourceVersion("1")
        #expect(!cache.isInEffect("x", at: target("a"), version: version, at: start.advanced(by: .seconds(2))))
        #expect(cache.isInEffect("x", at: target("b"), version: version, at: start.advanced(by: .seconds(10))))
        #expect(!cache.isInEffect("x", at: target("b"), version: version, at: start.advanced(by: .seconds(11))))
        cache.applied("x", at: target("d"), version: version, at: start.advanced(by: .seconds(60)))
        #expect(cache.count == 1)
    }
}
