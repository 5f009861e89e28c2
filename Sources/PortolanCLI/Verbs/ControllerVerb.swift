// SPDX-License-Identifier: Apache-2.0

internal import CommandLineKit
internal import PortolanApp

/// `portolan controller`.
struct ControllerVerb: Verb {
    static let name = "controller"
    static let summary = "Run the operator: it looks after dataplanes, and says where executions go."
    static let discussion = """
        It gets into the DataplaneClusters of a cluster, mints and rotates their credentials, watches over their \
        health, and answers POST /v1/route and /v1/explain by them and the ExecutionClusterLabels. It finds the \
        cluster by --kubeconfig, by KUBECONFIG, or by the service account of its pod. Of several replicas one acts, \
        and all answer.

        SIGTERM ends it in order; a second one at once.
        """
    static let parameters: [Parameter<ControllerVerb>] = [
        .option("kubeconfig", into: \.options.kubeconfig, placeholder: "FILE", help: "How to reach the cluster."),
        .option("config", into: \.options.configuration, placeholder: "FILE", help: "The configuration file."),
        .option(
            "metrics-bind",
            into: \.metricsBind,
            help: "Where /metrics, /readyz and /livez are, whatever the file says."
        ),
        .option("routing-bind", into: \.routingBind, help: "Where executions are routed, whatever the file says."),
    ]

    private var options = Operator.Options()
    private var metricsBind: ListenAddress?
    private var routingBind: ListenAddress?

    func run(in context: CommandContext) async throws {
        var options = options
        options.metricsBind = metricsBind?.text
        options.routingBind = routingBind?.text
        try await Operator(options).run()
    }
}
