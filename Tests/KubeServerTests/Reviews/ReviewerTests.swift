// SPDX-License-Identifier: Apache-2.0

import Basics
import JSONKit
import KubeServer
import Testing

@Suite("Reviews")
struct ReviewerTests {
    private static let now = TestCluster.now
    private let cluster: TestCluster
    private let reviewer: Reviewer
    private let jane = UserInfo(name: "jane", uid: "u", groups: ["staff"], extra: ["k": ["v"]])

    init() throws {
        cluster = try TestCluster()
        cluster.putRole(
            "reader",
            [
                PolicyRule(verbs: ["get"], groups: [""], resources: ["pods"], names: ["x"]),
                PolicyRule(verbs: ["get"], paths: ["/metrics"]),
            ]
        )
        cluster.bind("reader", to: "jane")
        cluster.put(.serviceAccounts, "bot", in: "a", uid: "u1")
        let tokens = TokenAuthenticator(
            file: try TokenFile(parsing: Secret("t1,jane,u,staff")),
            accounts: AccountTokenVerifier(cluster.issuer, cluster.storage),
            audiences: ["api"]
        )
        reviewer = Reviewer(.roles(in: cluster.storage), tokens)
    }

    private func status(
        _ kind: ReviewKind,
        _ spec: JSONValue,
        metadata: JSONValue = [:],
        in namespace: String = ""
    ) throws -> JSONValue? {
        let question: JSONObject = ["kind": .string(kind.rawValue), "metadata": metadata, "spec": spec]
        let answer = try reviewer.answer(kind, question, from: jane, in: namespace, at: Self.now)
        #expect(answer["spec"] == spec)
        return answer["status"]
    }

    private func failure(
        _ kind: ReviewKind,
        _ spec: JSONValue,
        metadata: JSONValue = [:],
        in namespace: String = ""
    ) -> String? {
        #expect(throws: APIFailure.self) {
            try status(kind, spec, metadata: metadata, in: namespace)
        }?.text
    }

    private static let getPod: JSONValue = ["verb": "get", "resource": "pods", "namespace": "a", "name": "x"]

    @Test("somebody's access is reviewed by the rules that he has")
    func access() throws {
        let reason = #"RBAC: allowed by ClusterRoleBinding "jane-reader" of ClusterRole "reader" to User "jane""#
        let allowed: JSONValue = ["allowed": true, "reason": .string(reason)]
        let spec: JSONValue = ["resourceAttributes": Self.getPod, "user": "jane"]
        #expect(try status(.subjectAccessReview, spec) == allowed)
        #expect(try status(.localSubjectAccessReview, spec, in: "a") == allowed)
        #expect(try status(.selfSubjectAccessReview, ["resourceAttributes": Self.getPod]) == allowed)
        let path: JSONValue = ["nonResourceAttributes": ["verb": "get", "path": "/metrics"]]
        #expect(try status(.selfSubjectAccessReview, path) == allowed)
        let joe: JSONValue = ["resourceAttributes": Self.getPod, "user": "joe", "groups": ["staff"]]
        #expect(try status(.subjectAccessReview, joe) == ["allowed": false])
        let masters: JSONValue = ["resourceAttributes": Self.getPod, "groups": ["system:masters"]]
        #expect(try status(.subjectAccessReview, masters) == ["allowed": true])
        cluster.bind("none", to: "joe")
        #expect(
            try status(.subjectAccessReview, joe)
                == [
                    "allowed": false, "reason": #"RBAC: clusterrole.rbac.authorization.k8s.io "none" not found"#,
                ]
        )
    }

    struct Row: CustomTestStringConvertible {
        let kind: ReviewKind
        let spec: JSONValue
        var metadata: JSONValue = [:]
        let failure: String
        var testDescription: String { "\(kind) \(spec.serializedText())" }
    }

    static let rows = [
        Row(
            kind: .subjectAccessReview,
            spec: ["user": "jane"],
            failure: "spec.resourceAttributes: Invalid value: null: exactly one of nonResourceAttributes or "
                + "resourceAttributes must be specified"
        ),
        Row(
            kind: .selfSubjectAccessReview,
            spec: ["resourceAttributes": [:], "nonResourceAttributes": ["verb": "get"]],
            failure:
                #"spec.nonResourceAttributes: Invalid value: {"Path":"","Verb":"get"}: cannot be specified in combination "#
                + "with resourceAttributes"
        ),
        Row(
            kind: .subjectAccessReview,
            spec: ["resourceAttributes": [:]],
            failure: #"spec.user: Invalid value: "": at least one of user or group must be specified"#
        ),
        Row(
            kind: .selfSubjectAccessReview,
            spec: ["resourceAttributes": [:]],
            metadata: ["name": "x"],
            failure: #"metadata: Invalid value: {"name":"x"}: must be empty"#
        ),
        Row(
            kind: .localSubjectAccessReview,
            spec: ["resourceAttributes": ["namespace": "b"], "user": "jane"],
            failure: #"spec.resourceAttributes.namespace: Invalid value: "b": must match metadata.namespace"#
        ),
        Row(
            kind: .localSubjectAccessReview,
            spec: ["nonResourceAttributes": ["path": "/x"], "user": "jane"],
            failure:
                #"spec.nonResourceAttributes: Invalid value: {"Path":"/x","Verb":""}: disallowed on this kind of request"#
        ),
    ]

    @Test("a question that makes no sense is told why", arguments: rows)
    func failures(_ row: Row) {
        let head = "422 .authorization.k8s.io \"\" is invalid: "
        #expect(failure(row.kind, row.spec, metadata: row.metadata, in: "a") == head + row.failure)
    }

    @Test("a question of the wrong shape is told so", arguments: [ReviewKind.subjectAccessReview, .tokenReview])
    func shape(_ kind: ReviewKind) {
        #expect(failure(kind, "x")?.hasPrefix("400 \(kind.rawValue) in version \"v1\" cannot be handled") == true)
    }

    @Test("one's own rules are listed, with what keeps others from being found")
    func rules() throws {
        cluster.bind("none", to: "jane")
        #expect(
            try status(.selfSubjectRulesReview, ["namespace": "a"])
                == [
                    "resourceRules": [
                        ["verbs": ["get"], "apiGroups": [""], "resources": ["pods"], "resourceNames": ["x"]]
                    ], "nonResourceRules": [["verbs": ["get"], "nonResourceURLs": ["/metrics"]]], "incomplete": false,
                    "evaluationError": #"clusterrole.rbac.authorization.k8s.io "none" not found"#,
                ]
        )
        #expect(failure(.selfSubjectRulesReview, [:]) == "400 no namespace on request")
    }

    @Test("who asks is told who he is")
    func identity() throws {
        let answer = try reviewer.answer(.selfSubjectReview, [:], from: jane, at: Self.now)
        #expect(answer["metadata"] == ["creationTimestamp": "2027-01-15T08:00:00Z"])
        #expect(
            answer["status"] == [
                "userInfo": ["username": "jane", "uid": "u", "groups": ["staff"], "extra": ["k": ["v"]]]
            ]
        )
    }

    @Test("a token is reviewed for the audiences that are asked about")
    func tokens() throws {
        let jane: JSONValue = ["username": "jane", "uid": "u", "groups": ["staff", "system:authenticated"]]
        let good: JSONValue = ["authenticated": true, "user": jane, "audiences": ["api"]]
        #expect(try status(.tokenReview, ["token": "t1"]) == good)
        #expect(try status(.tokenReview, ["token": "t1", "audiences": ["x", "api"]]) == good)
        let unknown: JSONValue = ["user": [:], "error": "invalid bearer token"]
        #expect(try status(.tokenReview, ["token": "t1", "audiences": ["x"]]) == unknown)
        #expect(try status(.tokenReview, ["token": "nonsense"]) == unknown)
        #expect(failure(.tokenReview, [:]) == "400 token is required for TokenReview in authentication")
        let requests = TokenRequests(cluster.issuer, cluster.storage)
        let account = StorageKey(namespace: "a", name: "bot")
        let issued = try requests.answer(["spec": ["audiences": ["vault"]]], for: account, at: Self.now)
        let token = try #require(issued["status"]?["token"])
        let review = try status(.tokenReview, ["token": token, "audiences": ["vault"]])
        #expect(review?["user"]?["username"] == "system:serviceaccount:a:bot")
        #expect(review?["audiences"] == ["vault"])
        #expect(
            try status(.tokenReview, ["token": token])?["error"]
                == #"[invalid bearer token, token audiences ["vault"] is invalid for the target audiences ["api"]]"#
        )
    }

    @Test("each kind has its place")
    func kinds() {
        #expect(ReviewKind.tokenReview.resource.description == "tokenreviews.authentication.k8s.io")
        #expect(
            ReviewKind.localSubjectAccessReview.resource.description
                == "localsubjectaccessreviews.authorization.k8s.io"
        )
        #expect(ReviewKind.allCases.filter(\.isNamespaced) == [.localSubjectAccessReview])
    }
}
