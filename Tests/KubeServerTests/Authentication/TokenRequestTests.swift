// SPDX-License-Identifier: Apache-2.0

import Basics
import JSONKit
import KubeServer
import Testing

@Suite("Token requests")
struct TokenRequestTests {
    private static let now = TestCluster.now
    private let cluster: TestCluster
    private let requests: TokenRequests
    private let tokens: TokenAuthenticator

    init() throws {
        cluster = try TestCluster()
        cluster.put(.serviceAccounts, "bot", in: "a", uid: "u1")
        cluster.put(.secrets, "s", in: "a", uid: "s1")
        cluster.put(.nodes, "n", uid: "n1")
        for (pod, account) in [("p", "bot"), ("q", "other")] {
            cluster.put(
                .pods,
                [
                    "metadata": ["name": .string(pod), "namespace": "a", "uid": .string("\(pod)1")],
                    "spec": ["serviceAccountName": .string(account), "nodeName": "n"],
                ]
            )
        }
        requests = TokenRequests(cluster.issuer, cluster.storage, makeID: { "j1" })
        tokens = TokenAuthenticator(
            accounts: AccountTokenVerifier(cluster.issuer, cluster.storage),
            audiences: cluster.issuer.audiences
        )
    }

    private func answer(
        _ spec: JSONValue,
        metadata: JSONValue = [:],
        account: String = "bot"
    ) throws(APIFailure)
        -> JSONObject
    {
        let request: JSONObject = [
            "apiVersion": "authentication.k8s.io/v1", "kind": "TokenRequest", "metadata": metadata, "spec": spec,
        ]
        return try requests.answer(request, for: StorageKey(namespace: "a", name: account), at: Self.now)
    }

    private func claims(_ answer: JSONObject) throws -> JSONObject {
        let token = try #require(answer["status"]?["token"]?.string)
        let payload = try #require(token.split(separator: ".").dropFirst().first)
        return try JSONObject(parsing: try Base64.url.decode(payload))
    }

    @Test("no token lasts longer than the server lets it, which says how long that is")
    func longest() throws {
        let requests = TokenRequests(cluster.issuer, cluster.storage, longestLifetime: .seconds(30), makeID: { "j1" })
        let answer = try requests.answer(
            ["spec": ["expirationSeconds": 600]],
            for: StorageKey(namespace: "a", name: "bot"),
            at: Self.now
        )
        #expect(answer["spec"]?["expirationSeconds"]?.int == 30)
        let claims = try claims(answer)
        #expect((claims["exp"]?.int ?? 0) - (claims["iat"]?.int ?? 0) == 30)
    }

    @Test("a request is answered with itself, filled in, and with a token that is good")
    func answer() throws {
        let answer = try answer([:])
        #expect(answer.text("kind") == "TokenRequest")
        #expect(
            answer["metadata"] == [
                "name": "bot", "namespace": "a", "uid": "u1", "creationTimestamp": "2027-01-15T08:00:00Z",
            ]
        )
        let audience = JSONValue.string(AccountTokenIssuer.defaultIssuer)
        #expect(answer["spec"] == ["audiences": [audience], "expirationSeconds": 3_600, "boundObjectRef": .null])
        #expect(answer["status"]?["expirationTimestamp"] == "2027-01-15T09:00:00Z")
        #expect(
            try claims(answer) == [
                "aud": [audience], "exp": 1_800_003_600, "iat": 1_800_000_000, "iss": audience, "jti": "j1",
                "kubernetes.io": ["namespace": "a", "serviceaccount": ["name": "bot", "uid": "u1"]],
                "nbf": 1_800_000_000, "sub": "system:serviceaccount:a:bot",
            ]
        )
        let token = Secret(try #require(answer["status"]?["token"]?.string))
        guard case .good(let user, _) = tokens.verdict(on: token, for: nil, at: Self.now) else {
            Issue.record("the token is not good")
            return
        }
        #expect(user.name == "system:serviceaccount:a:bot")
    }

    @Test("a token for a pod tells its node, and one for a year says when it should have been renewed")
    func podTokens() throws {
        let pod: JSONValue = ["kind": "Pod", "apiVersion": "v1", "name": "p", "uid": "p1"]
        let answer = try answer(["boundObjectRef": pod, "expirationSeconds": 3_607])
        #expect(answer["spec"]?["boundObjectRef"] == pod)
        #expect(answer["status"]?["expirationTimestamp"] == "2027-01-15T09:00:07Z")
        let claims = try claims(answer)
        #expect(claims["exp"] == 1_831_536_000)
        let own = claims["kubernetes.io"]
        #expect(own?["pod"] == ["name": "p", "uid": "p1"])
        #expect(own?["node"] == ["name": "n", "uid": "n1"])
        #expect(own?["warnafter"] == 1_800_003_607)
        let foreign = try self.answer(["boundObjectRef": pod, "expirationSeconds": 3_607, "audiences": ["vault"]])
        #expect(try self.claims(foreign)["exp"] == 1_800_003_607)
        cluster.remove(.nodes, "n")
        #expect(try self.claims(try self.answer(["boundObjectRef": pod]))["kubernetes.io"]?["node"] == ["name": "n"])
    }

    @Test("a token may be bound to a secret or a node")
    func otherBindings() throws {
        for (kind, name, uid) in [("Secret", "s", "s1"), ("Node", "n", "n1")] {
            let reference: JSONValue = ["kind": .string(kind), "apiVersion": "v1", "name": .string(name)]
            let own = try claims(try answer(["boundObjectRef": reference]))["kubernetes.io"]
            #expect(own?[kind.lowercased()] == ["name": .string(name), "uid": .string(uid)])
        }
    }

    struct Row: CustomTestStringConvertible {
        let spec: JSONValue
        var metadata: JSONValue = [:]
        var account = "bot"
        let failure: String
        var testDescription: String { failure }
    }

    private static let conflict =
        "the UID in the bound object reference (x) does not match the UID in record. The object might have been deleted "
        + "and then recreated"

    static let rows = [
        Row(spec: [:], account: "none", failure: #"404 serviceaccounts "none" not found"#),
        Row(
            spec: ["expirationSeconds": 599],
            failure:
                #"422 TokenRequest.authentication.k8s.io "" is invalid: spec.expirationSeconds: Invalid value: 599: "#
                + "may not specify a duration less than 10 minutes"
        ),
        Row(
            spec: ["expirationSeconds": 4_294_967_297],
            failure: #"422 TokenRequest.authentication.k8s.io "" is invalid: spec.expirationSeconds: Invalid value: "#
                + "4294967297: may not specify a duration larger than 2^32 seconds"
        ),
        Row(
            spec: [:],
            metadata: ["name": "x"],
            failure: #"422 TokenRequest.authentication.k8s.io "bot" is invalid: metadata.name: Invalid value: "x": "#
                + "must match the service account name if specified"
        ),
        Row(
            spec: [:],
            metadata: ["uid": "x"],
            failure: #"409 Operation cannot be fulfilled on TokenRequest.authentication.k8s.io "bot": the UID in the "#
                + "token request (x) does not match the UID of the service account (u1)"
        ),
        Row(
            spec: ["boundObjectRef": ["kind": "Pod", "apiVersion": "v1", "name": "none"]],
            failure: #"404 pods "none" not found"#
        ),
        Row(
            spec: ["boundObjectRef": ["kind": "Pod", "apiVersion": "v1", "name": "q"]],
            failure:
                #"400 cannot bind token for serviceaccount "bot" to pod running with different serviceaccount name."#
        ),
        Row(
            spec: ["boundObjectRef": ["kind": "Secret", "apiVersion": "v1", "name": "s", "uid": "x"]],
            failure: #"409 Operation cannot be fulfilled on Secret "s": "# + conflict
        ),
        Row(
            spec: ["boundObjectRef": ["kind": "Job", "apiVersion": "batch/v1", "name": "s"]],
            failure: "400 cannot bind token to object of type batch/v1, Kind=Job"
        ),
        Row(
            spec: ["boundObjectRef": ["kind": "ConfigMap", "apiVersion": "v1", "name": "s"]],
            failure: "400 cannot bind token to object of type /v1, Kind=ConfigMap"
        ),
    ]

    @Test("a request that makes no sense is told why", arguments: rows)
    func failures(_ row: Row) {
        let failure = #expect(throws: APIFailure.self) {
            try answer(row.spec, metadata: row.metadata, account: row.account)
        }
        #expect(failure?.text == row.failure)
    }

    @Test("a request of the wrong shape is told so")
    func shape() {
        let failure = #expect(throws: APIFailure.self) { try answer(["audiences": "x"]) }
        #expect(failure?.text.hasPrefix("400 TokenRequest in version \"v1\" cannot be handled") == true)
    }
}
