// SPDX-License-Identifier: Apache-2.0

import Basics
import JSONKit
import KubeServer
import Testing

@Suite("Secrets for tokens")
struct TokenSecretDutyTests {
    private static let now = TestCluster.now
    private let cluster: TestCluster
    private let duty: TokenSecretDuty
    private let tokens: TokenAuthenticator

    init() throws {
        cluster = try TestCluster()
        cluster.put(.serviceAccounts, "bot", in: "a", uid: "u1")
        duty = TokenSecretDuty(cluster.issuer, certificates: TestCluster.certificates)
        tokens = TokenAuthenticator(
            accounts: AccountTokenVerifier(cluster.issuer, cluster.storage),
            audiences: cluster.issuer.audiences
        )
    }

    private func putSecret(
        _ name: String = "s",
        account: String = "bot",
        uid: String? = nil,
        type: String = "kubernetes.io/service-account-token"
    ) {
        var annotations: JSONObject = ["kubernetes.io/service-account.name": .string(account)]
        if let uid { annotations["kubernetes.io/service-account.uid"] = .string(uid) }
        cluster.put(
            .secrets,
            [
                "metadata": ["name": .string(name), "namespace": "a", "annotations": .object(annotations)],
                "type": .string(type),
            ]
        )
    }

    private func data(_ field: String, of name: String = "s") throws -> String? {
        let text = cluster.object(.secrets, name, in: "a")?["data"]?[field]?.string
        return try text.map { String(decoding: try Base64.standard.decode($0), as: UTF8.self) }
    }

    private func verdict(_ token: String) -> TokenVerdict {
        tokens.verdict(on: Secret(token), for: nil, at: Self.now)
    }

    @Test("a Secret is filled once, and its token is good for ever")
    func filling() throws {
        putSecret()
        #expect(cluster.perform(cluster.writes(of: duty, after: .secrets, "s", in: "a")))
        #expect(try data("namespace") == "a")
        #expect(try data("ca.crt") == TestCluster.certificates)
        let annotations = cluster.object(.secrets, "s", in: "a")?.metadata.texts("annotations")
        #expect(annotations?["kubernetes.io/service-account.uid"] == "u1")
        let token = try #require(try data("token"))
        let payload = try #require(token.split(separator: ".").dropFirst().first)
        #expect(
            try JSONObject(parsing: try Base64.url.decode(payload)) == [
                "iss": "kubernetes/serviceaccount", "kubernetes.io/serviceaccount/namespace": "a",
                "kubernetes.io/serviceaccount/secret.name": "s",
                "kubernetes.io/serviceaccount/service-account.name": "bot",
                "kubernetes.io/serviceaccount/service-account.uid": "u1", "sub": "system:serviceaccount:a:bot",
            ]
        )
        let bot = UserInfo.serviceAccount(namespace: "a", name: "bot", uid: "u1")
        let good = TokenVerdict.good(bot, audiences: [AccountTokenIssuer.defaultIssuer])
        #expect(tokens.verdict(on: Secret(token), for: nil, at: Self.now + .seconds(100_000_000)) == good)
        #expect(duty.writesAtStart(in: cluster.storage).isEmpty)
    }

    @Test("a token is no longer good when its Secret goes, or holds another one")
    func revocation() throws {
        putSecret()
        cluster.perform(duty.writesAtStart(in: cluster.storage))
        let token = try #require(try data("token"))
        cluster.change(.secrets, "s", in: "a") { $0.set("eA==", at: ["data", "token"]) }
        #expect(verdict(token) == .refused(.init("service account token does not match server's copy")))
        cluster.remove(.secrets, "s", in: "a")
        #expect(verdict(token) == .refused(.init("service account token has been invalidated")))
    }

    @Test("Secrets go with their account, and those of another one of the same name are not its own")
    func accountGone() throws {
        putSecret("mine", uid: "u1")
        putSecret("older", uid: "u0")
        putSecret("new")
        putSecret("opaque", type: "Opaque")
        cluster.perform(duty.writesAtStart(in: cluster.storage))
        #expect(cluster.object(.secrets, "older", in: "a") == nil)
        #expect(cluster.object(.secrets, "mine", in: "a") != nil)
        let token = try #require(try data("token", of: "mine"))
        let change = try #require(cluster.remove(.serviceAccounts, "bot", in: "a"))
        #expect(verdict(token) == .refused(.init(#"serviceaccounts "bot" not found"#)))
        cluster.perform(duty.writes(after: change, of: .serviceAccounts, in: cluster.storage))
        #expect(cluster.storage.objects(.secrets).map(\.key.name) == ["opaque"])
    }

    @Test("a Secret for an account that does not exist goes, one without an account stays as it is")
    func nobody() {
        putSecret("s", account: "none")
        putSecret("t", account: "")
        cluster.perform(cluster.writes(of: duty, after: .secrets, "s", in: "a"))
        cluster.perform(cluster.writes(of: duty, after: .secrets, "t", in: "a"))
        #expect(cluster.storage.objects(.secrets).map(\.key.name) == ["t"])
    }

    @Test("an account forgets a Secret that is gone")
    func mentions() throws {
        putSecret()
        cluster.change(.serviceAccounts, "bot", in: "a") { $0["secrets"] = [["name": "s"], ["name": "t"]] }
        let change = try #require(cluster.remove(.secrets, "s", in: "a"))
        cluster.perform(duty.writes(after: change, of: .secrets, in: cluster.storage))
        #expect(cluster.object(.serviceAccounts, "bot", in: "a")?["secrets"] == [["name": "t"]])
    }

    @Test("an account does not forget a Secret that was for something else")
    func otherMentions() throws {
        cluster.put(.secrets, ["metadata": ["name": "pull", "namespace": "a"], "type": "Opaque"])
        cluster.change(.serviceAccounts, "bot", in: "a") { $0["secrets"] = [["name": "pull"]] }
        let change = try #require(cluster.remove(.secrets, "pull", in: "a"))
        #expect(duty.writes(after: change, of: .secrets, in: cluster.storage).isEmpty)
    }
}
