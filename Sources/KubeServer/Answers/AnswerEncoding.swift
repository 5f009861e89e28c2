// SPDX-License-Identifier: Apache-2.0

package import HTTPCore
internal import JSONKit
internal import YAMLKit

/// How the JSON of an answer is laid out for the client, or turned into YAML.
package struct AnswerEncoding: Sendable, Equatable {
    /// The notations of answers.
    package enum Notation: String, Sendable {
        case json = "application/json"
        case yaml = "application/yaml"
    }

    /// JSON, or YAML.
    package var notation = Notation.json
    /// Whether people read the answer.
    package var isPretty = false

    /// What Kubernetes says it writes; for custom resources it says so too, although they have no form in protobuf.
    static let accepted = [Notation.json.rawValue, Notation.yaml.rawValue, "application/vnd.kubernetes.protobuf"]
    /// What it says it writes a watch in.
    static let acceptedForWatch = ["application/json;stream=watch", "application/vnd.kubernetes.protobuf;stream=watch"]

    /// JSON in one line.
    package init() {}

    /// The encoding of an answer to a request; JSON also for those who would accept nothing of what is written here.
    package init(fields: HTTPFields, query: HTTPQuery) {
        isPretty = Self.isForPeople(fields["User-Agent"] ?? "", query["pretty"] ?? "")
        guard let accept = fields["Accept"] else { return }
        for clause in AcceptClause.parse(accept) {
            guard let notation = Self.notation(of: clause) else { continue }
            self.notation = notation
            if clause.parameters["pretty"] == "1" { isPretty = true }
            return
        }
    }

    static func notation(of clause: AcceptClause) -> Notation? {
        if clause.matches("application", "json") { return .json }
        return clause.matches("application", "yaml") ? .yaml : nil
    }

    /// Browsers and the tools of command lines want their JSON with line breaks.
    private static func isForPeople(_ userAgent: String, _ wish: String) -> Bool {
        if !wish.isEmpty { return ["1", "t", "T", "true", "TRUE", "True"].contains(wish) }
        return ["curl", "Wget", "Mozilla/5.0"].contains(where: userAgent.hasPrefix)
    }

    /// The bytes of an answer; what is no JSON stays as it is.
    func encode(_ json: [UInt8]) -> [UInt8] {
        switch notation {
        case .yaml:
            guard let value = try? JSONValue(parsing: json) else { return json }
            return Array(YAML.serialize(value).utf8)
        case .json where isPretty:
            guard let value = try? JSONValue(parsing: json) else { return json }
            return value.serialized(.pretty(indent: 2))
        case .json: return json + [UInt8(ascii: "\n")]
        }
    }
}
