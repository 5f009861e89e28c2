// SPDX-License-Identifier: Apache-2.0

import Basics
import Cryptography
import HTTPCore
import JSONKit
import KubeServer
import Testing

private let widgets = "/apis/example.com/v1/namespaces/a/widgets"

/// The way of a request past the guard, with users of a token file and the roles that are stored.
@Suite("The guard before the verbs", .timeLimit(.minutes(1)))
struct GuardTests {
    private func server() throws -> SampleServer {
        let storage = Storage()
        var users = TokenFile()
        users.add(UserInfo(name: "root", groups: [UserInfo.mastersGroup]), token: Secret("root-token"))
        users.add(UserInfo(name: "jane"), token: Secret("jane-token"))
        let accounts = AccountTokenVerifier(try AccountTokenIssuer(key: PrivateKey.generate()), storage)
        let tokens = TokenAuthenticator(file: users, accounts: accounts, audiences: ["test"])
        return try SampleServer(
            storage: storage,
            guardedBy: Guard(Authenticator(tokens), Authorizer.roles(in: storage))
        )
    }

    private func bearer(_ token: String, as user: String? = nil) -> [(String, String)] {
        [("Authorization", "Bearer \(token)")] + (user.map { [("Impersonate-User", $0)] } ?? [])
    }

    @Test("without credentials, and with wrong ones, nothing but the health of the server is told")
    func unauthorized() async throws {
        let server = try server()
        #expect(try await server.send(.get, widgets).status == 401)
        let wrong = try await server.send(.get, widgets, more: bearer("guess"))
        #expect(wrong.status == 401)
        #expect(wrong.json["reason"]?.string == "Unauthorized")
        #expect(wrong.json["message"]?.string == "Unauthorized")
    }

    @Test("who may not is told what in Kubernetes' words, and who may is let through")
    func forbidden() async throws {
        let server = try server()
        let namespace = #"{"metadata": {"name": "a"}}"#
        let made = try await server.send(.post, "/api/v1/namespaces", namespace, more: bearer("root-token"))
        #expect(made.status == 201)
        let refused = try await server.send(.get, widgets, more: bearer("jane-token"))
        #expect(refused.status == 403)
        #expect(
            refused.json["message"]?.string
                == #"widgets.example.com is forbidden: User "jane" cannot list resource "widgets" in API group "example.com" in the namespace "a""#
        )
    }

    @Test("only who may impersonate is taken for somebody else, with no more rights than that one")
    func impersonation() async throws {
        let server = try server()
        let asJane = try await server.send(.get, widgets, more: bearer("root-token", as: "jane"))
        #expect(asJane.status == 403)
        #expect(asJane.json["message"]?.string?.contains(#"User "jane" cannot list"#) == true)
        let asRoot = try await server.send(.get, widgets, more: bearer("jane-token", as: "root"))
        #expect(asRoot.status == 403)
        #expect(asRoot.json["message"]?.string?.contains(#"User "jane" cannot impersonate"#) == true)
    }
}
