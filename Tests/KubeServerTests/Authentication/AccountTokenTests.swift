// SPDX-License-Identifier: Apache-2.0

import Basics
import Cryptography
import JSONKit
import KubeServer
import Testing

@Suite("Tokens of service accounts")
struct AccountTokenTests {
    private static let now = TestCluster.now
    private static let api = AccountTokenIssuer.defaultIssuer
    private let cluster: TestCluster
    private let tokens: TokenAuthenticator

    init() throws {
        cluster = try TestCluster()
        cluster.put(.serviceAccounts, "bot", in: "a", uid: "u1")
        tokens = TokenAuthenticator(
            accounts: AccountTokenVerifier(cluster.issuer, cluster.storage),
            audiences: cluster.issuer.audiences
        )
    }

    private func claims(
        audiences: [String] = [api],
        from start: Duration = .zero,
        to end: Duration? = .seconds(600),
        uid: String = "u1",
        binding: AccountClaims.Binding = .none
    ) -> AccountClaims {
        AccountClaims(
            TokenClaims(
                subject: "system:serviceaccount:a:bot",
                audiences: audiences,
                expiration: end.map { Self.now + $0 },
                notBefore: Self.now + start,
                issuedAt: Self.now + start,
                id: "j1"
            ),
            namespace: "a",
            account: AccountReference(name: "bot", uid: uid),
            binding: binding
        )
    }

    private func verdict(
        _ claims: AccountClaims,
        for audiences: [String]? = nil,
        after duration: Duration = .zero
    ) throws -> TokenVerdict {
        tokens.verdict(on: try cluster.issuer.token(claims), for: audiences, at: Self.now + duration)
    }

    private func bot(_ extra: [String: String] = [:]) -> UserInfo {
        var user = UserInfo.serviceAccount(namespace: "a", name: "bot", uid: "u1")
        user.extra = ["authentication.kubernetes.io/credential-id": ["JTI=j1"]]
        for (key, value) in extra { user.extra["authentication.kubernetes.io/\(key)"] = [value] }
        return user
    }

    private func isRefused(_ verdict: TokenVerdict, _ words: String) -> Bool {
        guard case .refused(let refusal) = verdict else { return false }
        return refusal.description == words
    }

    @Test("a good token is that of its account")
    func good() throws {
        #expect(try verdict(claims()) == .good(bot(), audiences: [Self.api]))
    }

    @Test("a token is good until its end, and a minute longer, as clocks differ")
    func lifetime() throws {
        #expect(try verdict(claims(), after: .seconds(659)) == .good(bot(), audiences: [Self.api]))
        let expired = "service account token has expired"
        #expect(isRefused(try verdict(claims(), after: .seconds(660)), expired))
        let token = try cluster.issuer.token(claims())
        #expect(tokens.verdict(on: token, for: nil, at: Self.now) == .good(bot(), audiences: [Self.api]))
        #expect(isRefused(tokens.verdict(on: token, for: nil, at: Self.now + .seconds(660)), expired))
        #expect(isRefused(try verdict(claims(from: .seconds(61))), "service account token is not valid yet"))
        #expect(try verdict(claims(to: nil)) == .unknown)
    }

    @Test("a token is for its audiences")
    func audiences() throws {
        let foreign = claims(audiences: ["vault", "x"])
        #expect(
            isRefused(
                try verdict(foreign),
                #"token audiences ["vault" "x"] is invalid for the target audiences ["\#(Self.api)"]"#
            )
        )
        #expect(try verdict(foreign, for: ["y", "vault"]) == .good(bot(), audiences: ["vault"]))
        #expect(try verdict(claims(), for: ["vault"]) != .good(bot(), audiences: [Self.api]))
    }

    @Test("a token ends with its account")
    func account() throws {
        #expect(isRefused(try verdict(claims(uid: "u0")), "service account UID (u1) does not match claim (u0)"))
        let token = try cluster.issuer.token(claims())
        #expect(tokens.verdict(on: token, for: nil, at: Self.now) == .good(bot(), audiences: [Self.api]))
        cluster.change(.serviceAccounts, "bot", in: "a") { account in
            account.metadata["deletionTimestamp"] = .string((Self.now - .seconds(61)).formatted(.none))
        }
        #expect(
            isRefused(tokens.verdict(on: token, for: nil, at: Self.now), "service account a/bot has been deleted")
        )
        cluster.remove(.serviceAccounts, "bot", in: "a")
        #expect(isRefused(tokens.verdict(on: token, for: nil, at: Self.now), #"serviceaccounts "bot" not found"#))
    }

    struct BindingRow: CustomTestStringConvertible {
        let resource: ResourceID
        let kind: String
        let binding: @Sendable (AccountReference) -> AccountClaims.Binding
        let extra: [String: String]
        var testDescription: String { "a token bound to a \(kind)" }
    }

    static let bindings = [
        BindingRow(resource: .secrets, kind: "secret", binding: { .secret($0) }, extra: [:]),
        BindingRow(
            resource: .pods,
            kind: "pod",
            binding: { .pod($0, node: AccountReference(name: "n", uid: "nu")) },
            extra: ["pod-name": "x", "pod-uid": "b1", "node-name": "n", "node-uid": "nu"]
        ),
        BindingRow(
            resource: .nodes,
            kind: "node",
            binding: { .node($0) },
            extra: ["node-name": "x", "node-uid": "b1"]
        ),
    ]

    @Test("a token ends with the object that it is bound to", arguments: bindings)
    func boundObject(_ row: BindingRow) throws {
        let namespace = row.resource == .nodes ? "" : "a"
        let token = try cluster.issuer.token(claims(binding: row.binding(AccountReference(name: "x", uid: "b1"))))
        func verdict() -> TokenVerdict { tokens.verdict(on: token, for: nil, at: Self.now) }
        let invalidated = "service account token has been invalidated"
        #expect(isRefused(verdict(), invalidated))
        cluster.put(row.resource, "x", in: namespace, uid: "b1")
        #expect(verdict() == .good(bot(row.extra), audiences: [Self.api]))
        cluster.change(row.resource, "x", in: namespace) { object in
            object.metadata["deletionTimestamp"] = .string((Self.now - .seconds(61)).formatted(.none))
        }
        #expect(isRefused(verdict(), invalidated))
        cluster.put(row.resource, "x", in: namespace, uid: "b2")
        #expect(
            isRefused(verdict(), "\(row.kind) UID (b2) does not match service account \(row.kind) ref claim (b1)")
        )
    }

    @Test("a token that others made is unknown, whatever it says")
    func forgeries() throws {
        let other = try AccountTokenIssuer(key: PrivateKey.generate())
        #expect(tokens.verdict(on: try other.token(claims()), for: nil, at: Self.now) == .unknown)
        let elsewhere = try AccountTokenIssuer(key: cluster.key, issuer: "https://elsewhere.test")
        #expect(tokens.verdict(on: try elsewhere.token(claims()), for: nil, at: Self.now) == .unknown)
        let parts = try cluster.issuer.token(claims()).exposed.split(separator: ".")
        let victim = try cluster.issuer.token(claims(uid: "u2")).exposed.split(separator: ".")
        let none = Base64.url.encode(Array(#"{"alg":"none"}"#.utf8))
        let tampered = [
            "\(parts[0]).\(victim[1]).\(parts[2])", "\(none).\(parts[1]).", "\(none).\(parts[1]).\(parts[2])",
            "\(parts[0]).\(parts[1]).", "\(parts[0]).\(parts[1])", "..", "", "x",
            String(repeating: "a.", count: 100_000),
        ]
        for token in tampered {
            #expect(tokens.verdict(on: Secret(token), for: nil, at: Self.now) == .unknown)
        }
    }

    @Test("the published keys verify the tokens, also those of RSA")
    func publishedKeys() throws {
        for type in [KeyType.p256, .rsa(bits: 2_048)] {
            let issuer = try AccountTokenIssuer(key: PrivateKey.generate(type), issuer: "https://i.test")
            let keys = try JSONWebKeySet(parsing: issuer.keys.serialized())
            let policy = TokenPolicy(issuer: "https://i.test", audiences: ["x"])
            let token = try issuer.token(claims(audiences: ["x"])).exposed
            #expect(try TokenVerifier(keys: keys, policy: policy).verify(token, at: Self.now).claims.id == "j1")
            let discovery = issuer.discovery(server: "https://127.0.0.1:6443")
            #expect(discovery.text("issuer") == "https://i.test")
            #expect(discovery.text("jwks_uri") == "https://127.0.0.1:6443/openid/v1/jwks")
            #expect(
                discovery.strings("id_token_signing_alg_values_supported") == [type == .p256 ? "ES256" : "RS256"]
            )
        }
    }
}
