// SPDX-License-Identifier: Apache-2.0

import KubeCore
import Testing

/// A row of a table of what an API server refuses, and in which words.
struct Refusal: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let call: Call
    let code: Int
    let reason: String
    /// `{ns}` stands for the namespace of the test, and an ellipsis at the end for what Go's own types look like.
    let message: String
    /// Who asks, where it is not an administrator.
    let user: String?
    /// The causes as `reason field`, where they matter.
    let causes: [String]?

    init(
        _ description: String,
        _ call: Call,
        _ code: Int,
        _ reason: String,
        _ message: String,
        user: String? = nil,
        causes: [String]? = nil
    ) {
        testDescription = description
        self.call = call
        self.code = code
        self.reason = reason
        self.message = message
        self.user = user
        self.causes = causes
    }

    /// Makes what the row needs, sends the request and compares.
    func check(given: [Call] = []) async throws {
        try await Sandbox.run { sandbox in
            for call in given { try await sandbox.make(call) }
            let client = user.map { sandbox.cluster.client(as: $0) }
            let message = message.replacing("{ns}", with: sandbox.namespace)
            var answer = try await sandbox.send(call, as: client)
            // Who may do what is not known at once to a server that hears of its own roles by a watch.
            let patience = ContinuousClock.now.advanced(by: .seconds(5))
            while user != nil, answer.refusal?.message != message, ContinuousClock.now < patience {
                try await Task.sleep(for: .milliseconds(20))
                answer = try await sandbox.send(call, as: client)
            }
            answer.expect(code, reason, message)
            guard let causes else { return }
            #expect(answer.refusal?.details.causes.map { "\($0.reason) \($0.field)" } == causes)
        }
    }
}
