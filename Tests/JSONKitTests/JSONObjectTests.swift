// SPDX-License-Identifier: Apache-2.0

import JSONKit
import Testing

@Suite("An object")
struct JSONObjectTests {
    private func object(_ keys: some Sequence<Int>) -> JSONObject {
        var object = JSONObject()
        for key in keys { object["key-\(key)"] = .number(JSONNumber(key)) }
        return object
    }

    @Test("keeps the order of insertion, also when a member is set again", arguments: [3, 16, 17, 100])
    func order(count: Int) {
        var object = object(0..<count)
        object["key-1"] = "again"
        #expect(object.keys == (0..<count).map { "key-\($0)" })
        #expect(object["key-1"] == "again")
        object["key-1"] = nil
        object["key-1"] = "last"
        #expect(object.keys == (0..<count).filter { $0 != 1 }.map { "key-\($0)" } + ["key-1"])
    }

    @Test("finds, changes and removes members at any size", arguments: [1, 15, 16, 17, 18, 200])
    func removal(count: Int) {
        var object = object(0..<count)
        for index in stride(from: 0, to: count, by: 2) { object["key-\(index)"] = nil }
        let left = stride(from: 1, to: count, by: 2).map { $0 }
        #expect(object.count == left.count)
        #expect(object.keys == left.map { "key-\($0)" })
        #expect(object == self.object(left))
        for index in 0..<count { #expect((object["key-\(index)"] != nil) == !index.isMultiple(of: 2)) }
        for index in 0..<count { object["key-\(index)"] = nil }
        #expect(object.isEmpty)
        #expect(object.keys.isEmpty)
        #expect(object == JSONObject())
        object["new"] = 1
        #expect(object.keys == ["new"])
    }

    @Test("is equal to another with the same members in another order, and hashes as it does")
    func equality() {
        for count in [2, 16, 17, 50] {
            let forward = object(0..<count)
            let backward = object((0..<count).reversed())
            #expect(forward == backward)
            #expect(forward.hashValue == backward.hashValue)
            var other = backward
            other["key-0"] = "other"
            #expect(forward != other)
            other["key-0"] = nil
            #expect(forward != other)
        }
    }

    @Test("tells keys apart that Swift finds equal but JSON does not")
    func exactKeys() throws {
        let value = try JSONValue(parsing: #"{"\u00e9":1,"e\u0301":2}"#)
        #expect(value.object?.count == 2)
        #expect(value["\u{E9}"] == 1)
        #expect(value["e\u{301}"] == 2)
        #expect(JSONValue.string("\u{E9}") != .string("e\u{301}"))
    }

    @Test("with very many members is built, read and emptied without searching through them")
    func large() {
        // Quadratic work on this many members would take minutes.
        let count = 100_000
        var object = object(0..<count)
        #expect(object.count == count)
        for index in 0..<count { #expect(object["key-\(index)"]?.int == index) }
        for index in 0..<count { object["key-\(index)"] = nil }
        #expect(object.isEmpty)
    }

    @Test("is changed in place through the value that holds it")
    func subscripts() {
        var value: JSONValue = ["spec": ["labels": ["a", "b", "c"], "replicas": 3]]
        #expect(value["spec"]?["labels"]?[2]?.string == "c")
        #expect(value["spec"]?["labels"]?[3] == nil)
        #expect(value["spec"]?["none"]?["deeper"] == nil)
        value["spec"]?["replicas"] = 4
        value["status"] = ["ready": true]
        value["spec"]?["labels"] = nil
        #expect(value == ["spec": ["replicas": 4], "status": ["ready": true]])
        value["null"] = .null
        #expect(value["null"] != nil)
        value["null"] = nil
        #expect(value["null"] == nil)
        let literal: JSONValue = ["a": nil, "b": [nil]]
        #expect(literal == ["a": .null, "b": [.null]])
        var null = JSONValue.null
        null["a"] = 1
        #expect(null == ["a": 1])
        var text: JSONValue = "text"
        text["a"] = 1
        #expect(text == "text")
    }
}
