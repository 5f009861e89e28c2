// SPDX-License-Identifier: Apache-2.0

import JSONKit
import Testing

@Suite("A JSON Pointer")
struct JSONPointerTests {
    static let document: JSONValue = [
        "foo": ["bar", "baz"], "": 0, "a/b": 1, "c%d": 2, "e^f": 3, "g|h": 4, "i\\j": 5, "k\"l": 6, " ": 7, "m~n": 8,
    ]

    @Test(
        "leads where RFC 6901, section 5, says",
        arguments: [
            ("", document), ("/foo", ["bar", "baz"]), ("/foo/0", "bar"), ("/", 0), ("/a~1b", 1), ("/c%d", 2),
            ("/e^f", 3), ("/g|h", 4), ("/i\\j", 5), ("/k\"l", 6), ("/ ", 7), ("/m~0n", 8),
        ] as [(String, JSONValue)]
    )
    func examples(text: String, expected: JSONValue) throws {
        let pointer = try JSONPointer(parsing: text)
        #expect(Self.document[pointer] == expected)
        #expect(try Self.document.value(at: pointer) == expected)
        #expect(pointer.description == text)
    }

    @Test("resolves ~01 to ~1 and not to a slash")
    func escapes() throws {
        #expect(try JSONPointer(parsing: "/~01").tokens == ["~1"])
        #expect(JSONPointer(["~1", "a/b~"]).description == "/~01/a~1b~0")
    }

    @Test("is refused when it is malformed", arguments: ["foo", "/a~", "/~2", "/a~b"])
    func malformed(text: String) {
        let error = #expect(throws: JSONError.self) { try JSONPointer(parsing: text) }
        #expect(error?.code == .pointer)
    }

    @Test(
        "says where the way ends",
        arguments: [
            ("/foo/2", #"/foo has 2 elements and no index "2""#), ("/foo/-", #"/foo has 2 elements and no index "-""#),
            ("/foo/00", #"/foo has 2 elements and no index "00""#),
            ("/foo/+1", #"/foo has 2 elements and no index "+1""#),
            ("/foo/99999999999999999999", #"/foo has 2 elements and no index "99999999999999999999""#),
            ("/nope/x", #"the root has no member "nope""#), ("/foo/0/x", #"/foo/0 is a string and has no member "x""#),
        ]
    )
    func missing(text: String, message: String) throws {
        let pointer = try JSONPointer(parsing: text)
        #expect(Self.document[pointer] == nil)
        let error = #expect(throws: JSONError.self) { try Self.document.value(at: pointer) }
        #expect(error?.message == message)
    }
}
