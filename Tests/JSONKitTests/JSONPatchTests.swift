// SPDX-License-Identifier: Apache-2.0

import JSONKit
import Testing

@Suite("A JSON Patch")
struct JSONPatchTests {
    struct Case: CustomTestStringConvertible {
        let testDescription: String
        let document: String
        let patch: String
        /// What the patch makes of the document; nil when it must fail.
        let result: String?

        init(_ name: String, _ document: String, _ patch: String, _ result: String?) {
            testDescription = name
            self.document = document
            self.patch = patch
            self.result = result
        }
    }

    static let cases: [Case] = [
        // RFC 6902, appendix A.
        Case(
            "A.1 adds a member",
            #"{"foo":"bar"}"#,
            #"[{"op":"add","path":"/baz","value":"qux"}]"#,
            #"{"baz":"qux","foo":"bar"}"#
        ),
        Case(
            "A.2 adds an element",
            #"{"foo":["bar","baz"]}"#,
            #"[{"op":"add","path":"/foo/1","value":"qux"}]"#,
            #"{"foo":["bar","qux","baz"]}"#
        ),
        Case(
            "A.3 removes a member",
            #"{"baz":"qux","foo":"bar"}"#,
            #"[{"op":"remove","path":"/baz"}]"#,
            #"{"foo":"bar"}"#
        ),
        Case(
            "A.4 removes an element",
            #"{"foo":["bar","qux","baz"]}"#,
            #"[{"op":"remove","path":"/foo/1"}]"#,
            #"{"foo":["bar","baz"]}"#
        ),
        Case(
            "A.5 replaces a value",
            #"{"baz":"qux","foo":"bar"}"#,
            #"[{"op":"replace","path":"/baz","value":"boo"}]"#,
            #"{"baz":"boo","foo":"bar"}"#
        ),
        Case(
            "A.6 moves a value",
            #"{"foo":{"bar":"baz","waldo":"fred"},"qux":{"corge":"grault"}}"#,
            #"[{"op":"move","from":"/foo/waldo","path":"/qux/thud"}]"#,
            #"{"foo":{"bar":"baz"},"qux":{"corge":"grault","thud":"fred"}}"#
        ),
        Case(
            "A.7 moves an element",
            #"{"foo":["all","grass","cows","eat"]}"#,
            #"[{"op":"move","from":"/foo/1","path":"/foo/3"}]"#,
            #"{"foo":["all","cows","eat","grass"]}"#
        ),
        Case(
            "A.8 tests with success",
            #"{"baz":"qux","foo":["a",2,"c"]}"#,
            #"[{"op":"test","path":"/baz","value":"qux"},{"op":"test","path":"/foo/1","value":2}]"#,
            #"{"baz":"qux","foo":["a",2,"c"]}"#
        ),
        Case("A.9 tests without success", #"{"baz":"qux"}"#, #"[{"op":"test","path":"/baz","value":"bar"}]"#, nil),
        Case(
            "A.10 adds a nested object",
            #"{"foo":"bar"}"#,
            #"[{"op":"add","path":"/child","value":{"grandchild":{}}}]"#,
            #"{"foo":"bar","child":{"grandchild":{}}}"#
        ),
        Case(
            "A.11 ignores unknown members",
            #"{"foo":"bar"}"#,
            #"[{"op":"add","path":"/baz","value":"qux","xyz":123}]"#,
            #"{"foo":"bar","baz":"qux"}"#
        ),
        Case(
            "A.12 does not add below what is not there",
            #"{"foo":"bar"}"#,
            #"[{"op":"add","path":"/baz/bat","value":"qux"}]"#,
            nil
        ),
        Case(
            "A.14 escapes in the order of the RFC",
            #"{"/":9,"~1":10}"#,
            #"[{"op":"test","path":"/~01","value":10}]"#,
            #"{"/":9,"~1":10}"#
        ),
        Case(
            "A.15 tells strings from numbers",
            #"{"/":9,"~1":10}"#,
            #"[{"op":"test","path":"/~01","value":"10"}]"#,
            nil
        ),
        Case(
            "A.16 adds an array as an element",
            #"{"foo":["bar"]}"#,
            #"[{"op":"add","path":"/foo/-","value":["abc","def"]}]"#,
            #"{"foo":["bar",["abc","def"]]}"#
        ),
        // The rest of the rules.
        Case("replaces the root", #"{"a":1}"#, #"[{"op":"replace","path":"","value":[2]}]"#, "[2]"),
        Case("adds at the root", #"{"a":1}"#, #"[{"op":"add","path":"","value":null}]"#, "null"),
        Case("adds null", #"{}"#, #"[{"op":"add","path":"/a","value":null}]"#, #"{"a":null}"#),
        Case("tests for null", #"{"a":null}"#, #"[{"op":"test","path":"/a","value":null}]"#, #"{"a":null}"#),
        Case("tests numbers by value", #"{"a":1.0}"#, #"[{"op":"test","path":"/a","value":1}]"#, #"{"a":1}"#),
        Case(
            "tests objects in any order",
            #"{"a":{"b":1,"c":2}}"#,
            #"[{"op":"test","path":"/a","value":{"c":2,"b":1}}]"#,
            #"{"a":{"b":1,"c":2}}"#
        ),
        Case("tests a missing member in vain", #"{"a":null}"#, #"[{"op":"test","path":"/b","value":null}]"#, nil),
        Case("adds at the end by number", #"[1]"#, #"[{"op":"add","path":"/1","value":2}]"#, "[1,2]"),
        Case("does not add behind the end", #"[1]"#, #"[{"op":"add","path":"/2","value":2}]"#, nil),
        Case("does not replace what is not there", #"{"a":1}"#, #"[{"op":"replace","path":"/b","value":2}]"#, nil),
        Case("does not replace behind the end", #"[1]"#, #"[{"op":"replace","path":"/-","value":2}]"#, nil),
        Case("does not remove what is not there", #"{"a":1}"#, #"[{"op":"remove","path":"/b"}]"#, nil),
        Case("does not reach into a string", #"{"a":"x"}"#, #"[{"op":"add","path":"/a/0","value":2}]"#, nil),
        Case(
            "does not move a value into itself",
            #"{"a":{"b":1}}"#,
            #"[{"op":"move","from":"/a","path":"/a/b"}]"#,
            nil
        ),
        Case(
            "moves a value onto itself",
            #"{"a":{"b":1}}"#,
            #"[{"op":"move","from":"/a","path":"/a"}]"#,
            #"{"a":{"b":1}}"#
        ),
        Case(
            "moves to a name that begins alike",
            #"{"a":1}"#,
            #"[{"op":"move","from":"/a","path":"/ab"}]"#,
            #"{"ab":1}"#
        ),
        Case("does not move what is not there", #"{"a":1}"#, #"[{"op":"move","from":"/b","path":"/c"}]"#, nil),
        Case("copies a value", #"{"a":[1]}"#, #"[{"op":"copy","from":"/a","path":"/a/0"}]"#, #"{"a":[[1],1]}"#),
        Case(
            "applies operations in turn",
            #"{"a":[]}"#,
            #"[{"op":"add","path":"/a/-","value":1},{"op":"copy","from":"/a/0","path":"/a/-"},{"op":"remove","path":"/a/0"}]"#,
            #"{"a":[1]}"#
        ),
    ]

    @Test("does what RFC 6902 says", arguments: cases)
    func rules(row: Case) throws {
        let document = try JSONValue(parsing: row.document)
        let patch = try JSONPatch(parsing: row.patch)
        var changed = document
        if let result = row.result {
            try patch.apply(to: &changed)
            #expect(try changed == JSONValue(parsing: result))
        } else {
            let error = #expect(throws: JSONError.self) { try patch.apply(to: &changed) }
            #expect(error?.code == .patch)
            #expect(changed == document)
        }
        #expect(try JSONPatch(parsing: patch.serialized()) == patch)
    }

    @Test("leaves the value unchanged when a later operation fails")
    func atomic() throws {
        let document: JSONValue = ["spec": ["replicas": 1, "list": [1, 2]]]
        let patch = try JSONPatch(
            parsing: #"""
                [{"op":"replace","path":"/spec/replicas","value":2},{"op":"remove","path":"/spec/list/0"},
                 {"op":"add","path":"/spec/new","value":{}},{"op":"test","path":"/spec/replicas","value":3}]
                """#
        )
        var changed = document
        let error = #expect(throws: JSONError.self) { try patch.apply(to: &changed) }
        #expect(error?.description == "operation 3 (test /spec/replicas): expected 3, found 2")
        #expect(changed == document)
    }

    @Test("does not repeat the text of a string, which may be a secret")
    func secrets() throws {
        let patch = JSONPatch([.test(JSONPointer(["data", "password"]), "swordfish")])
        let error = #expect(throws: JSONError.self) { try patch.applied(to: ["data": ["password": "hunter2"]]) }
        #expect(error?.description == "operation 0 (test /data/password): found a string, but not the expected one")
    }

    @Test(
        "says what is wrong with an operation",
        arguments: [
            (#"[{"path":"/a"}]"#, #"[0]: the operation has no "op" (line 1, column 15)"#),
            (#"[{"op":"remove"}]"#, #"[0]: the operation has no "path" (line 1, column 17)"#),
            (#"[{"op":"add","path":"/a"}]"#, #"[0]: the operation "add" needs a "value" (line 1, column 26)"#),
            (#"[{"op":"move","path":"/a"}]"#, #"[0]: the operation "move" needs a "from" (line 1, column 27)"#),
            (
                #"[{"op":"ad","path":"/a"}]"#,
                #"[0]: expected add, remove, replace, move, copy or test as "op", found "ad" (line 1, column 25)"#
            ),
            (#"[{"op":"remove","path":"a"}]"#, #"[0].path: expected a JSON Pointer, found "a" (line 1, column 24)"#),
            (#"{}"#, "expected an array, found an object (line 1, column 1)"),
        ]
    )
    func malformed(text: String, description: String) {
        let error = #expect(throws: JSONError.self) { try JSONPatch(parsing: text) }
        #expect(error?.description == description)
    }

    @Test("stops before it has copied too much or done too much")
    func limits() throws {
        var doubling: [JSONPatch.Operation] = [.add(JSONPointer(["a"]), .array([.string("0123456789")]))]
        doubling += Array(repeating: .copy(JSONPointer(["a", "-"]), from: JSONPointer(["a"])), count: 60)
        let error = #expect(throws: JSONError.self) { try JSONPatch(doubling).applied(to: [:]) }
        #expect(error?.code == .limit)
        var limits = JSONPatch.Limits()
        limits.operationCount = 60
        let tooMany = #expect(throws: JSONError.self) { try JSONPatch(doubling).applied(to: [:], limits: limits) }
        #expect(tooMany?.description == "the patch has 61 operations; the limit is 60")
    }
}

@Suite("A merge patch")
struct JSONMergePatchTests {
    /// RFC 7396, appendix A: target, patch, result.
    static let cases: [(String, String, String)] = [
        (#"{"a":"b"}"#, #"{"a":"c"}"#, #"{"a":"c"}"#),
        (#"{"a":"b"}"#, #"{"b":"c"}"#, #"{"a":"b","b":"c"}"#),
        (#"{"a":"b"}"#, #"{"a":null}"#, #"{}"#),
        (#"{"a":"b","b":"c"}"#, #"{"a":null}"#, #"{"b":"c"}"#),
        (#"{"a":["b"]}"#, #"{"a":"c"}"#, #"{"a":"c"}"#),
        (#"{"a":"c"}"#, #"{"a":["b"]}"#, #"{"a":["b"]}"#),
        (#"{"a":{"b":"c"}}"#, #"{"a":{"b":"d","c":null}}"#, #"{"a":{"b":"d"}}"#),
        (#"{"a":[{"b":"c"}]}"#, #"{"a":[1]}"#, #"{"a":[1]}"#),
        (#"["a","b"]"#, #"["c","d"]"#, #"["c","d"]"#),
        (#"{"a":"b"}"#, #"["c"]"#, #"["c"]"#),
        (#"{"a":"foo"}"#, "null", "null"),
        (#"{"a":"foo"}"#, #""bar""#, #""bar""#),
        (#"{"e":null}"#, #"{"a":1}"#, #"{"e":null,"a":1}"#),
        (#"[1,2]"#, #"{"a":"b","c":null}"#, #"{"a":"b"}"#),
        (#"{}"#, #"{"a":{"bb":{"ccc":null}}}"#, #"{"a":{"bb":{}}}"#),
    ]

    @Test("does what RFC 7396, appendix A, says", arguments: cases)
    func rules(target: String, patch: String, result: String) throws {
        let merged = try JSONValue(parsing: target).merged(with: JSONValue(parsing: patch))
        #expect(merged == (try JSONValue(parsing: result)))
    }

    @Test("keeps the order of members")
    func order() throws {
        let target: JSONValue = ["a": 1, "b": ["x": 1], "c": 3]
        let merged = target.merged(with: ["c": 4, "b": ["y": 2], "d": 5])
        #expect(merged.serializedText() == #"{"a":1,"b":{"x":1,"y":2},"c":4,"d":5}"#)
    }

    @Test(
        "a member that is not there may count as null, but not when it is removed",
        arguments: [
            (#"[{"op":"replace","path":"/a/b","value":1}]"#, #"{"a":{"b":1}}"#),
            (#"[{"op":"test","path":"/a/b","value":null}]"#, #"{"a":{}}"#),
            (#"[{"op":"copy","from":"/a/b","path":"/c"}]"#, #"{"a":{},"c":null}"#),
            (#"[{"op":"test","path":"/a/b","value":1}]"#, nil),
            (#"[{"op":"remove","path":"/a/b"}]"#, nil),
            (#"[{"op":"replace","path":"/x/b","value":1}]"#, nil),
        ]
    )
    func missingMembers(_ text: String, _ result: String?) throws {
        let patch = try JSONPatch(parsing: text)
        var value: JSONValue = ["a": [:]]
        do throws(JSONError) {
            try patch.apply(to: &value, missingMembers: .null)
        } catch {
            #expect(result == nil, "\(error)")
            return
        }
        #expect(value.serializedText(.compact) == result)
        #expect(throws: JSONError.self) { try patch.applied(to: ["a": [:]]) }
    }
}
