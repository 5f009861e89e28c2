// SPDX-License-Identifier: Apache-2.0

import JSONKit
import KubeCore
import Testing

extension Conformance {
    @Suite("Tables and metadata", .timeLimit(.minutes(2)))
    struct TableTests {
        static let table = "application/json;as=Table;v=v1;g=meta.k8s.io"
        static let partial = "application/json;as=PartialObjectMetadata;v=v1;g=meta.k8s.io"
        static let partialList = "application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io"

        struct Row: Sendable, CustomTestStringConvertible {
            let testDescription: String
            let path: String
            let object: JSONValue
            /// Names, with `:type` where it is no string, `/format` where there is one, `*` for those of `-o wide`.
            let columns: [String]
            /// `{age}` is an age or a time, `{any}` is anything.
            let cells: JSONValue

            init(_ description: String, _ path: String, _ object: JSONValue, _ columns: [String], _ cells: JSONValue) {
                testDescription = description
                self.path = path
                self.object = object
                self.columns = columns
                self.cells = cells
            }
        }

        @Test("a built-in object has these columns and cells", arguments: rows)
        func columns(_ row: Row) async throws {
            try await Sandbox.run { sandbox in
                try await sandbox.make(.post(row.path, row.object))
                let answer = try await sandbox.send(.get("\(row.path)/n", accept: Self.table)).succeeds()
                #expect(answer.body["kind"] == "Table")
                #expect(answer.body["apiVersion"] == "meta.k8s.io/v1")
                #expect(Self.columns(answer) == row.columns)
                let cells = answer["rows.0.cells"]?.array ?? []
                let expected = row.cells.array ?? []
                #expect(cells.count == expected.count)
                for (found, expected) in zip(cells, expected) {
                    switch expected.string {
                    case "{any}": continue
                    case "{age}": #expect(found.string?.contains(/^\d+s$|^\d{4}-.*Z$/) == true, "\(found)")
                    case let text?: #expect(found.string == text.replacing("{ns}", with: sandbox.namespace))
                    case nil: #expect(found == expected)
                    }
                }
                #expect(answer["rows.0.object.kind"] == "PartialObjectMetadata")
                #expect(answer["rows.0.object.metadata.name"] == "n")
                // Some kinds wait for controllers that are not there.
                try await sandbox.send(.merge("\(row.path)/n", ["metadata": ["finalizers": nil]]))
            }
        }

        private static func columns(_ answer: Answer) -> [String] {
            (answer["columnDefinitions"]?.array ?? []).map { column in
                var text = column["name"]?.string ?? ""
                if let type = column["type"]?.string, type != "string" { text += ":\(type)" }
                if let format = column["format"]?.string, !format.isEmpty { text += "/\(format)" }
                return column["priority"]?.int == 0 ? text : text + "*"
            }
        }

        @Test("a row holds the metadata, the object or nothing")
        func rowObjects() async throws {
            try await Sandbox.run { sandbox in
                try await sandbox.make(.post("secrets", ["metadata": ["name": "a"], "stringData": ["x": "1"]]))
                for (value, kind) in [("Metadata", "PartialObjectMetadata"), ("Object", "Secret"), ("None", nil)] {
                    let answer = try await sandbox.send(.get("secrets?includeObject=\(value)", accept: Self.table))
                    #expect(answer["rows.0.object.kind"]?.string == kind)
                    #expect((answer["rows.0.object.data"] != nil) == (value == "Object"))
                }
            }
        }

        @Test("a table of a list has the list's version, and pages")
        func lists() async throws {
            try await Sandbox.run { sandbox in
                for name in ["a", "b", "c"] {
                    try await sandbox.make(.post("secrets", ["metadata": ["name": .string(name)]]))
                }
                let page = try await sandbox.send(.get("secrets?limit=2", accept: Self.table))
                #expect(page.body["rows"]?.array?.compactMap { $0["cells"]?[0]?.string } == ["a", "b"])
                #expect(page["metadata.remainingItemCount"] == 1)
                #expect(page["metadata.continue"] != nil)
                #expect(page.version != nil)
            }
        }

        @Test("the events of a watch are tables, of which only the first has columns")
        func watches() async throws {
            try await Sandbox.run { sandbox in
                for name in ["a", "b"] {
                    try await sandbox.make(.post("secrets", ["metadata": ["name": .string(name)]]))
                }
                let events = try await sandbox.events("secrets?watch=1&timeoutSeconds=1", accept: Self.table)
                #expect(events.map(\.type) == ["ADDED", "ADDED"])
                #expect(events.map { $0.object["kind"]?.string } == ["Table", "Table"])
                #expect(events.first?.object["columnDefinitions"]?.array?.isEmpty == false)
                #expect(events.last?.object["columnDefinitions"]?.array?.isEmpty != false)
            }
        }

        @Test("the metadata of an object, of a list and of the events of a watch")
        func metadata() async throws {
            try await Sandbox.run { sandbox in
                let made = try await sandbox.make(
                    .post("secrets", ["metadata": ["name": "a"], "stringData": ["x": "1"]])
                )
                let one = try await sandbox.send(.get("secrets/a", accept: Self.partial)).succeeds()
                #expect(one.body["kind"] == "PartialObjectMetadata")
                #expect(one.body["apiVersion"] == "meta.k8s.io/v1")
                #expect(one.body["metadata"] == made.body["metadata"])
                #expect(one.body["data"] == nil)
                let list = try await sandbox.send(.get("secrets", accept: Self.partialList)).succeeds()
                #expect(list.body["kind"] == "PartialObjectMetadataList")
                #expect(list.items.first?["kind"] == "PartialObjectMetadata")
                #expect(list.items.first?["data"] == nil)
                let events = try await sandbox.events(
                    "secrets?watch=1&timeoutSeconds=1&allowWatchBookmarks=true",
                    accept: Self.partial
                )
                #expect(events.prefix(2).map(\.type) == ["ADDED", "BOOKMARK"])
                #expect(events.allSatisfy { $0.object["kind"] == "PartialObjectMetadata" })
            }
        }

        @Test("the first form that the server has is taken")
        func preferences() async throws {
            try await Sandbox.run { sandbox in
                try await sandbox.makeConfigMap("a")
                let rows = [
                    ("\(Self.table),application/json", "Table"), ("application/json,\(Self.table)", "ConfigMap"),
                    ("text/html,application/json", "ConfigMap"), ("*/*", "ConfigMap"), ("", "ConfigMap"),
                    ("application/json;as=Table;v=v9;g=meta.k8s.io,application/json", "ConfigMap"),
                ]
                for (accept, kind) in rows {
                    let answer = try await sandbox.send(.get("configmaps/a", accept: accept))
                    #expect(answer.body["kind"]?.string == kind, "\(accept)")
                }
            }
        }
    }
}
