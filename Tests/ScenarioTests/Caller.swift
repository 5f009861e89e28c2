// SPDX-License-Identifier: Apache-2.0

import FileKit
import HTTPClient
import HTTPCore
import JSONKit
import Synchronization

/// Asks the routing service again and again, and looks whether an answer can be true.
final class Caller: Sendable {
    private struct State {
        var answers = 0
        var labels: Set<String> = []
        var faults: [String] = []
    }

    private let number: Int
    private let state = Mutex(State())

    init(number: Int) {
        self.number = number
    }

    /// How many answers there were.
    var answers: Int { state.withLock { $0.answers } }
    /// What executions were told.
    var labels: Set<String> { state.withLock { $0.labels } }
    /// The first answers that cannot be.
    var faults: [String] { state.withLock { $0.faults } }

    /// The same questions in one request many times: whatever changes meanwhile, all of them have the same answers.
    private static let repetitions = 25

    func run(_ service: RoutingStage.Service, until end: ContinuousClock.Instant) async throws {
        var round = 0
        while ContinuousClock.now < end {
            round += 1
            let one = Self.question(project: round % FleetOfTwoStates.projects, "execution-\(number)-\(round)")
            let other = Self.question(project: (round + 1) % FleetOfTwoStates.projects, "other-\(number)-\(round)")
            let questions = (0..<Self.repetitions).flatMap { _ in [one, other] }
            let answer = try await send(["requests": .array(questions)], service)
            let answers = answer["answers"]?.array ?? []
            note(answers)
            let isWhole = answers.count == questions.count && Set(answers.map { $0.serializedText() }).count <= 2
            let isEven = answers.indices.allSatisfy { answers[$0] == answers[$0 % 2] }
            if !isWhole || !isEven {
                fault("one request has several answers: \(answer.serializedText().prefix(2_000))")
            }
            note([try await send(one, service)])
        }
    }

    private static func question(project: Int, _ execution: String) -> JSONValue {
        [
            "namespace": .string(RoutingStage.namespace), "project": .string("project-\(project)"),
            "execution": .string(execution),
        ]
    }

    private func send(_ question: JSONValue, _ service: RoutingStage.Service) async throws -> JSONValue {
        let request = HTTPClient.Request(
            .post,
            service.url,
            fields: ["Authorization": "Bearer \(service.token)", "Content-Type": "application/json"],
            body: .bytes(question.serialized())
        )
        let response = try await service.http.send(request)
        if response.status != .ok {
            fault("\(response.status): \(String(decoding: response.body, as: UTF8.self))")
        }
        return try JSONValue(parsing: response.body)
    }

    private func note(_ answers: [JSONValue]) {
        for answer in answers {
            guard let label = answer["label"]?.string, let dataplane = answer["flyteCluster"]?.string,
                let name = answer["dataplane"]?.string
            else {
                fault("an answer is none: \(answer.serializedText())")
                continue
            }
            if dataplane != "\(name)-\(label)" { fault("an answer is of two states: \(answer.serializedText())") }
            state.withLock { state in
                state.answers += 1
                state.labels.insert(label)
            }
        }
    }

    private func fault(_ text: String) {
        state.withLock { state in
            if state.faults.count < 10 { state.faults.append(text) }
        }
    }
}

/// What this process holds.
final class Memory: Sendable {
    private let looks = Mutex<[Int]>([])

    /// How many bytes more there were at the last look than at the first.
    var growth: Int { looks.withLock { ($0.last ?? 0) - ($0.first ?? 0) } }

    func look() {
        let status = (try? File.read("/proc/self/status")).map { String(decoding: $0, as: UTF8.self) } ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
        let kilobytes = line?.split { $0 == ":" || $0 == " " || $0 == "\t" }.dropFirst().first.flatMap { Int($0) }
        looks.withLock { $0.append((kilobytes ?? 0) * 1_024) }
    }
}
