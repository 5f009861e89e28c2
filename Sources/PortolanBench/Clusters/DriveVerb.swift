// SPDX-License-Identifier: Apache-2.0

internal import CommandLineKit
internal import EventLoop
internal import FileKit
internal import JSONKit
internal import KubeClient

/// `portolan-bench drive`: the load on an API server, in a process of its own.
struct DriveVerb: Verb {
    /// What the load is.
    enum Load: String, CaseIterable, CommandLineValue {
        case create
        case list
        case watch

        static var placeholder: String { "LOAD" }
    }

    static let name = "drive"
    static let summary = "Put a load on an API server and report in a line of JSON."
    static let parameters: [Parameter<DriveVerb>] = [
        .argument("kubeconfig", into: \.kubeconfig, help: "Which server, and as whom."),
        .argument("load", into: \.load, help: "What to do with it."),
        .argument("count", into: \.count, help: "How many objects, or watchers."),
        .argument("detail", into: \.detail, help: "How many clients, objects of a page, or changes."),
    ]

    /// The line before the report, while all watches are open.
    static let holding = "holding"

    private var kubeconfig = ""
    private var load = Load.create
    private var count = 1
    private var detail = 1

    func run(in context: CommandContext) async throws {
        DescriptorLimit.raise()
        let configuration = try KubeConfiguration.kubeconfig(file: kubeconfig)
        let load = ClusterLoad(configuration, on: try EventLoop(name: "load"))
        let report =
            switch self.load {
            case .create: try await load.create(count, clients: detail)
            case .list: try await load.list(count, pageSize: detail)
            case .watch:
                try await load.watch(watchers: count, changes: detail) {
                    try context.console.print(Self.holding)
                    // The harness reads the memory now.
                    try await Task.sleep(for: .milliseconds(500))
                }
            }
        try context.console.print(report.serializedText())
    }
}
