// SPDX-License-Identifier: Apache-2.0

import JSONKit
import KubeMerge
import Testing

@Suite("Strategic merge patch")
struct StrategicMergePatchTests {
    struct Row: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let original: String
        let patch: String
        let result: String

        init(_ description: String, _ original: String, _ patch: String, _ result: String) {
            testDescription = description
            self.original = original
            self.patch = patch
            self.result = result
        }
    }

    private static let two = #"{"spec": {"containers": [{"name": "a", "image": "1"}, {"name": "b", "image": "1"}]}}"#

    static let rows = [
        Row(
            "containers are merged by name, and a new one comes behind those it knows nothing of",
            two,
            #"{"spec": {"containers": [{"name": "c"}, {"name": "b", "image": "2"}]}}"#,
            #"{"spec": {"containers": [{"name": "c"}, {"name": "a", "image": "1"}, {"name": "b", "image": "2"}]}}"#
        ),
        Row(
            "an element is deleted by its key",
            two,
            #"{"spec": {"containers": [{"name": "a", "$patch": "delete"}]}}"#,
            #"{"spec": {"containers": [{"name": "b", "image": "1"}]}}"#
        ),
        Row(
            "a list is replaced when one of its elements says so",
            two,
            #"{"spec": {"containers": [{"name": "z"}, {"$patch": "replace"}]}}"#,
            #"{"spec": {"containers": [{"name": "z"}]}}"#
        ),
        Row(
            "an object is replaced when it says so",
            #"{"spec": {"nodeSelector": {"a": "1", "b": "2"}}}"#,
            #"{"spec": {"nodeSelector": {"c": "3", "$patch": "replace"}}}"#,
            #"{"spec": {"nodeSelector": {"c": "3"}}}"#
        ),
        Row(
            "an object is emptied when it says so",
            #"{"spec": {"nodeSelector": {"a": "1"}}}"#,
            #"{"spec": {"nodeSelector": {"$patch": "delete"}}}"#,
            #"{"spec": {"nodeSelector": {}}}"#
        ),
        Row(
            "null deletes",
            #"{"metadata": {"labels": {"a": "1", "b": "2"}}}"#,
            #"{"metadata": {"labels": {"a": null, "c": null}}}"#,
            #"{"metadata": {"labels": {"b": "2"}}}"#
        ),
        Row(
            "a set takes in what it does not have",
            #"{"metadata": {"finalizers": ["x", "y"]}}"#,
            #"{"metadata": {"finalizers": ["y", "z"]}}"#,
            #"{"metadata": {"finalizers": ["x", "y", "z"]}}"#
        ),
        Row(
            "values are deleted from a set",
            #"{"metadata": {"finalizers": ["x", "y", "z"]}}"#,
            #"{"metadata": {"$deleteFromPrimitiveList/finalizers": ["y"]}}"#,
            #"{"metadata": {"finalizers": ["x", "z"]}}"#
        ),
        Row(
            "elements are put in the order that the patch sets",
            two,
            #"{"spec": {"$setElementOrder/containers": [{"name": "b"}, {"name": "a"}]}}"#,
            #"{"spec": {"containers": [{"name": "b", "image": "1"}, {"name": "a", "image": "1"}]}}"#
        ),
        Row(
            "a list without a key is replaced",
            #"{"spec": {"tolerations": [{"key": "a"}, {"key": "b"}]}}"#,
            #"{"spec": {"tolerations": [{"key": "c"}]}}"#,
            #"{"spec": {"tolerations": [{"key": "c"}]}}"#
        ),
        Row(
            "of a union only what is retained is left",
            #"{"spec": {"volumes": [{"name": "v", "emptyDir": {"medium": "Memory"}}]}}"#,
            #"{"spec": {"volumes": [{"name": "v", "hostPath": {"path": "/"}, "$retainKeys": ["name", "hostPath"]}]}}"#,
            #"{"spec": {"volumes": [{"name": "v", "hostPath": {"path": "/"}}]}}"#
        ),
        Row(
            "ports are known by their number",
            #"{"spec": {"containers": [{"name": "a", "ports": [{"containerPort": 80}]}]}}"#,
            #"{"spec": {"containers": [{"name": "a", "ports": [{"containerPort": 80, "name": "http"}]}]}}"#,
            #"{"spec": {"containers": [{"name": "a", "ports": [{"containerPort": 80, "name": "http"}]}]}}"#
        ),
        Row(
            "a member of another kind is replaced, and nulls and directives in it are dropped",
            #"{"spec": {"nodeSelector": "no"}}"#,
            #"{"spec": {"nodeSelector": {"a": null, "b": "1", "c": {"$patch": "delete"}}}}"#,
            #"{"spec": {"nodeSelector": {"b": "1"}}}"#
        ),
        Row(
            "what stands beside a directive in a new element stays",
            #"{"spec": {"containers": [{"name": "a"}]}}"#,
            #"{"spec": {"containers": [{"name": "b", "resources": {"$patch": "replace", "limits": {"cpu": "1"}}}]}}"#,
            #"{"spec": {"containers": [{"name": "b", "resources": {"limits": {"cpu": "1"}}}, {"name": "a"}]}}"#
        ),
    ]

    @Test("A patch does what it says", arguments: rows)
    func patches(_ row: Row) throws {
        let patch = try StrategicMergePatch(JSONValue(parsing: row.patch))
        let result = try patch.applied(to: JSONValue(parsing: row.original), schema: Fixtures.pod)
        #expect(try result == JSONValue(parsing: row.result), "\(result.serializedText())")
    }

    @Test("Without a schema lists are replaced and objects merged")
    func schemaless() throws {
        let result = try StrategicMergePatch(["a": [2], "b": ["y": 2]])
            .applied(to: ["a": [1], "b": ["x": 1]], schema: nil)
        #expect(result == ["a": [2], "b": ["x": 1, "y": 2]])
    }

    @Test("A field that the schema does not have cannot be merged")
    func unknownField() throws {
        let patch = try StrategicMergePatch(["spec": ["what": ["a": 1]]])
        #expect(throws: MergeError.self) { try patch.applied(to: ["spec": ["what": ["b": 1]]], schema: Fixtures.pod) }
    }

    @Test("Lists of lists and documents that are no objects are refused with their own statuses")
    func codes() throws {
        let lists = try StrategicMergePatch(["metadata": ["finalizers": [["a"]]]])
        let error = #expect(throws: MergeError.self) {
            try lists.applied(to: ["metadata": ["finalizers": [["b"]]]], schema: Fixtures.pod)
        }
        #expect(error?.code == .unprocessable)
        #expect(error?.description == "lists of lists are not supported")
        let document = #expect(throws: MergeError.self) { try StrategicMergePatch([1]) }
        #expect(document?.code == .badRequest)
        #expect(throws: MergeError.self) { try StrategicMergePatch([:]).applied(to: 1, schema: nil) }
    }
}
