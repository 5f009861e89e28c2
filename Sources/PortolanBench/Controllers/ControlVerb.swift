// SPDX-License-Identifier: Apache-2.0

internal import CommandLineKit
internal import EventLoop
internal import JSONKit
internal import KubeClient

/// `portolan-bench control`: a controller of many objects on an API server that is there, and what it costs.
struct ControlVerb: Verb {
    static let name = "control"
    static let summary = "Run a controller of many objects and report in a line of JSON."
    static let parameters: [Parameter<ControlVerb>] = [
        .argument("kubeconfig", into: \.kubeconfig, help: "Which server, and as whom."),
        .argument("objects", into: \.objects, help: "How many objects there are."),
        .argument("changes", into: \.changes, help: "How many changes are made, one after the other."),
        .argument("writes", into: \.writes, help: "How often a status is written."),
        .flag("fill", into: \.isFilling, help: "Make the objects that are missing, and nothing else."),
    ]

    /// The line before the report, when all objects have been visited.
    static let visited = "visited"

    /// A server that is gone ends nothing: its controller waits for it to come back.
    private static let patience = Duration.seconds(300)

    private var kubeconfig = ""
    private var objects = 10_000
    private var changes = 200
    private var writes = 10_000
    private var isFilling = false

    func run(in context: CommandContext) async throws {
        let client = KubeClient(
            try .kubeconfig(file: kubeconfig),
            .forLoad,
            on: try EventLoop(name: "control")
        )
        guard !isFilling else {
            try await FleetFilling(client: client, objects: objects).run()
            return
        }
        let load = ControllerLoad(client: client, objects: objects, changes: changes, writes: writes)
        let report = try await withThrowingTaskGroup { group in
            defer { group.cancelAll() }
            group.addTask { try await load.measure { try context.console.print(Self.visited) } }
            group.addTask {
                try await Task.sleep(for: Self.patience)
                throw BenchError(.badAnswers, "a controller is not done after \(Self.patience)")
            }
            return try await group.next() ?? ControllerLoadReport()
        }
        try context.console.print(report.serializedText())
    }
}
