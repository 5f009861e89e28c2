// SPDX-License-Identifier: Apache-2.0

internal import EventLoop
internal import FileKit
internal import HTTPClient
internal import HTTPCore
internal import JSONKit
internal import KubeClient
internal import KubeCore

/// `portolan controller` on `portolan apiserver`, with many labels and dataplanes, and a caller who may ask.
///
/// Both are programs, as anybody would start them; what is measured is the controller.
final class RoutedServer {
    /// What is there once both have started.
    private struct Stage {
        let server: RunningServer
        let controller: OperatorProcess
        let client: KubeClient
        let http: HTTPClient
        let address: String
        let token: String
    }

    private let scale: RoutingScale
    private let program: String
    private let script: String
    private var stage: Stage?
    private var rounds = 0

    /// Nothing is started yet; what `wrk` is to say will be written into a script.
    init(_ scale: RoutingScale, in bench: Bench, script: String) throws {
        self.scale = scale
        self.script = script
        program = try bench.portolan
    }

    /// The memory of the controller when it knows everything and has answered nothing, in bytes.
    func residentBytes() async throws -> Double {
        try await started().controller.residentBytes
    }

    /// What a load makes of the controller.
    func sample(under load: HTTPLoad) async throws -> Sample {
        let stage = try await started()
        return try load.sample(of: "portolan", process: stage.controller.pid, at: stage.address)
    }

    /// How long it takes from sending a change of a label to the first answer that stands on it.
    func changeOneByOne() async throws -> [Duration] {
        let stage = try await started()
        rounds += 1
        var latencies: [Duration] = []
        for number in 0..<scale.changes {
            let place = number * 37 % scale.labels
            let label = "cluster-\((place + rounds) % 7)"
            let sent = ContinuousClock.now
            try await stage.client.patch(
                FleetLabel.type,
                FleetLabel.key(place),
                .merge(["spec": ["value": .string(label)]]),
                as: PartialObject.self
            )
            while try await Self.ask(stage, FleetLabel.question(place)) != label {
                guard sent.duration(to: .now) < .seconds(30) else {
                    throw BenchError(.badAnswers, "a change of a label is not seen after 30 seconds")
                }
            }
            latencies.append(sent.duration(to: .now))
        }
        return latencies
    }

    /// The label that executions go to.
    private static func ask(_ stage: Stage, _ question: JSONValue) async throws -> String? {
        let request = HTTPClient.Request(
            .post,
            try HTTPURL(parsing: "http://\(stage.address)/v1/route"),
            fields: ["Authorization": "Bearer \(stage.token)", "Content-Type": "application/json"],
            body: .bytes(question.serialized())
        )
        let answer = try await stage.http.send(request)
        guard answer.status == .ok else {
            throw BenchError(.badAnswers, "\(answer.status): \(String(decoding: answer.body, as: UTF8.self))")
        }
        return try JSONValue(parsing: answer.body)["label"]?.string
    }
}

// Starting

extension RoutedServer {
    private func started() async throws -> Stage {
        if let stage { return stage }
        let server = try ServerKind.portolan(program: program).start()
        try await server.waitUntilReady()
        let loop = try EventLoop(name: "routing")
        let client = KubeClient(try .kubeconfig(file: server.kubeconfig), .forLoad, on: loop)
        try await RoutingFilling(client: client, scale: scale).run()
        try await RoutingFilling.lead(client)
        let token = try await RoutingFilling.token(client)
        let settings = "leaderElection: { namespace: default, name: portolan }"
        let controller = try OperatorProcess(program, kubeconfig: server.kubeconfig, settings: settings)
        let address = try await Self.address(of: controller)
        var options = HTTPClient.Configuration(userAgent: "portolan-bench")
        options.proxy = .none
        let http = HTTPClient(options, on: loop)
        try File.write(Array(Self.script(token).utf8), to: script)
        let stage = Stage(
            server: server,
            controller: controller,
            client: client,
            http: http,
            address: address,
            token: token
        )
        try await Self.waitUntilAnswering(stage)
        self.stage = stage
        return stage
    }

    /// Waits for the first answer, which needs all labels and dataplanes.
    private static func waitUntilAnswering(_ stage: Stage) async throws {
        let deadline = ContinuousClock.now.advanced(by: .seconds(60))
        while true {
            do {
                _ = try await ask(stage, FleetLabel.question(57))
                return
            } catch {
                guard ContinuousClock.now < deadline else { throw error }
                try await Task.sleep(for: .milliseconds(20))
            }
        }
    }

    /// Where the service listens, which the controller logs.
    private static func address(of controller: OperatorProcess) async throws -> String {
        let line = try await controller.line(with: "routes")
        let words = line.split { !$0.isNumber && $0 != "." && $0 != ":" }
        guard let address = words.first(where: { $0.hasPrefix("127.0.0.1:") }) else {
            throw BenchError(.programFailed, "the operator does not say where it routes: \(line)")
        }
        return String(address)
    }

    private static func script(_ token: String) -> String {
        """
        wrk.method = 'POST'
        wrk.headers['Authorization'] = 'Bearer \(token)'
        wrk.headers['Content-Type'] = 'application/json'
        wrk.body = '\(FleetLabel.question(57).serializedText())'
        """
    }
}
