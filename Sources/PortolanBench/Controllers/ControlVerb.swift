// SPDX-License-Identifier: Apache-2.0

internal import CommandLineKit
internal import EventLoop
internal import HTTPClient
internal import JSONKit
internal import KubeClient

/// `portolan-bench control`: a controller of many objects on an API server that is there, and what it costs.
struct ControlVerb: Verb {
    static let name = "control"
    static let summary = "Run a controller of many objects and report in a line of JSON."
    static let parameters: [Parameter<ControlVerb>] = [
        .argument("kubeconfig", into: \.kubeconfig, help: "Which server, and as whom."),
        .argument("objects", into: \.objects, help: "How many objects there are; those that are missing are made."),
        .argument("changes", into: \.changes, help: "How many changes are made, one after the other."),
    ]

    private var kubeconfig = ""
    private var objects = 10_000
    private var changes = 200

    func run(in context: CommandContext) async throws {
        var options = KubeClientOptions(userAgent: "portolan-bench/1")
        options.retries.maximumAttempts = 1
        let client = KubeClient(
            try .kubeconfig(file: kubeconfig),
            options,
            on: try EventLoop(name: "control")
        )
        let load = ControllerLoad(client: client, objects: objects, changes: changes)
        if changes == 0 {
            try await load.fill()
            return
        }
        try context.console.print(try await load.measure().serializedText())
    }
}
