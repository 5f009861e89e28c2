// SPDX-License-Identifier: Apache-2.0

internal import Basics
package import JSONKit

/// A fault plan as a document.
///
/// ```json
/// {"clockSkewMilliseconds": 0, "rules": [{
///   "name": "busy", "match": {"verbs": ["list"], "resources": ["pods"]}, "skip": 1, "count": 3, "probability": 0.5,
///   "effect": {"refusal": {"code": 429, "retryAfterSeconds": 1}}
/// }]}
/// ```
package struct FaultDocument: Sendable, Equatable {
    package var rules: [FaultRule]
    package var clockSkew: Duration

    package init(rules: [FaultRule], clockSkew: Duration = .zero) {
        self.rules = rules
        self.clockSkew = clockSkew
    }

    /// Reads a document; what it does not know is a failure that says where it stands.
    package init(_ json: JSONValue) throws(APIFailure) {
        var fields = try FaultFields(json, at: "the fault plan")
        clockSkew = .milliseconds(try fields.integer("clockSkewMilliseconds") ?? 0)
        rules = []
        for rule in try fields.objects("rules") { rules.append(try FaultRule(rule)) }
        try fields.end()
    }

    /// The document, with how often each rule has hit.
    package func json(hits: [Int]) -> JSONObject {
        [
            "clockSkewMilliseconds": .number(JSONNumber(clockSkew.milliseconds)),
            "rules": .array(
                zip(rules, hits).map { rule, hits in
                    var json = rule.json
                    json["hits"] = .number(JSONNumber(hits))
                    return .object(json)
                }
            ),
        ]
    }
}

extension FaultRule {
    fileprivate init(_ fields: FaultFields) throws(APIFailure) {
        var fields = fields
        let name = try fields.text("name") ?? ""
        guard !name.isEmpty else { throw APIFailure.badRequest("\(fields.path).name: a rule needs a name") }
        let match = try fields.object("match").map { match throws(APIFailure) in try FaultMatch(match) }
        guard let effect = try fields.object("effect") else {
            throw APIFailure.badRequest("\(fields.path).effect: a rule needs an effect")
        }
        self.init(name, match ?? FaultMatch(), try FaultEffect(effect))
        skip = try fields.number("skip") ?? 0
        count = try fields.number("count")
        probability = try fields.fraction("probability") ?? 1
        // What an answer says besides may be sent back.
        _ = try fields.number("hits")
        try fields.end()
    }

    fileprivate var json: JSONObject {
        var json: JSONObject = [
            "name": .string(name), "match": .object(match.json), "skip": .number(JSONNumber(skip)),
        ]
        json["count"] = count.map { .number(JSONNumber($0)) }
        json["probability"] = JSONNumber(probability).map { .number($0) }
        json["effect"] = .object(effect.json)
        return json
    }
}

extension FaultMatch {
    private static var lists: [(String, WritableKeyPath<FaultMatch, [String]>)] {
        [
            ("verbs", \.verbs), ("resources", \.resources), ("namespaces", \.namespaces), ("names", \.names),
            ("userAgents", \.userAgents), ("users", \.users),
        ]
    }

    fileprivate init(_ fields: FaultFields) throws(APIFailure) {
        self.init()
        var fields = fields
        for (name, list) in Self.lists { self[keyPath: list] = try fields.texts(name) }
        try fields.end()
    }

    fileprivate var json: JSONObject {
        var json = JSONObject()
        for (name, list) in Self.lists where !self[keyPath: list].isEmpty {
            json[name] = .array(self[keyPath: list].map { .string($0) })
        }
        return json
    }
}
