// SPDX-License-Identifier: Apache-2.0

import JSONKit
import KubeCore
import TestSupport
import Testing

/// The grammar of apimachinery's `labels.Parse`.
@Suite("Label selectors", .tags(.codec))
struct LabelSelectorTests {
    struct Parsed: CustomTestStringConvertible {
        let text: String
        /// The selector written anew: conditions by key, values in order.
        let normal: String
        var testDescription: String { "\"\(text)\"" }

        init(_ text: String, _ normal: String? = nil) {
            self.text = text
            self.normal = normal ?? text
        }
    }

    static let parsed: [Parsed] = [
        Parsed(""),
        Parsed("   ", ""),
        Parsed("x=a,y=b,z=c"),
        Parsed("x==a", "x=a"),
        Parsed("x=", "x="),
        Parsed("x=,z= ", "x=,z="),
        Parsed("x= ,z= ", "x=,z="),
        Parsed("!x"),
        Parsed("! x", "!x"),
        Parsed("x"),
        Parsed("x>1"),
        Parsed("x < 7", "x<7"),
        Parsed("x=a || y=b".replacing(" || ", with: ","), "x=a,y=b"),
        Parsed("x!=a"),
        Parsed("x in (a,b)"),
        Parsed("x in (b,a,b)", "x in (a,b)"),
        Parsed("x in ( a , b )", "x in (a,b)"),
        Parsed("x in (,a)"),
        Parsed("x in (a,)", "x in (,a)"),
        Parsed("x in (,)", "x in ()"),
        Parsed("x notin (a)"),
        Parsed("z,a,m", "a,m,z"),
        Parsed("in in (in,notin),notin=in", "in in (in,notin),notin=in"),
        Parsed(
            "example.com/app=web,app.kubernetes.io/name notin (a)",
            "app.kubernetes.io/name notin (a),example.com/app=web"
        ),
    ]

    @Test("what is a selector", arguments: parsed)
    func parse(_ row: Parsed) throws {
        #expect(try LabelSelector(query: row.text).description == row.normal)
    }

    @Test(
        "what is none",
        arguments: [
            "x=a||y=b", "x==a==b", "!x=a", "x<a", "x>", "x>-1", "x in a", "x in (a", "x in ()", "x in", "x notin ()",
            "x in (a b)", "=a", ",", "x,", ",x", "x,,y", "x y", "(", "x=(a)", "!", "!!x", "x=a b",
            "-x=a", "x-", "\u{0C}", "x\u{0B}=a", "x=\u{A0}", "x in (\u{2028})", "x\u{301}=a", "x=-a", "x=a-", "a/b/c=d",
            "/x", "x/", "UPPER.com/x", "x=é", "x in (a,é)",
            "x=\(String(repeating: "a", count: 64))", "\(String(repeating: "a", count: 64))=x",
        ]
    )
    func refuse(_ text: String) {
        let error = #expect(throws: KubeFormatError.self) { try LabelSelector(query: text) }
        #expect(error?.code == .labelSelector)
    }

    @Test("an error says what was found and what was expected")
    func message() {
        let error = #expect(throws: KubeFormatError.self) { try LabelSelector(query: "x in a") }
        #expect(error?.description == #"invalid label selector: "x in a": found 'a', expected '('"#)
    }

    struct Match: CustomTestStringConvertible {
        let selector: String
        let labels: [String: String]
        let isMatch: Bool
        var testDescription: String { "\"\(selector)\" \(isMatch ? "means" : "does not mean") \(labels.sorted(by: <))" }

        init(_ selector: String, _ labels: [String: String], _ isMatch: Bool) {
            self.selector = selector
            self.labels = labels
            self.isMatch = isMatch
        }
    }

    static let matches: [Match] = [
        Match("", ["x": "y"], true),
        Match("x=y", ["x": "y"], true),
        Match("x=y,z=w", ["x": "y", "z": "w"], true),
        Match("x=y,z=w", ["x": "y"], false),
        Match("x!=y", ["x": "z"], true),
        Match("x!=y", ["x": "y"], false),
        Match("x!=y", [:], true),
        Match("notin=in", ["notin": "in"], true),
        Match("x", ["x": ""], true),
        Match("x", [:], false),
        Match("!x", ["y": "z"], true),
        Match("!x", ["x": ""], false),
        Match("x=", ["x": ""], true),
        Match("x=", [:], false),
        Match("x in (a,b)", ["x": "b"], true),
        Match("x in (a,b)", ["x": "c"], false),
        Match("x in (,a)", ["x": ""], true),
        Match("x in (a)", [:], false),
        Match("x notin (a,b)", ["x": "b"], false),
        Match("x notin (a,b)", ["x": "c"], true),
        Match("x notin (a,b)", [:], true),
        Match("x>5", ["x": "6"], true),
        Match("x>5", ["x": "5"], false),
        Match("x>5", ["x": "a"], false),
        Match("x>5", [:], false),
        Match("x<5", ["x": "4"], true),
        Match("x<5", ["x": "5"], false),
        Match("x>1,x<3", ["x": "2"], true),
        Match("x>1,x<3", ["x": "3"], false),
    ]

    @Test("what a selector means", arguments: matches)
    func match(_ row: Match) throws {
        #expect(try LabelSelector(query: row.selector).matches(row.labels) == row.isMatch)
    }

    @Test("labels and expressions of a field become one selector")
    func field() throws {
        let selector = try LabelSelector(
            parsing: #"""
                {"matchLabels": {"app": "web"}, "matchExpressions": [
                  {"key": "tier", "operator": "In", "values": ["b", "a"]},
                  {"key": "old", "operator": "NotIn", "values": ["yes"]},
                  {"key": "zone", "operator": "Exists"}, {"key": "gone", "operator": "DoesNotExist", "values": null}]}
                """#
        )
        #expect(selector.description == "app=web,!gone,old notin (yes),tier in (a,b),zone")
    }

    @Test("an empty selector of a field means everything")
    func emptyField() throws {
        let selector = try LabelSelector(parsing: Array("{}".utf8))
        #expect(selector.isEverything)
        #expect(selector == .everything)
    }

    @Test(
        "a selector of a field that makes no sense is refused",
        arguments: [
            #"{"matchLabels": {"-": "a"}}"#,
            #"{"matchLabels": {"a": "-"}}"#,
            #"{"matchExpressions": [{"key": "a", "operator": "In"}]}"#,
            #"{"matchExpressions": [{"key": "a", "operator": "Exists", "values": ["b"]}]}"#,
            #"{"matchExpressions": [{"key": "a", "operator": "Gt", "values": ["1"]}]}"#,
            #"{"matchExpressions": [{"operator": "Exists"}]}"#,
        ]
    )
    func refusedField(_ text: String) {
        #expect(throws: JSONError.self) { try LabelSelector(parsing: Array(text.utf8)) }
    }
}
