// SPDX-License-Identifier: Apache-2.0

import JSONKit
import KubeMerge
import TestSupport
import Testing

@Suite("Sets of fields")
struct FieldSetTests {
    @Test(
        "What Kubernetes writes is read and written again",
        arguments: [
            "{}",
            #"{"f:a":{}}"#,
            #"{"f:metadata":{"f:labels":{".":{},"f:app.kubernetes.io/name":{}}}}"#,
            #"{"f:spec":{"f:containers":{"k:{\"name\":\"web\"}":{".":{},"f:image":{},"f:ports":{".":{},"k:{\"containerPort\":80,\"protocol\":\"TCP\"}":{}}}}}}"#,
            #"{"f:a":{"k:{\"x\":1}":{},"v:1":{},"v:\"a\\u003cb\"":{},"v:true":{},"v:null":{},"i:0":{},"i:12":{}}}"#,
        ]
    )
    func roundTrip(_ text: String) throws {
        let set = try FieldSet(fieldsV1: JSONValue(parsing: text))
        #expect(set.fieldsV1.serializedText() == text)
    }

    @Test("Steps are ordered by kind, then by bytes; keys by their members, numbers before texts")
    func order() throws {
        let text = """
            {"i:2": {}, "i:10": {}, "v:\\"b\\"": {}, "v:3": {}, "v:true": {}, "k:{\\"b\\":1}": {}, "k:{\\"c\\":0,\\"a\\":2}": {},
             "f:z": {}, "f:B": {}, "f:a": {}, "f:ä": {}}
            """
        let keys = try FieldSet(fieldsV1: JSONValue(parsing: text)).fieldsV1.object?.keys
        #expect(
            keys == [
                "f:B", "f:a", "f:z", "f:ä", #"k:{"a":2,"c":0}"#, #"k:{"b":1}"#, "v:3", #"v:"b""#, "v:true", "i:2",
                "i:10",
            ]
        )
    }

    @Test("Steps of kinds that are not known are skipped with all that is inside")
    func unknown() throws {
        let set = try FieldSet(fieldsV1: JSONValue(parsing: #"{"x:a": {"f:b": {}}, "f:c": {"y:": {}}, "f:d": null}"#))
        #expect(set == FieldSet([.field("c")], [.field("d")]))
    }

    @Test(
        "What is no set of fields is refused",
        arguments: [
            "[]", #"{"f:a": 1}"#, #"{"f": {}}"#, #"{"fa": {}}"#, #"{"i:x": {}}"#, #"{"v:": {}}"#, #"{"k:1": {}}"#,
        ]
    )
    func invalid(_ text: String) throws {
        let json = try JSONValue(parsing: text)
        let error = #expect(throws: MergeError.self) { try FieldSet(fieldsV1: json) }
        #expect(error?.message.isEmpty == false)
    }

    @Test("Paths are printed as conflicts name them, those of one level before those inside")
    func paths() throws {
        let text =
            #"{"f:s": {".": {}, "f:l": {"k:{\"n\":\"a\\\"b\",\"p\":1}": {".": {}, "f:i": {}}, "v:\"x\"": {}, "i:3": {}}, "f:z": {}}}"#
        let set = try FieldSet(fieldsV1: JSONValue(parsing: text))
        #expect(
            set.description == """
                .s
                .s.z
                .s.l[n="a\\"b",p=1]
                .s.l[="x"]
                .s.l[3]
                .s.l[n="a\\"b",p=1].i
                """
        )
        #expect(set.count == 6)
    }

    @Test("A field and what is inside of it are subtracted each for itself, unless all of it is meant")
    func subtraction() {
        let set = FieldSet([.field("a")], [.field("a"), .field("b")], [.field("a"), .field("b"), .field("c")])
        #expect(
            set.subtracting(FieldSet([.field("a"), .field("b")])).paths.map(\.fieldDescription) == [".a", ".a.b.c"]
        )
        #expect(set.subtractingRecursively(FieldSet([.field("a"), .field("b")])) == FieldSet([.field("a")]))
        #expect(set.leaves == FieldSet([.field("a"), .field("b"), .field("c")]))
        #expect(set.inside(.field("a")).contains([.field("b")]))
        #expect(!set.contains([]) && !set.contains([.field("b")]))
    }

    @Test("A set behaves like a set of paths", .tags(.property), arguments: Seed.some(40))
    func model(_ seed: Seed) throws {
        var random = SeededRandom(seed)
        let (left, leftModel) = Self.randomSet(&random)
        let (right, rightModel) = Self.randomSet(&random)
        #expect(Set(left.paths) == leftModel)
        #expect(left.count == leftModel.count)
        #expect(Set(left.union(right).paths) == leftModel.union(rightModel))
        #expect(left.union(right) == right.union(left))
        #expect(Set(left.intersection(right).paths) == leftModel.intersection(rightModel))
        #expect(Set(left.subtracting(right).paths) == leftModel.subtracting(rightModel))
        let outside = leftModel.filter { path in
            !(1...path.count).contains { rightModel.contains(Array(path.prefix($0))) }
        }
        #expect(Set(left.subtractingRecursively(right).paths) == outside)
        let leaves = leftModel.filter { path in !leftModel.contains { $0.count > path.count && $0.starts(with: path) } }
        #expect(Set(left.leaves.paths) == leaves)
        #expect(leftModel.allSatisfy(left.contains))
        #expect(try FieldSet(fieldsV1: left.fieldsV1) == left)
        #expect(try FieldSet(fieldsV1: JSONValue(parsing: left.fieldsV1.serializedText())) == left)
    }

    private static func randomSet(_ random: inout SeededRandom) -> (FieldSet, Set<FieldSet.Path>) {
        let elements: [PathElement] = [
            .field("a"), .field("b<"), .key(["n": "x", "m": 1]), .key(["n": "y"]), .value("v"), .value(1.5), .index(2),
        ]
        var set = FieldSet()
        var model: Set<FieldSet.Path> = []
        for _ in 0..<Int.random(in: 0...12, using: &random) {
            let path = (0..<Int.random(in: 1...3, using: &random)).compactMap { _ in
                elements.randomElement(using: &random)
            }
            set.insert(path)
            model.insert(path)
        }
        return (set, model)
    }
}
