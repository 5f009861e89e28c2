// SPDX-License-Identifier: Apache-2.0

import Basics
import JSONKit
import KubeClient
import KubeCore
import TestSupport
import Testing

extension Conformance {
    @Suite("Tokens", .timeLimit(.minutes(2)))
    struct TokenTests {
        private static func robot(_ sandbox: Sandbox) async throws -> Answer {
            try await sandbox.make(.post("serviceaccounts", ["metadata": ["name": "robot"]]))
        }

        private static func claims(of token: Secret<String>) throws -> JSONValue {
            let parts = token.exposed.split(separator: ".")
            try #require(parts.count == 3)
            return try JSONValue(parsing: Base64.url.decode(String(parts[1])))
        }

        @Test("a token says whose it is, for whom and for how long")
        func claims() async throws {
            try await Sandbox.run { sandbox in
                let account = try await Self.robot(sandbox)
                let issued = try await sandbox.client.token(
                    of: sandbox.key("robot"),
                    TokenRequest(audiences: ["vault", "bank"], lifetime: .seconds(1_800))
                )
                let claims = try Self.claims(of: issued.token)
                #expect(claims["aud"] == ["vault", "bank"])
                #expect(claims["sub"]?.string == "system:serviceaccount:\(sandbox.namespace):robot")
                let from = try #require(claims["iat"]?.int)
                #expect(claims["nbf"]?.int == from)
                #expect(claims["exp"]?.int == from + 1_800)
                #expect(issued.expiration.secondsSinceEpoch == Int64(from + 1_800))
                #expect(claims["jti"]?.string?.count == 36)
                #expect(
                    claims["kubernetes.io"] == [
                        "namespace": .string(sandbox.namespace),
                        "serviceaccount": ["name": "robot", "uid": account["metadata.uid"] ?? nil],
                    ]
                )
            }
        }

        @Test("what comes back names the account, and says what was given")
        func answer() async throws {
            try await Sandbox.run { sandbox in
                let account = try await Self.robot(sandbox)
                let answer = try await sandbox.send(.post("serviceaccounts/robot/token", ["spec": [:]])).succeeds(201)
                #expect(answer.body["kind"] == "TokenRequest")
                #expect(answer.name == "robot")
                #expect(answer["metadata.namespace"]?.string == sandbox.namespace)
                #expect(answer["metadata.uid"] == account["metadata.uid"])
                #expect(answer["spec.expirationSeconds"] == 3_600)
                #expect(answer["spec.boundObjectRef"] == .null)
                #expect(answer["spec.audiences"]?.array?.count == 1)
            }
        }

        @Test("a token for the server is good for requests, and one for others is not")
        func use() async throws {
            try await Sandbox.run { sandbox in
                _ = try await Self.robot(sandbox)
                let own = try await sandbox.client.token(of: sandbox.key("robot"))
                let user = try await sandbox.cluster.client(token: own.token).selfReview().user
                #expect(user.username == "system:serviceaccount:\(sandbox.namespace):robot")
                #expect(
                    user.groups == [
                        "system:serviceaccounts", "system:serviceaccounts:\(sandbox.namespace)",
                        "system:authenticated",
                    ]
                )
                let claims = try Self.claims(of: own.token)
                #expect(
                    user.extra == [
                        "authentication.kubernetes.io/credential-id": ["JTI=\(claims["jti"]?.string ?? "")"]
                    ]
                )
                let other = try await sandbox.client.token(
                    of: sandbox.key("robot"),
                    TokenRequest(audiences: ["vault"])
                )
                for bad in [other.token, Secret("x"), Secret(String(own.token.exposed.dropLast(4)) + "AAAA")] {
                    try await sandbox.send(.get("configmaps"), as: sandbox.cluster.client(token: bad))
                        .expect(401, "Unauthorized", "Unauthorized")
                }
            }
        }

        @Test("a review says whose token it is, to those whom it was made for")
        func reviews() async throws {
            try await Sandbox.run { sandbox in
                let account = try await Self.robot(sandbox)
                let issued = try await sandbox.client.token(
                    of: sandbox.key("robot"),
                    TokenRequest(audiences: ["vault"])
                )
                let good = try await sandbox.client.review(
                    TokenReview(token: issued.token, audiences: ["vault", "bank"])
                )
                #expect(good.isAuthenticated)
                #expect(good.audiences == ["vault"])
                #expect(good.user.username == "system:serviceaccount:\(sandbox.namespace):robot")
                #expect(good.user.uid == account["metadata.uid"]?.string)
                let wrong = try await sandbox.client.review(TokenReview(token: issued.token))
                #expect(!wrong.isAuthenticated)
                #expect(wrong.error.contains("token audiences [\"vault\"] is invalid for the target audiences"))
                let forged = try await sandbox.client.review(TokenReview(token: Secret("x")))
                #expect(!forged.isAuthenticated)
                #expect(forged.error == "invalid bearer token")
            }
        }

        @Test("a token ends with the object that it is bound to, and with its account")
        func revocation() async throws {
            try await Sandbox.run { sandbox in
                _ = try await Self.robot(sandbox)
                let secret = try await sandbox.make(.post("secrets", ["metadata": ["name": "s"]]))
                let reference: JSONValue = [
                    "spec": ["boundObjectRef": ["kind": "Secret", "apiVersion": "v1", "name": "s"]]
                ]
                let answer = try await sandbox.send(.post("serviceaccounts/robot/token", reference)).succeeds(201)
                let bound = Secret(answer["status.token"]?.string ?? "")
                #expect(
                    try Self.claims(of: bound)["kubernetes.io"]?["secret"] == [
                        "name": "s", "uid": secret["metadata.uid"] ?? nil,
                    ]
                )
                let free = try await sandbox.client.token(of: sandbox.key("robot")).token
                let boundClient = sandbox.cluster.client(token: bound)
                let freeClient = sandbox.cluster.client(token: free)
                for client in [boundClient, freeClient] {
                    #expect(try await sandbox.send(.get("/api"), as: client).code == 200)
                }
                // A real server remembers for ten seconds that a token is good.
                try await sandbox.make(.delete("secrets/s"))
                try await eventually("the bound token ends", within: .seconds(30)) {
                    try await sandbox.send(.get("/api"), as: boundClient).code == 401
                }
                #expect(try await sandbox.send(.get("/api"), as: freeClient).code == 200)
                try await sandbox.make(.delete("serviceaccounts/robot"))
                try await eventually("the other token ends", within: .seconds(30)) {
                    try await sandbox.send(.get("/api"), as: freeClient).code == 401
                }
                _ = try await Self.robot(sandbox)
                #expect(try await sandbox.send(.get("/api"), as: freeClient).code == 401)
            }
        }

        @Test(
            "a secret for a token is filled in, and its token ends with it",
            .enabled(if: Target.current.hasControllers, "needs kube-controller-manager in KUBEBUILDER_ASSETS")
        )
        func secrets() async throws {
            try await Sandbox.run { sandbox in
                let account = try await Self.robot(sandbox)
                try await sandbox.make(
                    .post(
                        "secrets",
                        [
                            "metadata": [
                                "name": "t", "annotations": ["kubernetes.io/service-account.name": "robot"],
                            ],
                            "type": "kubernetes.io/service-account-token",
                        ]
                    )
                )
                try await eventually("the token is there", within: .seconds(30)) {
                    try await sandbox.send(.get("secrets/t"))["data.token"] != nil
                }
                let secret = try await sandbox.send(.get("secrets/t"))
                #expect(secret["data"]?.object?.keys.sorted() == ["ca.crt", "namespace", "token"])
                #expect(
                    secret["metadata.annotations"]?["kubernetes.io/service-account.uid"] == account["metadata.uid"]
                )
                let bytes = try Base64.standard.decode(secret["data.token"]?.string ?? "")
                let client = sandbox.cluster.client(token: Secret(String(decoding: bytes, as: UTF8.self)))
                let user = try await client.selfReview().user
                #expect(user.username == "system:serviceaccount:\(sandbox.namespace):robot")
                try await sandbox.make(.delete("secrets/t"))
                try await eventually("the token ends", within: .seconds(30)) {
                    try await sandbox.send(.get("/api"), as: client).code == 401
                }
            }
        }
    }
}
