// SPDX-License-Identifier: Apache-2.0

import Basics
import JSONKit
import KubeCore
import TestSupport
import Testing

@Suite("Metadata of objects", .tags(.codec))
struct ObjectMetaTests {
    @Test("all fields that are read are read, and the rest is passed over")
    func full() throws {
        let metadata = try ObjectMeta(
            parsing: #"""
                {
                  "name": "x", "generateName": "x-", "namespace": "flyte", "uid": "u-1", "resourceVersion": "42",
                  "generation": 3, "creationTimestamp": "2026-11-20T10:00:00Z",
                  "deletionTimestamp": "2026-11-20T11:00:00Z", "deletionGracePeriodSeconds": 30,
                  "finalizers": ["a/b", "c/d"], "labels": {"app": "web"}, "annotations": {"note": "\u00e9"},
                  "ownerReferences": [{"apiVersion": "apps/v1", "kind": "Deployment", "name": "front", "uid": "u-0",
                                       "controller": true, "blockOwnerDeletion": true}],
                  "managedFields": [{"manager": "m", "fieldsV1": {"f:metadata": {}}}], "selfLink": null
                }
                """#
        )
        #expect(metadata.key == ObjectKey(namespace: "flyte", name: "x"))
        #expect(metadata.uid == "u-1")
        #expect(metadata.resourceVersion == ResourceVersion("42"))
        #expect(metadata.generation == 3)
        #expect(metadata.creationTimestamp == (try Timestamp(parsing: "2026-11-20T10:00:00Z")))
        #expect(metadata.isBeingDeleted)
        #expect(metadata.finalizers == ["a/b", "c/d"])
        #expect(metadata.labels == ["app": "web"])
        #expect(metadata.annotations == ["note": "é"])
        #expect(metadata.controller?.groupKind == GroupKind(group: "apps", kind: "Deployment"))
        #expect(metadata.controller?.blocksOwnerDeletion == true)
    }

    @Test("null, empty and absent fields mean the same")
    func absence() throws {
        let nothing = try ObjectMeta(parsing: "{}")
        let nulls = try ObjectMeta(
            parsing: #"""
                {"name": null, "namespace": null, "uid": null, "resourceVersion": null, "generation": null,
                 "creationTimestamp": null, "deletionTimestamp": null, "finalizers": null, "ownerReferences": null,
                 "labels": null, "annotations": null}
                """#
        )
        let empties = try ObjectMeta(parsing: #"{"name": "", "namespace": "", "resourceVersion": "", "labels": {}}"#)
        #expect(nulls == nothing)
        #expect(empties == nothing)
        #expect(nothing.namespace == nil)
        #expect(nothing.resourceVersion == nil)
        #expect(!nothing.isBeingDeleted)
    }

    @Test("a time that is none is an error that says where")
    func malformedTime() {
        let error = #expect(throws: JSONError.self) { try ObjectMeta(parsing: #"{"creationTimestamp": "today"}"#) }
        #expect(error?.path == "creationTimestamp" || error?.description.contains("RFC 3339") == true)
    }

    @Test("keys are sorted and written as lists show them")
    func keys() {
        let keys = [
            ObjectKey(namespace: "b", name: "a"), ObjectKey(name: "z"), ObjectKey(namespace: "a", name: "b"),
            ObjectKey(namespace: "a", name: "a"),
        ]
        #expect(keys.sorted().map(\.description) == ["z", "a/a", "a/b", "b/a"])
    }

    @Test("an owner of the core group has no group")
    func coreOwner() throws {
        let owner = try OwnerReference(parsing: #"{"apiVersion":"v1","kind":"Node","name":"a","uid":"u"}"#)
        #expect(owner.groupKind == GroupKind(group: "", kind: "Node"))
        #expect(!owner.isController)
        #expect(owner.serializedText() == #"{"apiVersion":"v1","kind":"Node","name":"a","uid":"u"}"#)
    }

    @Test("a reference to an owner is written as the garbage collector wants it")
    func ownerOf() throws {
        let owner = OwnerReference(controller: deployments, ObjectMeta(name: "front", namespace: "web", uid: "u"))
        #expect(
            owner.serializedText()
                == #"{"apiVersion":"apps/v1","kind":"Deployment","name":"front","uid":"u","#
                + #""controller":true,"blockOwnerDeletion":true}"#
        )
        #expect(try OwnerReference(parsing: owner.serialized()) == owner)
    }

    @Test("a reference to an object is written as events want it")
    func reference() throws {
        let metadata = ObjectMeta(name: "x", namespace: "flyte", uid: "u", resourceVersion: ResourceVersion("7"))
        let reference = ObjectReference(secrets, metadata)
        #expect(
            reference.serializedText()
                == #"{"apiVersion":"v1","kind":"Secret","namespace":"flyte","name":"x","uid":"u","resourceVersion":"7"}"#
        )
        #expect(try ObjectReference(parsing: reference.serialized()) == reference)
    }
}
