// SPDX-License-Identifier: Apache-2.0

internal import CommandLineKit
internal import PortolanApp

/// `portolan apiserver`.
struct APIServerVerb: Verb {
    static let name = "apiserver"
    static let summary = "Serve the Kubernetes API from this process alone."
    static let discussion = """
        A control plane for a laptop and for tests: it stores objects, validates them, lets them be watched, and \
        collects what is left over, as a Kubernetes API server and its controllers do. It runs no pods.

        Everything is in memory unless --data names a folder. What is written there survives the end of the process, \
        also by `kill -9`.
        """
    static let parameters: [Parameter<APIServerVerb>] = [
        .option("listen", into: \.listen, help: "Where to listen; port 0 takes a free one."),
        .option("data", into: \.options.dataFolder, placeholder: "FOLDER", help: "Keep everything in this folder."),
        .flag(
            "fsync",
            into: \.options.waitsForDisk,
            help: "With --data: answer a write only when the disk has it, so that it survives a power failure."
        ),
        .option(
            "kubeconfig-out",
            into: \.options.kubeconfig,
            placeholder: "FILE",
            help: "Where to write the kubeconfig of the administrator."
        ),
        .option(
            "crds",
            into: \.options.definitions,
            placeholder: "FOLDER",
            help: "Apply the manifests of this folder before saying that it is ready."
        ),
        .option(
            "token-file",
            into: \.options.tokenFile,
            placeholder: "FILE",
            help: "Let in the users of this file: token,user,uid,\"group1,group2\"."
        ),
    ]

    private var listen = ListenAddress(host: "127.0.0.1", port: 6443)
    private var options = EmbeddedAPIServer.Options()

    func run(in context: CommandContext) async throws {
        var options = options
        options.host = listen.host
        options.port = listen.port
        try await Program.run { [options] in
            try await EmbeddedAPIServer(options).run { try context.console.print($0) }
        }
    }
}
