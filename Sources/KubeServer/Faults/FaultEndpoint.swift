// SPDX-License-Identifier: Apache-2.0

internal import Basics
internal import HTTPCore
internal import HTTPServer
internal import JSONKit

/// `/debug/faults`: where those who may do everything read the plan, replace it and take it back.
struct FaultEndpoint {
    static let path = "/debug/faults"
    private static let bodyLimit = 1 << 20

    private let plan: FaultPlan

    init(_ plan: FaultPlan) {
        self.plan = plan
    }

    func answer(_ request: HTTPServerRequest, user: UserInfo?) async -> HTTPServerResponse {
        do throws(APIFailure) {
            guard let user else { throw APIFailure.unauthorized }
            guard user.isMaster else {
                throw APIFailure.forbidden(nil, "", "only members of \(UserInfo.mastersGroup) may have things go wrong")
            }
            switch request.method {
            case .get: break
            case .put:
                let document = try FaultDocument(try await body(of: request))
                plan.replace(with: document.rules, clockSkew: document.clockSkew)
            case .delete: plan.replace(with: [])
            default: throw APIFailure.methodNotAllowed
            }
            let document = FaultDocument(rules: plan.rules.map(\.rule), clockSkew: plan.clockSkew)
            return Answer(json: document.json(hits: plan.rules.map(\.hits)).serialized()).response()
        } catch {
            return error.response
        }
    }

    private func body(of request: HTTPServerRequest) async throws(APIFailure) -> JSONValue {
        do {
            return try JSONValue(parsing: await request.body.collect(upTo: Self.bodyLimit))
        } catch {
            throw APIFailure.badRequest("the fault plan cannot be read: \(error)")
        }
    }
}
