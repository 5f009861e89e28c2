// SPDX-License-Identifier: Apache-2.0

import JSONKit
import TestSupport
import Testing

@Suite("Argo CD sees an object", .timeLimit(.minutes(1)), .python)
struct HealthTests {
    struct Sample: CustomTestStringConvertible {
        let testDescription: String
        let status: JSONValue
        let health: String
        let message: String

        init(_ description: String, _ status: JSONValue, _ health: String, _ message: String = "") {
            testDescription = description
            self.status = status
            self.health = health
            self.message = message
        }
    }

    private static func status(_ conditions: [String: String], generation: Int = 2) -> JSONValue {
        let conditions = conditions.sorted { $0.key < $1.key }.map { type, status -> JSONValue in
            [
                "type": .string(type), "status": .string(status), "reason": "Because",
                "message": .string("it is \(type)"),
            ]
        }
        return ["observedGeneration": .number(JSONNumber(generation)), "conditions": .array(conditions)]
    }

    static let samples = [
        Sample(
            "that nobody has visited on its way",
            [:],
            "Progressing",
            "The operator has not seen this generation yet."
        ),
        Sample(
            "whose newest form nobody has visited on its way",
            status(["Ready": "True"], generation: 1),
            "Progressing",
            "The operator has not seen this generation yet."
        ),
        Sample("that is ready healthy", status(["Ready": "True"]), "Healthy", "it is Ready"),
        Sample("that is not ready on its way", status(["Ready": "False"]), "Progressing", "it is Ready"),
        Sample("of which nothing is known on its way", status([:]), "Progressing"),
        Sample(
            "that is ready and changes on its way",
            status(["Ready": "True", "Reconciling": "True", "Stalled": "False"]),
            "Progressing",
            "it is Reconciling"
        ),
        Sample(
            "that is stalled broken",
            status(["Ready": "False", "Stalled": "True", "Reconciling": "True"]),
            "Degraded",
            "it is Stalled"
        ),
        Sample(
            "that is paused suspended, whatever else",
            status(["Paused": "True", "Stalled": "True"], generation: 1),
            "Suspended",
            "it is Paused"
        ),
    ]

    /// All at once, for to start the interpreter takes longer than to ask it.
    @Test("as its conditions say")
    func health() async throws {
        let objects = Self.samples.map { ["metadata": ["generation": 2], "status": $0.status] as JSONValue }
        let script = ProjectFolder.path(of: "deploy/argocd/health.lua")
        let answers = try await PythonProgram.health.answer([script], .array(objects)).array ?? []
        try #require(answers.count == Self.samples.count)
        for (sample, answer) in zip(Self.samples, answers) {
            #expect(answer["status"]?.string == sample.health, "\(sample)")
            #expect(answer["message"]?.string == sample.message, "\(sample)")
        }
    }
}
