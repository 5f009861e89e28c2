// SPDX-License-Identifier: Apache-2.0

import Basics
import JSONKit
import Testing

extension Conformance {
    @Suite("Selectors", .timeLimit(.minutes(2)))
    struct SelectorTests {
        struct Row: Sendable, CustomTestStringConvertible {
            let parameter: String
            let selector: String
            let names: [String]

            var testDescription: String { "\(parameter) \(selector)" }

            static func labels(_ selector: String, _ names: String...) -> Row {
                Row(parameter: "labelSelector", selector: selector, names: names)
            }

            static func fields(_ selector: String, _ names: String...) -> Row {
                Row(parameter: "fieldSelector", selector: selector, names: names)
            }
        }

        static let rows = [
            Row.labels("", "s0", "s1", "s2", "s3"),
            .labels("n=1", "s1"),
            .labels("n==1", "s1"),
            .labels("n!=1", "s0", "s2", "s3"),
            .labels("n", "s0", "s1", "s2"),
            .labels("!n", "s3"),
            .labels("n in (1, 2)", "s1", "s2"),
            .labels("n notin (1,2)", "s0", "s3"),
            .labels("n>0", "s1", "s2"),
            .labels("n<2", "s0", "s1"),
            .labels("n,parity=even", "s0", "s2"),
            .labels("n=1,parity=even"),
            .fields("", "s0", "s1", "s2", "s3"),
            .fields("metadata.name=s1", "s1"),
            .fields("metadata.name==s1", "s1"),
            .fields("metadata.name!=s1", "s0", "s2", "s3"),
            .fields("metadata.namespace={ns}", "s0", "s1", "s2", "s3"),
            .fields("metadata.namespace=other"),
            .fields("type=Opaque", "s0", "s1", "s2"),
            .fields("type!=Opaque", "s3"),
            .fields("type=example.com/x,metadata.name=s3", "s3"),
        ]

        @Test("a selector means these objects", arguments: rows)
        func selects(_ row: Row) async throws {
            try await Sandbox.run { sandbox in
                for number in 0..<3 {
                    let parity = number.isMultiple(of: 2) ? "even" : "odd"
                    let labels: JSONValue = ["n": .string("\(number)"), "parity": .string(parity)]
                    try await sandbox.make(
                        .post("secrets", ["metadata": ["name": .string("s\(number)"), "labels": labels]])
                    )
                }
                try await sandbox.make(.post("secrets", ["metadata": ["name": "s3"], "type": "example.com/x"]))
                let selector = PercentEncoding.encode(row.selector.replacing("{ns}", with: sandbox.namespace))
                let list = try await sandbox.send(.get("secrets?\(row.parameter)=\(selector)")).succeeds()
                #expect(list.itemNames == row.names)
            }
        }
    }
}
