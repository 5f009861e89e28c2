// SPDX-License-Identifier: Apache-2.0

internal import HTTPCore
internal import JSONKit

/// Tokens of a service account, which are made and not kept.
struct TokenSubresource: Subresource {
    let name = "token"
    let verbs: [Verb] = [.create]

    func answer(_ verb: Verb, _ call: ResourceCall, of server: APIServer) async throws(APIFailure) -> Answer {
        guard let access = server.access else { throw APIFailure.unknownPath }
        let type = BodyType("TokenRequest", in: "authentication.k8s.io/v1")
        let creation = try await server.creation(of: type, call)
        let answer = try access.tokenRequests.answer(creation.object, for: call.key, at: call.now)
        let warnings = creation.warnings + Self.warnings(creation.object, answer)
        return Answer(.created, json: answer.serialized(), warnings: warnings)
    }

    private static func warnings(_ request: JSONObject, _ answer: JSONObject) -> [String] {
        let lifetimes = [request, answer].map { $0["spec"]?["expirationSeconds"]?.int ?? 3_600 }
        guard lifetimes[0] > lifetimes[1] else { return [] }
        return ["requested expiration of \(lifetimes[0]) seconds shortened to \(lifetimes[1]) seconds"]
    }
}
