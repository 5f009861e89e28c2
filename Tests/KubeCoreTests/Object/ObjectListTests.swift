// SPDX-License-Identifier: Apache-2.0

import JSONKit
import KubeCore
import TestSupport
import Testing

@Suite("Lists and objects", .tags(.codec))
struct ObjectListTests {
    @Test("a page of typed objects, whose items say no kind")
    func page() throws {
        let list = try ObjectList<CoreV1.ConfigMap>(
            parsing: #"""
                {"kind": "ConfigMapList", "apiVersion": "v1",
                 "metadata": {"resourceVersion": "7", "continue": "abc", "remainingItemCount": 3},
                 "items": [{"metadata": {"name": "a"}, "data": {"k": "v"}}, {"metadata": {"name": "b"}}]}
                """#
        )
        #expect(list.metadata.resourceVersion == ResourceVersion("7"))
        #expect(list.metadata.continueToken == "abc")
        #expect(list.metadata.remainingItemCount == 3)
        #expect(list.items.map(\.metadata.name) == ["a", "b"])
        #expect(list.items.first?.data == ["k": "v"])
    }

    @Test("a last page has no token, and a list without a version says so")
    func lastPage() throws {
        let list = try ObjectList<PartialObject>(
            parsing: #"{"metadata": {"resourceVersion": "", "continue": ""}, "items": null}"#
        )
        #expect(list.metadata == ListMeta())
        #expect(list.items.isEmpty)
    }

    @Test(
        "what is no list is an error and not an empty list",
        arguments: [
            #"{"kind": "Status", "status": "Success"}"#,
            #"{"kind": "Secret", "metadata": {}, "items": []}"#,
            #"{"kind": "SecretList", "metadata": {"resourceVersion": "7"}}"#,
            "{}",
        ]
    )
    func noList(_ text: String) {
        #expect(throws: JSONError.self) { try ObjectList<CoreV1.Secret>(parsing: text) }
    }

    @Test("a typed object of another kind is an error that names both")
    func otherKind() {
        let error = #expect(throws: JSONError.self) {
            try CoreV1.Secret(parsing: #"{"kind": "ConfigMap", "metadata": {"name": "x"}}"#)
        }
        #expect(error?.message == "an object of kind ConfigMap is no Secret")
    }

    @Test("metadata is read from partial and from whole objects, but not from rows for people")
    func partial() throws {
        let partial = try PartialObject(parsing: #"{"kind": "PartialObjectMetadata", "metadata": {"name": "x"}}"#)
        let whole = try PartialObject(parsing: #"{"kind": "Secret", "metadata": {"name": "x"}, "data": {"a": "YQ=="}}"#)
        #expect(partial == whole)
        #expect(throws: JSONError.self) { try PartialObject(parsing: #"{"kind": "Table", "metadata": {}}"#) }
    }

    @Test("a dynamic object keeps every field in its order")
    func dynamicRoundTrip() throws {
        let text =
            #"{"kind":"Widget","apiVersion":"x/v1","metadata":{"name":"w","extra":1.5},"spec":{"b":1,"a":null}}"#
        let object = try DynamicObject(parsing: text)
        #expect(object.serializedText() == text)
        #expect(object.key == ObjectKey(name: "w"))
        #expect(try object.groupVersionKind() == GroupVersionKind(GroupVersion(group: "x", version: "v1"), "Widget"))
    }

    @Test("a dynamic object is made and changed in place")
    func dynamicBuilding() {
        var object = DynamicObject(secrets, secretKey)
        object["data"] = ["a": "YQ=="]
        object.setMetadata("labels", ["app": "web"])
        object.setMetadata("namespace", nil)
        #expect(
            object.serializedText(.sortedKeys)
                == #"{"apiVersion":"v1","data":{"a":"YQ=="},"kind":"Secret","metadata":{"labels":{"app":"web"},"name":"x"}}"#
        )
        #expect(object.labels == ["app": "web"])
        #expect(object.metadata.labels == ["app": "web"])
        #expect(object.metadata.name == "x")
    }

    @Test("an object without a kind has no kind")
    func kindless() {
        #expect(throws: KubeFormatError.self) { try DynamicObject([:]).groupVersionKind() }
        #expect(throws: KubeFormatError.self) { try DynamicObject(["kind": "A"]).groupVersionKind() }
    }

    @Test("an apiVersion is a version, or a group and a version")
    func apiVersions() throws {
        #expect(try GroupVersion(parsing: "v1") == .core)
        #expect(try GroupVersion(parsing: "apps/v1") == .apps)
        #expect(GroupVersion.apps.apiVersion == "apps/v1")
        #expect(GroupVersion.core.apiVersion == "v1")
        for text in ["", "/", "a/", "/v1", "a/b/c"] {
            #expect(throws: KubeFormatError.self) { try GroupVersion(parsing: text) }
        }
    }
}
