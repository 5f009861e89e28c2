// SPDX-License-Identifier: Apache-2.0

internal import Basics
internal import JSONKit

/// An object that is to become a row of a table, at a time in seconds since 1970.
struct Row: Sendable {
    let object: JSONObject
    let now: Int64

    var name: JSONValue { .string(object.metadata.text("name")) }
    var age: JSONValue { .string(since(object.metadata.text("creationTimestamp"))) }
    var isBeingDeleted: Bool { !object.metadata.text("deletionTimestamp").isEmpty }

    /// The string at a path, or what stands for none.
    func text(_ path: String..., none: String = "") -> String {
        guard let text = object.value(at: path)?.string, !text.isEmpty else { return none }
        return text
    }

    /// The integer at a path, zero where there is none.
    func int(_ path: String...) -> Int { object.value(at: path)?.int ?? 0 }

    func number(_ path: String...) -> JSONValue { .number(JSONNumber(object.value(at: path)?.int ?? 0)) }

    /// How long ago a time was.
    func since(_ timestamp: String) -> String {
        guard let time = try? Timestamp(parsing: timestamp) else { return "<unknown>" }
        return HumanDuration.text(ofSeconds: now - time.secondsSinceEpoch)
    }

    /// Whether a condition of the object is true.
    func isTrue(condition type: String) -> Bool {
        condition(type)?.text("status") == "True"
    }

    func condition(_ type: String) -> JSONObject? {
        object.list("status", "conditions").first { $0.text("type") == type }
    }
}

extension Row {
    /// The names and the images of the containers of a pod specification, each in one cell.
    static func containers(_ podSpec: JSONObject) -> [JSONValue] {
        let containers = podSpec.list("containers")
        return ["name", "image"].map { member in
            .string(containers.map { $0.text(member) }.joined(separator: ","))
        }
    }

    /// The first few of a list, and how many there are besides.
    static func excerpt(_ texts: [String], _ limit: Int, separator: String = ",", none: String) -> String {
        if texts.isEmpty { return none }
        let text = texts.prefix(limit).joined(separator: separator)
        return texts.count > limit ? "\(text) + \(texts.count - limit) more..." : text
    }
}
