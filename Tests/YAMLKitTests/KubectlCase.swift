// SPDX-License-Identifier: Apache-2.0

import Foundation
import JSONKit
import Testing

/// A text, and what kubectl makes of it: an entry of `Golden/kubectl.json`.
struct KubectlCase: CustomTestStringConvertible {
    enum Outcome: Equatable {
        case reads(JSONValue)
        case refused
    }

    /// What stands around the text that is tried, so that kubectl takes it for a manifest.
    static let header = "apiVersion: example.com/v1\nkind: Case\n"

    let about: String
    /// The text of a file, whole.
    let text: String
    /// Whether the outcome is that of the member `value` of the only document, or of all documents.
    let isValue: Bool
    let kubectl: Outcome
    /// Where reading differs from kubectl on purpose, and why.
    let difference: (outcome: Outcome, reason: String)?

    var testDescription: String { about }
    var expected: Outcome { difference?.outcome ?? kubectl }

    static func all() throws -> [KubectlCase] {
        let golden = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden/kubectl.json")
        let groups = try JSONValue(parsing: Array(Data(contentsOf: golden)))
        return try (groups.array ?? []).flatMap { group in
            try (group["cases"]?.array ?? []).map { try KubectlCase($0, group: group["about"]?.string ?? "") }
        }
    }

    private init(_ entry: JSONValue, group: String) throws {
        let value = entry["value"]?.string
        isValue = value != nil
        text = try #require(value.map { Self.header + "value: \($0)" } ?? entry["file"]?.string)
        about = try group + ": " + #require(entry["about"]?.string ?? value?.debugDescription)
        kubectl = try Self.outcome(entry)
        difference = try entry["here"].map { here in
            let reason = try #require(entry["because"]?.string)
            return try (Self.outcome(here), reason)
        }
    }

    private static func outcome(_ entry: JSONValue) throws -> Outcome {
        if entry["refused"]?.bool == true { return .refused }
        return .reads(try #require(entry["reads"]))
    }

    /// The outcome of documents that were read.
    func outcome(of documents: [JSONValue]) -> Outcome {
        isValue ? .reads(documents.first?["value"] ?? .string("there is no value")) : .reads(.array(documents))
    }
}
