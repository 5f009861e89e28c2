// SPDX-License-Identifier: Apache-2.0

import KubeCore
import KubeRuntime
import TestSupport
import Testing

@Suite("37: who owns an object")
struct OwnerMatchTests {
    private let kind = GroupKind(group: "apps", kind: "Deployment")

    private func object(_ sample: String, _ owners: OwnerReference...) -> PartialObject {
        var object = PartialObject(sample: sample)
        object.metadata.ownerReferences = owners
        return object
    }

    private func owner(
        _ name: String,
        apiVersion: String = "apps/v1",
        kind: String = "Deployment",
        isController: Bool = true
    ) -> OwnerReference {
        var reference = OwnerReference()
        reference.apiVersion = apiVersion
        reference.kind = kind
        reference.name = name
        reference.isController = isController
        return reference
    }

    @Test("group and kind must be those; the version may be another")
    func match() {
        let match = OwnerMatch(kind, .namespaced)
        let owned = object(
            "a@1",
            owner("x", apiVersion: "apps/v1beta2"),
            owner("y", apiVersion: "extensions/v1beta1"),
            owner("z", kind: "ReplicaSet")
        )
        #expect(match.owners(of: owned.metadata) == [ObjectKey(namespace: "default", name: "x")])
    }

    @Test("the one that answers for the object, or all")
    func role() {
        let owned = object("a@1", owner("x", isController: false), owner("y"))
        #expect(OwnerMatch(kind, .namespaced).owners(of: owned.metadata).map(\.name) == ["y"])
        #expect(OwnerMatch(kind, .namespaced, .anyOwner).owners(of: owned.metadata).map(\.name) == ["x", "y"])
    }

    @Test("an owner of the cluster has no namespace")
    func scope() {
        let owned = object("a@1", owner("x"))
        #expect(OwnerMatch(kind, .cluster).owners(of: owned.metadata) == [ObjectKey(name: "x")])
    }

    @Test("a change concerns the owner before and the owner now, each once")
    func changes() {
        let match = OwnerMatch(kind, .namespaced)
        let (old, new) = (object("a@1", owner("x")), object("a@2", owner("y")))
        #expect(match.owners(of: .updated(from: old, to: new)).map(\.name) == ["x", "y"])
        #expect(match.owners(of: .updated(from: old, to: old)).map(\.name) == ["x"])
        #expect(match.owners(of: .deleted(old, isLastState: false)).map(\.name) == ["x"])
        #expect(match.owners(of: .added(new)).map(\.name) == ["y"])
    }
}
