// SPDX-License-Identifier: Apache-2.0

import JSONKit
import KubeSchema
import Testing

@Suite("Validation rules")
struct CELTests {
    struct Row: CustomTestStringConvertible, Sendable {
        let rule: String
        var value = "{}"
        var old: String?
        var expected = CELValue.bool(true)
        var testDescription: String { "\(rule) of \(value) is \(expected)" }
    }

    static let truths = [
        "1 + 2 * 3 == 7 && (1 + 2) * 3 == 9", "7 / 2 == 3 && -7 / 2 == -3 && -7 % 2 == -1", "1 - -1 == 2",
        "1 == 1.0 && 1u == 1 && 2 > 1.5 && 1 < 2u", "-9223372036854775808 < 0", "0x1F == 31", "1.5e3 == 1500.0",
        "!false && !(1 > 2)", "true ? 1 == 1 : 1 == 2", "false || true", "1 in [1, 2] && !(3 in [1, 2])",
        "'a' in {'a': 1} && !('b' in {'a': 1})", "[1, 2] + [3] == [1, 2, 3]", "'a' + \"b\" == 'ab'",
        "'\\u00e9'.size() == 1 && r'\\d' == '\\\\d'", "'''a\n'b''' == 'a\\n\\'b'",
        "size('abc') == 3 && [1].size() == 1",
        "'abc'.startsWith('ab') && 'abc'.endsWith('bc') && 'abc'.contains('b')", "'Abc'.lowerAscii() == 'abc'",
        "'a,b,c'.split(',') == ['a', 'b', 'c'] && 'a,b,c'.split(',', 2) == ['a', 'b,c']",
        "['a', 'b'].join('-') == 'a-b' && 'aXbX'.replace('X', '') == 'ab'", "' a '.trim() == 'a'",
        "'abc'.substring(1) == 'bc' && 'abc'.substring(0, 1) == 'a' && 'abc'.indexOf('c') == 2",
        "'abc'.matches('b') && !'abc'.matches('^b') && matches('a1', '^[a-z][0-9]$')",
        "[1, 2, 3].all(x, x > 0) && [1, 2].exists(x, x == 2) && [1, 2].exists_one(x, x > 1)",
        "[1, 2, 3].filter(x, x > 1).map(x, x * 2) == [4, 6] && [1, 2].map(x, x > 1, x) == [2]",
        "{'a': 1, 'b': 2}.all(k, k.size() == 1)", "[[1], [2]].all(x, x.all(x, x > 0))", "[].all(x, false)",
        "int('7') == 7 && string(7) == '7' && double(7) == 7.0 && int(7.9) == 7 && uint(7) == 7u",
        "[1, 2, 2].isSorted() && !['b', 'a'].isSorted() && [1, 2].sum() == 3", "null == null && 1 != '1'",
        "true || 1 / 0 == 1", "1 / 0 == 1 || true", "!(false && 1 / 0 == 1)", "!(1 / 0 == 1 && false)",
        "[0, 1].exists(x, 1 / x == 1)", "1 < 2 // a comment",
    ]

    @Test("an expression is true", arguments: truths)
    func isTrue(_ rule: String) throws {
        #expect(try CELProgram(rule).isKept(by: .null))
    }

    static let rows = [
        Row(rule: "self.minReplicas <= self.maxReplicas", value: #"{"minReplicas":1,"maxReplicas":2}"#),
        Row(rule: "self.a <= self.b", value: #"{"a":3,"b":2}"#, expected: .bool(false)),
        Row(rule: "has(self.a) != has(self.b)", value: #"{"a":null}"#),
        Row(rule: "!has(self.a) || self.a.size() <= 2", value: #"{"a":[1,2]}"#),
        Row(rule: "self == oldSelf", value: #""x""#, old: #""x""#),
        Row(rule: "self == oldSelf", value: #"{"a":[1,{"b":2}]}"#, old: #"{"a":[1,{"b":3}]}"#, expected: .bool(false)),
        Row(rule: "self.all(x, x.weight >= 0 && x.name.matches('^[a-z]+$'))", value: #"[{"name":"a","weight":0}]"#),
        Row(
            rule: "self.a__dash__b == 1 && self.x__dot__y == 2 && self.__in__ == 3",
            value: #"{"a-b":1,"x.y":2,"in":3}"#
        ),
        Row(rule: "self['a-b']", value: #"{"a-b":"c"}"#, expected: .string("c")),
        Row(rule: "self[1]", value: "[1,2.5]", expected: .double(2.5)),
        Row(rule: "'the value ' + string(self) + ' is odd'", value: "3", expected: .string("the value 3 is odd")),
        Row(rule: "self", value: "18446744073709551615", expected: .uint(.max)),
    ]

    @Test("a rule speaks of a value", arguments: rows)
    func evaluates(_ row: Row) throws {
        let value = try JSONValue(parsing: row.value)
        let old = try row.old.map { try JSONValue(parsing: $0) }
        #expect(try CELProgram(row.rule).value(for: value, old: old) == row.expected)
    }

    @Test(
        "what cannot be evaluated is an error that says why",
        arguments: [
            ("self.absent == 1", "no such key: absent"), ("self.a.b == 1", "no such overload: string.b"),
            ("1 / 0 == 1", "division by zero"), ("9223372036854775807 + 1 == 0", "integer overflow"),
            ("[1][1] == 1", "index out of bounds: 1"), ("'a' < 1", "no such overload: string < int"),
            ("self.a", "a condition of type string"), ("int('x') == 1", "type conversion error"),
            ("self.a.matches(self.a + '(')", "error parsing regexp"), ("[1, 'a'].all(x, x > 0)", "no such overload"),
        ]
    )
    func evaluationErrors(_ rule: String, _ reason: String) throws {
        let program = try CELProgram(rule)
        let value = try JSONValue(parsing: #"{"a":"text"}"#)
        let error = #expect(throws: CELError.self) { try program.isKept(by: value) }
        #expect(error?.code == .evaluation)
        #expect(reason.isEmpty || error?.message.contains(reason) == true, "\(error?.message ?? "")")
    }

    @Test(
        "what is no rule is refused when it is compiled",
        arguments: [
            ("", CELError.Code.syntax), ("self.", .syntax), ("self.a ==", .syntax), ("(1", .syntax), ("1 2", .syntax),
            ("'abc", .syntax), ("self # 1", .syntax), ("has(self)", .syntax), ("other.a == 1", .syntax),
            ("[1].all(1, true)", .syntax), ("99999999999999999999 == 1", .syntax), ("'\\q' == ''", .syntax),
            ("self.size(1) == 1", .syntax), ("self.a.foo() == 1", .unsupported), ("quantity('1') == 1", .unsupported),
            ("self.?a == 1", .unsupported), ("b'x' == b'x'", .unsupported), ("cel.bind(x, 1, x) == 1", .unsupported),
        ]
    )
    func compileErrors(_ rule: String, _ code: CELError.Code) {
        let error = #expect(throws: CELError.self) { try CELProgram(rule) }
        #expect(error?.code == code, "\(error.map { "\($0)" } ?? "")")
    }

    @Test("a rule that would run for ever is stopped, and one that is nested too deeply is refused")
    func limits() throws {
        let list = JSONValue.array(Array(repeating: .number(JSONNumber(1)), count: 1_000))
        let cubic = try CELProgram("self.all(x, self.all(y, self.all(z, x + y + z > 0)))")
        let error = #expect(throws: CELError.self) { try cubic.isKept(by: list, steps: 100_000) }
        #expect(error?.code == .budget)
        for text in [String(repeating: "(", count: 5_000), String(repeating: "!", count: 5_000) + "true"] {
            #expect(throws: CELError.self) { try CELProgram(text) }
        }
    }

    @Test("a transition rule is known as such")
    func transitionRules() throws {
        #expect(try CELProgram("self == oldSelf").usesOldSelf)
        #expect(try !CELProgram("self.all(oldSelf, oldSelf > 0)").usesOldSelf)
    }
}
