// SPDX-License-Identifier: Apache-2.0

internal import Basics
internal import JSONKit

extension Reviewer {
    /// What a `TokenReview` is told about its token.
    func tokenStatus(_ object: JSONObject, _ now: Timestamp) throws(APIFailure) -> JSONValue {
        let question: TokenQuestion = try ReviewBody.read(object, ReviewKind.tokenReview.rawValue)
        guard !question.token.isEmpty else {
            throw APIFailure.badRequest("token is required for TokenReview in authentication")
        }
        let audiences = question.audiences.isEmpty ? nil : question.audiences
        switch tokens.verdict(on: Secret(question.token), for: audiences, at: now) {
        case .good(let user, let audiences):
            return ["authenticated": true, "user": user.tree, "audiences": .strings(audiences)]
        case .unknown:
            return ["user": [:], "error": "invalid bearer token"]
        case .refused(let refusal):
            return ["user": [:], "error": .string("[invalid bearer token, \(refusal)]")]
        }
    }
}

private struct TokenQuestion: JSONDecodable {
    var token = ""
    var audiences: [String] = []

    init(from reader: inout JSONReader) throws(JSONError) {
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "spec": try readSpec(from: &reader)
            default: try reader.skipValue(of: key)
            }
        }
    }

    private mutating func readSpec(from reader: inout JSONReader) throws(JSONError) {
        guard try !reader.readNullIfPresent() else { return }
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "token": try reader.read(into: &token)
            case "audiences": try reader.read(into: &audiences)
            default: try reader.skipValue(of: key)
            }
        }
    }
}

extension UserInfo {
    /// The user as answers tell it, without what is empty.
    var tree: JSONValue {
        var tree = JSONObject()
        if !name.isEmpty { tree["username"] = .string(name) }
        if !uid.isEmpty { tree["uid"] = .string(uid) }
        if !groups.isEmpty { tree["groups"] = .strings(groups) }
        if !extra.isEmpty {
            var members = JSONObject()
            for (key, values) in extra.sorted(by: { $0.key < $1.key }) { members[key] = .strings(values) }
            tree["extra"] = .object(members)
        }
        return .object(tree)
    }
}
