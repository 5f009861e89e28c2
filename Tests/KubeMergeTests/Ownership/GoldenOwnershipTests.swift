// SPDX-License-Identifier: Apache-2.0

import Basics
import JSONKit
import KubeMerge
import KubeSchema
import TestSupport
import Testing

/// Histories of objects that several managers apply and update, with what `sigs.k8s.io/structured-merge-diff` v6 made
/// of them: the object, who owns what, or why not.
@Suite(.tags(.interop))
struct GoldenOwnershipTests {
    @Test("Objects, owners and refusals are those of Kubernetes' own library", arguments: try GoldenHistory.all())
    func replay(_ history: GoldenHistory) throws {
        var live = history.start
        for (index, step) in history.steps.enumerated() {
            let place = "step \(index) of \(history.testDescription)"
            let apply = history.writes(to: step.subresource)
            var result: JSONValue
            do throws(MergeError) {
                result = try step.run(apply, live, at: Fixtures.time(Int64(index)))
            } catch {
                #expect((step.error ?? step.conflicts?.joined(separator: "\n")) == error.failure, "\(place): \(error)")
                continue
            }
            #expect(step.error == nil && step.conflicts == nil, "\(place) must fail")
            let owners = try ManagedFields(result["metadata"]?["managedFields"])
            #expect(owners.texts == step.owners, "\(place)")
            if let expected = step.live {
                var found = result
                found.removeRecord(keepingMetadata: expected["metadata"] != nil)
                #expect(found == expected, "\(place): \(found.serializedText())")
            }
            result.setUID()
            live = result
        }
    }
}

/// One object from the first write on.
struct GoldenHistory: Sendable, CustomTestStringConvertible {
    let seed: Int
    let hasSchema: Bool
    let start: JSONValue?
    let steps: [Step]

    var testDescription: String { "history \(seed)" }

    struct Step: Sendable {
        let isApply: Bool
        let manager: String
        let subresource: String
        let isForced: Bool
        let object: JSONValue
        let error: String?
        let conflicts: [String]?
        let live: JSONValue?
        let owners: [String: String]
    }

    static func all() throws -> [GoldenHistory] {
        try Golden.lines("ownership.jsonl").map(GoldenHistory.init)
    }

    init(_ json: JSONValue) throws {
        seed = try #require(json["seed"]?.int)
        hasSchema = json["schema"]?.bool == true
        start = json["start"]
        steps = try #require(json["steps"]?.array).map(Step.init)
    }

    func writes(to subresource: String) -> ServerSideApply {
        var apply = ServerSideApply(
            apiVersion: "example.com/v1",
            kind: "Workload",
            schema: hasSchema ? Fixtures.workload : nil
        )
        apply.subresource = subresource
        apply.resetFields =
            subresource.isEmpty
            ? FieldSet([.field("status")]) : FieldSet([.field("metadata")], [.field("spec")])
        return apply
    }
}

extension GoldenHistory.Step {
    init(_ json: JSONValue) throws {
        isApply = json["verb"] == "apply"
        manager = try #require(json["manager"]?.string)
        subresource = json["subresource"]?.string ?? ""
        isForced = json["force"]?.bool == true
        object = try #require(json["object"])
        error = json["error"]?.string
        conflicts = json["conflicts"]?.array?.map { "\($0[0]?.string ?? "") \($0[1]?.string ?? "")" }
        live = json["live"]
        owners = (json["owners"]?.object ?? JSONObject()).reduce(into: [:]) { $0[$1.key] = $1.value.serializedText() }
    }

    func run(_ apply: ServerSideApply, _ live: JSONValue?, at time: Timestamp) throws(MergeError) -> JSONValue {
        guard isApply else { return apply.update(live, to: object, by: manager, at: time) }
        return try apply.apply(object, to: live, by: manager, conflicts: isForced ? .overruled : .refused, at: time)
    }
}

extension [String] {
    fileprivate var message: String { joined(separator: "\n") }
}

extension MergeError {
    /// The failure as the library itself words it.
    fileprivate var failure: String {
        guard conflicts.isEmpty else {
            return conflicts.map { "\($0.manager.golden) \($0.field)" }.joined(separator: "\n")
        }
        let attempt = "failed to create typed patch object (default/web; example.com/v1, Kind=Workload): "
        return message.hasPrefix(attempt) ? String(message.dropFirst(attempt.count)) : message
    }
}

extension ManagerID {
    /// The manager as the vectors name it.
    fileprivate var golden: String {
        [name, operation.rawValue, subresource].filter { !$0.isEmpty }.joined(separator: " ")
    }
}

extension ManagedFields {
    fileprivate var texts: [String: String] {
        entries.reduce(into: [:]) { $0[$1.key.golden] = $1.value.fields.fieldsV1.serializedText() }
    }
}

extension JSONValue {
    fileprivate mutating func removeRecord(keepingMetadata keepsMetadata: Bool) {
        guard var metadata = self["metadata"] else { return }
        metadata["managedFields"] = nil
        self["metadata"] = metadata.object?.isEmpty == true && !keepsMetadata ? nil : metadata
    }

    fileprivate mutating func setUID() {
        var metadata = self["metadata"] ?? .object(JSONObject())
        metadata["uid"] = "u"
        self["metadata"] = metadata
    }
}
