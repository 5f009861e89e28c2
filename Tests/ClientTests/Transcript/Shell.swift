// SPDX-License-Identifier: Apache-2.0

import Glibc
import OtherPrograms
import TestSupport

/// A shell with a folder, a namespace and a kubeconfig of its own.
struct Shell: Sendable {
    /// A command that has not ended by then is killed, with all that it started.
    private static let patience = "60"

    let namespace: String
    private let folder = TemporaryFolder()

    /// A shell whose `kubectl` is the one that is given, and talks to the server in the namespace.
    init(kubectl: String, namespace: String, server: Server) async throws {
        self.namespace = namespace
        _ = try await run(
            """
            mkdir bin && ln -s '\(kubectl)' bin/kubectl
            kubectl --kubeconfig '\(server.kubeconfig)' config view --raw --minify --flatten > kubeconfig
            kubectl config set-context --current --namespace \(namespace)
            """
        )
    }

    /// What a command prints, on either output; its exit code is the last line when it is not 0.
    func run(_ command: String) async throws -> String {
        let path = unsafe getenv("PATH").map { unsafe String(cString: $0) } ?? "/usr/bin:/bin"
        let process = try ChildProcess(
            "timeout",
            [Self.patience, "bash", "-c", "cd '\(folder.path)'\n\(command)"],
            environment: [
                "HOME": folder.path,
                "KUBECACHEDIR": "\(folder.path)/cache",
                "KUBECONFIG": "\(folder.path)/kubeconfig",
                "LC_ALL": "C",
                "NS": namespace,
                "PATH": "\(folder.path)/bin:\(path)",
                "TZ": "UTC",
            ]
        )
        let code = try await process.waitForExit()
        let output = process.output
        guard code != 0 else { return output }
        return output + (output.isEmpty || output.hasSuffix("\n") ? "" : "\n") + "[exit \(code)]"
    }
}
