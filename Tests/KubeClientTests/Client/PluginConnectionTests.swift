// SPDX-License-Identifier: Apache-2.0

import EventLoop
import KubeClient
import KubeCore
import OtherPrograms
import TestSupport
import Testing

@Suite("From a kubeconfig to an answer", .tags(.network), .timeLimit(.minutes(1)))
struct PluginConnectionTests {
    @Test("a plugin is asked once for many requests, and once more when the server refuses its token")
    func plugin() async throws {
        // Accepts the second token only, and says who asked.
        let server = ScriptedServer { connection in
            while let request = connection.readRequest() {
                let token = request.values(of: "Authorization").first ?? ""
                if token == "Bearer t1" {
                    connection.respond("401 Unauthorized", body: AnswerText.status(401, "Unauthorized"))
                } else {
                    connection.respond(body: #"{"gitVersion":"\#(token)"}"#)
                }
            }
        }
        let folder = TemporaryFolder()
        folder.write(
            "login.sh",
            #"""
            echo run >> "$(dirname "$0")/runs"
            n=$(wc -l < "$(dirname "$0")/runs" | tr -d ' ')
            echo "{\"kind\":\"ExecCredential\",\"apiVersion\":\"$1\",\"status\":{\"token\":\"t$n\"}}"
            """#
        )
        let file = folder.write(
            "config",
            """
            current-context: a
            contexts: [{name: a, context: {cluster: c, user: u}}]
            clusters: [{name: c, cluster: {server: "http://127.0.0.1:\(server.port)"}}]
            users:
            - name: u
              user:
                exec:
                  apiVersion: client.authentication.k8s.io/v1
                  command: /bin/sh
                  args: [\(folder.path)/login.sh, client.authentication.k8s.io/v1]
                  interactiveMode: Never
            """
        )
        let client = KubeClient(
            try KubeConfiguration.kubeconfig(file: file),
            KubeClientOptions(userAgent: "test/1"),
            on: try EventLoop()
        )
        for _ in 0..<3 {
            #expect(try await client.version().gitVersion == "Bearer t2")
        }
    }
}
