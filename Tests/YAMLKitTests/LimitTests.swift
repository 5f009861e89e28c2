// SPDX-License-Identifier: Apache-2.0

import JSONKit
import TestSupport
import Testing
import YAMLKit

/// Texts that cost little to write and much to read.
@Suite(.tags(.security))
struct LimitTests {
    private func error(_ text: String, limits: YAMLLimits = YAMLLimits()) -> YAMLError? {
        #expect(throws: YAMLError.self) { try YAML.parse(Array(text.utf8), limits: limits) }
    }

    @Test("aliases of aliases are refused before a billion laughs")
    func billionLaughs() {
        let lines = (1...9).map {
            "l\($0): &l\($0) [" + repeatElement("*l\($0 - 1)", count: 9).joined(separator: ", ") + "]"
        }
        let error = error((["l0: &l0 [lol]"] + lines).joined(separator: "\n"))
        #expect(error?.code == .limit)
        #expect(
            error?.description == "line 6, column 40: aliases expand to more than 100000 nodes: write the values out"
        )
    }

    @Test("merge keys count like the aliases that they are")
    func mergedLaughs() {
        let lines = (1...30).map { "m\($0): &m\($0) {<<: *m\($0 - 1), x\($0): *m\($0 - 1)}" }
        #expect(error((["m0: &m0 {a: 1}"] + lines).joined(separator: "\n"))?.code == .limit)
    }

    @Test("many aliases of a long text are refused")
    func longText() {
        let text =
            "a: &a \(String(repeating: "x", count: 640_000))\nb: [\(repeatElement("*a", count: 20).joined(separator: ","))]\n"
        #expect(error(text)?.code == .limit)
    }

    @Test("many aliases of a long key are refused")
    func longKey() {
        let text =
            "a: &a {\"\(String(repeating: "x", count: 900))\": 1}\nb:\n\(String(repeating: "- *a\n", count: 7000))"
        #expect(error(text)?.code == .limit)
    }

    @Test("a text with as many aliases as a large manifest has is read")
    func manyAliases() throws {
        let items = (1...5000).map { "- {<<: *base, name: n\($0)}\n" }.joined()
        let value = try YAML.parse(Array("base: &base {a: 1, b: 2, c: 3}\nitems:\n\(items)".utf8))
        #expect(value["items"]?[4999] == ["a": 1, "b": 2, "c": 3, "name": "n5000"])
    }

    @Test("aliases are counted over all documents")
    func aliasesOfDocuments() throws {
        let limits = YAMLLimits(aliasedNodes: 10)
        let document = "a: &a [1, 2, 3]\nb: [*a, *a]\n---\n"
        #expect(try YAML.documents(in: Array(document.utf8), limits: limits).count == 1)
        let error = #expect(throws: YAMLError.self) {
            try YAML.documents(in: Array((document + document).utf8), limits: limits)
        }
        #expect(error?.description == "line 5, column 5: aliases expand to more than 10 nodes: write the values out")
    }

    @Test(
        "what nests too deeply is refused",
        arguments: [("[", "]"), ("{a: ", "}"), ("- ", ""), ("? ", ""), ("[? ", "]")]
    )
    func depth(_ open: String, _ close: String) throws {
        func nested(_ depth: Int) -> String {
            String(repeating: open, count: depth) + "1" + String(repeating: close, count: depth)
        }
        let error = error(nested(100_000))
        #expect(error?.code == .limit)
        #expect(error?.position?.line == 1)
        // As keys, mappings are refused for another reason.
        guard !open.contains("?") else { return }
        var innermost = try YAML.parse(Array(nested(128).utf8))
        while let next = innermost[0] ?? innermost["a"] { innermost = next }
        #expect(innermost == 1)
    }

    @Test("aliases cannot nest deeper than what is written")
    func aliasedDepth() {
        let lines = (1...2000).map { "- &a\($0) [*a\($0 - 1)]" }
        let limits = YAMLLimits(aliasedNodes: .max)
        let error = error((["- &a0 [x]"] + lines).joined(separator: "\n"), limits: limits)
        #expect(error?.code == .limit)
        #expect(error?.message == "values nest deeper than 128 levels")
    }

    @Test("tag directives are counted before libyaml compares each with all others")
    func tagDirectives() throws {
        func text(_ count: Int) -> String {
            (0..<count).map { "%TAG !t\($0)! tag:example.com:\r\n" }.joined() + "--- !t0!x a\n"
        }
        #expect(try YAML.parse(Array(text(100).utf8)) == "a")
        #expect(error(text(101))?.description == "the text has more than 100 %TAG directives")
    }

    @Test("a text that is too long is refused unread")
    func size() {
        let error = error("a: [", limits: YAMLLimits(bytes: 3))
        #expect(error?.description == "the text has 4 bytes, more than the 3 that are accepted")
    }
}
