// SPDX-License-Identifier: Apache-2.0

import JSONKit
import KubeCore
import PortolanAPI
import TestSupport
import Testing

extension Conformance {
    @Suite("Portolan's kinds", .timeLimit(.minutes(4)))
    struct KindTests {
        static let rows = LabelRows.all + DataplaneRows.all

        @Test(
            "a server that was taught the kinds and the validation in Swift come to the same verdict, in the same words"
        )
        func verdicts() async throws {
            try await Sandbox.run { sandbox in
                for definition in KindDefinition.all { try await Self.define(definition, sandbox) }
                for kind in [LabelRows.all, DataplaneRows.all] {
                    let base = try #require(kind.first).base("base")
                    try await sandbox.make(.post(try #require(kind.first).path, base))
                }
                for row in Self.rows { try await Self.check(row, sandbox) }
            }
        }

        /// A cluster that is there already may know the kind; whoever uses it sees to it that it is this one.
        private static func define(_ definition: KindDefinition, _ sandbox: Sandbox) async throws {
            let present = try await sandbox.send(.get("\(Boat.definitions)/\(definition.name)"))
            if present.code == 404 { try await sandbox.make(.post(Boat.definitions, definition.manifest)) }
        }

        private static func check(_ row: KindRow, _ sandbox: Sandbox) async throws {
            let options = "?dryRun=All&fieldValidation=Strict"
            let call: Call =
                row.isStatus
                ? .merge("\(row.path)/base/status\(options)", ["status": try row.value])
                : .post("\(row.path)\(options)", try row.manifest("row"))
            let answer = try await sandbox.send(call)
            let own = row.definition.problems(of: try row.manifest(row.isStatus ? "base" : "row"))
            let words = "\(row.testDescription): \(own), and the server says \(answer.refusal?.message ?? "yes")"
            guard let field = row.field else {
                #expect(own.isEmpty && answer.refusal == nil, "\(words)")
                return
            }
            #expect(own.contains { $0.contains(field) }, "\(words)")
            let message = answer.refusal?.message ?? ""
            // A status is validated by itself: its words do not begin with where it stands.
            let isSaid = row.isStatus ? message.contains("\(field): ") : own.allSatisfy { message.contains($0) }
            #expect(isSaid, "\(words)")
        }

        @Test("there are rows on both sides")
        func both() {
            for definition in KindDefinition.all {
                let rows = Self.rows.filter { $0.definition.type.kind == definition.type.kind }
                #expect(rows.count { $0.field == nil } >= 10 && rows.count { $0.field != nil } >= 20)
            }
        }
    }
}

extension KindRow {
    /// Where objects of the kind are made.
    var path: String { "/apis/portolan.dev/v1alpha1/namespaces/{ns}/\(definition.type.plural)" }
}
