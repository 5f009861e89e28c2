// SPDX-License-Identifier: Apache-2.0

internal import CommandLineKit
internal import PortolanApp

/// `portolan up`.
struct UpVerb: Verb {
    static let name = "up"
    static let summary = "Run a whole fleet on this machine: a control plane, dataplanes and the operator."
    static let discussion = """
        One process serves a Kubernetes API for a control plane and one for each dataplane, each with its own \
        certificates, registers the dataplanes, and routes executions to them. It prints what to try with kubectl. \
        Nothing else is needed, and nothing runs as a container: the dataplanes take objects and run no pods.

        Everything is kept in a folder, and the next `portolan up` goes on with it. Control-C ends it.
        """
    static let parameters: [Parameter<UpVerb>] = [
        .option("dir", into: \.folder, placeholder: "FOLDER", help: "Where everything is kept."),
        .option("dataplanes", into: \.dataplanes, placeholder: "NUMBER", help: "How many dataplanes there are."),
        .option(
            "routing-bind",
            into: \.routingBind,
            help: "Where the routing service listens; port 0 takes a free one."
        ),
        .option("metrics-bind", into: \.metricsBind, help: "Where /metrics, /readyz and /debug are."),
        .flag("detach", into: \.isDetached, help: "Go on in the background; portolan down ends it."),
    ]

    private var folder = ".portolan"
    private var dataplanes = 2
    private var routingBind = ListenAddress(host: "127.0.0.1", port: 8_443)
    private var metricsBind = ListenAddress(host: "127.0.0.1", port: 0)
    private var isDetached = false

    func run(in context: CommandContext) async throws {
        var options = Laptop.Options()
        options.folder = LaptopFolder(folder)
        options.dataplanes = dataplanes
        options.routingBind = routingBind.text
        options.metricsBind = metricsBind.text
        let laptop = try Laptop(options)
        guard isDetached else {
            try await laptop.run { try context.console.print($0) }
            return
        }
        let arguments = [
            Self.name, "--dir", folder, "--dataplanes", "\(dataplanes)", "--routing-bind", routingBind.text,
            "--metrics-bind", metricsBind.text,
        ]
        try context.console.print(try await DetachedLaptop(options.folder).start(arguments))
    }
}
