// SPDX-License-Identifier: Apache-2.0

import Basics
import HTTPCore
import JSONKit
import KubeClient
import KubeCore
import Testing

extension Conformance {
    @Suite("The server itself", .timeLimit(.minutes(2)))
    struct ServerTests {
        @Test("it says which Kubernetes it is, to everybody")
        func version() async throws {
            let cluster = try Cluster.current
            let version = try await cluster.client(token: nil).version()
            #expect(version.gitVersion.hasPrefix("v1."))
            #expect(version.major == "1")
            #expect(version.gitVersion.split(separator: ".").dropFirst().first.map(String.init) == version.minor)
        }

        @Test("it is ready and alive, to everybody", arguments: ["/readyz", "/livez", "/healthz", "/readyz/ping"])
        func health(_ path: String) async throws {
            let answer = try await Cluster.current.client(token: nil).answer(.raw(.get, path))
            // Only what the role system:public-info-viewer names is for everybody.
            if path == "/readyz/ping" {
                #expect(answer.code == 403)
            } else {
                #expect(answer.body == "ok")
            }
        }

        @Test("who shows nothing is anonymous, and may see nothing")
        func anonymous() async throws {
            let nobody = try Cluster.current.client(token: nil)
            try await nobody.answer(.raw(.get, "/api/v1/namespaces")).expect(
                403,
                "Forbidden",
                """
                namespaces is forbidden: User "system:anonymous" cannot list resource "namespaces" in API group "" at \
                the cluster scope
                """
            )
            try await nobody.answer(.raw(.get, "/foo"))
                .expect(403, "Forbidden", #"forbidden: User "system:anonymous" cannot get path "/foo""#)
        }

        @Test(
            "who shows something wrong is refused, whatever they want",
            arguments: ["/api/v1/namespaces", "/version"]
        )
        func unauthorized(_ path: String) async throws {
            let stranger = try Cluster.current.client(token: Secret("wrong"))
            try await stranger.answer(.raw(.get, path)).expect(401, "Unauthorized", "Unauthorized")
        }

        @Test("a body above three megabytes is too large")
        func largeBodies() async throws {
            try await Sandbox.run { sandbox in
                let text: JSONValue = .string(String(repeating: "x", count: 3 << 20))
                try await sandbox.send(.post("configmaps", ["metadata": ["name": "a"], "data": ["a": text]]))
                    .expect(413, "RequestEntityTooLarge", "Request entity too large: limit is 3145728")
            }
        }

        @Test("a config map above one megabyte is too large")
        func largeConfigMaps() async throws {
            try await Sandbox.run { sandbox in
                let text: JSONValue = .string(String(repeating: "x", count: (1 << 20) + 1))
                try await sandbox.send(.post("configmaps", ["metadata": ["name": "big"], "data": ["a": text]])).expect(
                    422,
                    "Invalid",
                    #"ConfigMap "big" is invalid: []: Too long: may not be more than 1048576 bytes"#
                )
            }
        }
    }
}
