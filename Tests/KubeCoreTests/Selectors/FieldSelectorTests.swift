// SPDX-License-Identifier: Apache-2.0

import KubeCore
import TestSupport
import Testing

/// The grammar of apimachinery's `fields.ParseSelector`.
@Suite("Field selectors", .tags(.codec))
struct FieldSelectorTests {
    struct Case: CustomTestStringConvertible {
        let text: String
        let requirements: [FieldSelector.Requirement]
        var normal: String?
        var testDescription: String { "\"\(text)\"" }
    }

    static let rows: [Case] = [
        Case(text: "", requirements: []),
        Case(text: "metadata.name=a", requirements: [.init("metadata.name", "a")]),
        Case(text: "a==b", requirements: [.init("a", "b")], normal: "a=b"),
        Case(text: "a!=b", requirements: [.init("a", "b", isEquality: false)]),
        Case(text: "a=", requirements: [.init("a", "")]),
        Case(text: "a=b,c!=d", requirements: [.init("a", "b"), .init("c", "d", isEquality: false)]),
        Case(text: "a=b,", requirements: [.init("a", "b")], normal: "a=b"),
        Case(text: #"a=b\,c"#, requirements: [.init("a", "b,c")]),
        Case(text: #"a=b\=c\\d"#, requirements: [.init("a", #"b=c\d"#)]),
        Case(text: "a=b!c", requirements: [.init("a", "b!c")]),
    ]

    @Test("what is a selector, and how it is written", arguments: rows)
    func parse(_ row: Case) throws {
        let selector = try FieldSelector(query: row.text)
        #expect(selector.requirements == row.requirements)
        #expect(selector.description == row.normal ?? row.text)
    }

    @Test("what is none", arguments: ["a", "a=b,c", #"a=\"#, #"a=\b"#, "a=b=c"])
    func refuse(_ text: String) {
        let error = #expect(throws: KubeFormatError.self) { try FieldSelector(query: text) }
        #expect(error?.code == .fieldSelector)
    }

    @Test("what a selector means; a field that is not there is empty")
    func matches() throws {
        let fields = ["metadata.name": "a", "status.phase": "Running"]
        for (text, isMatch) in [
            ("", true), ("metadata.name=a", true), ("metadata.name=b", false), ("metadata.name!=b", true),
            ("metadata.name=a,status.phase!=Running", false), ("spec.nodeName=", true), ("spec.nodeName!=", false),
        ] {
            #expect(try FieldSelector(query: text).matches { fields[$0] } == isMatch, "\(text)")
        }
        #expect(FieldSelector.name("a").matches { fields[$0] })
    }
}
