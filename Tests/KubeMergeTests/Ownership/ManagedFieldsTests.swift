// SPDX-License-Identifier: Apache-2.0

import JSONKit
import KubeMerge
import KubeSchema
import TestSupport
import Testing

@Suite("Managed fields as they are written")
struct ManagedFieldsTests {
    private static func entry(_ change: String = "") -> String {
        #"{"manager": "m", "operation": "Update", "apiVersion": "v1", "fieldsType": "FieldsV1"\#(change)}"#
    }

    @Test("Entries are sorted: those of Apply first, then by time, name, version and subresource")
    func sorting() throws {
        let time = #", "time": "2026-01-01T00:00:00Z""#
        let texts = [
            Self.entry(#", "subresource": "status"\#(time)"#), Self.entry(time), Self.entry(#", "manager": "z""#),
            #"{"manager": "q", "operation": "Apply", "apiVersion": "v2", "fieldsType": "FieldsV1"\#(time)}"#,
        ]
        let json = try JSONValue(parsing: "[\(texts.joined(separator: ", "))]")
        let sorted = try #require(ManagedFields(json).json?.array)
        #expect(sorted.map { $0["manager"]?.string } == ["q", "z", "m", "m"])
        #expect(sorted.map { $0["subresource"]?.string } == [nil, nil, nil, "status"])
        #expect(sorted[3]["time"] == "2026-01-01T00:00:00Z")
        #expect(try ManagedFields(.array(sorted)) == ManagedFields(json))
        #expect(try ManagedFields(nil).json == nil)
    }

    @Test(
        "Entries that cannot be understood are refused",
        arguments: [
            (#"{"operation": "Apply", "apiVersion": ""}"#, "apiVersion must not be empty"),
            (#"{"operation": "apply"}"#, "operation must be `Apply` or `Update`"),
            (#"{"operation": "Apply", "apiVersion": "v1"}"#, "missing fieldsType in managed fields entry 1"),
            (
                #"{"operation": "Apply", "apiVersion": "v1", "fieldsType": "V2"}"#,
                #"invalid fieldsType "V2" in managed fields entry 1"#
            ),
            (
                Self.entry(#", "fieldsV1": {"ab": {}}"#),
                #"error decoding versioned set from "m": error decoding set: missing colon: ab"#
            ),
        ]
    )
    func refusals(_ entry: String, _ message: String) throws {
        let json = try JSONValue(parsing: "[\(Self.entry()), \(entry)]")
        let error = #expect(throws: MergeError.self) { try ManagedFields(json) }
        #expect(error?.message == message)
    }

    @Test("What a request brings along is validated in the words of Kubernetes")
    func validation() throws {
        let json = try JSONValue(
            parsing: """
                [{"manager": "a\\u0007"}, {"operation": "Steal", "fieldsType": "V2"}, \(Self.entry()),
                 {"operation": "Apply", "manager": "\(String(repeating: "é", count: 65))"},
                 {"operation": "Apply", "subresource": "\(String(repeating: "s", count: 257))"}]
                """
        )
        let errors = ManagedFields.errors(in: json, at: .root.child("metadata", "managedFields"))
        #expect(
            errors.map(\.description) == [
                "metadata.managedFields[0].operation: Required value: must not be empty",
                #"metadata.managedFields[0].manager: Invalid value: "a\a": invalid character U+0007 (at position 1)"#,
                "metadata.managedFields[1].operation: Unsupported value: \"Steal\": supported values: \"Apply\", \"Update\"",
                "metadata.managedFields[1].fieldsType: Invalid value: \"V2\": must be `FieldsV1`",
                "metadata.managedFields[3].manager: Too long: may not be more than 128 bytes",
                "metadata.managedFields[4].subresource: Too long: may not be more than 256 bytes",
            ]
        )
    }

    @Test(
        "A manager without a name is called by its user agent",
        arguments: [
            ("kubectl/v1.36.0 (linux/amd64)", "kubectl"),
            ("my controller", "my controller"),
            ("a\u{7}b\u{200B}c", "abc"),
            ("/x", ""),
            (String(repeating: "é", count: 100), String(repeating: "é", count: 64)),
        ]
    )
    func userAgents(_ userAgent: String, _ name: String) {
        #expect(ManagerName.fromUserAgent(userAgent) == name)
        #expect(ManagerName.errors(in: name, at: .root).isEmpty)
    }
}
