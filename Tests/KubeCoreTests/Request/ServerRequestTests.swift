// SPDX-License-Identifier: Apache-2.0

import Basics
import HTTPCore
import KubeCore
import Testing

@Suite("Requests about the server and reviews")
struct ServerRequestTests {
    static let discoveryAccept =
        "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,"
        + "application/json;g=apidiscovery.k8s.io;v=v2beta1;as=APIGroupDiscoveryList,application/json"

    static let serverRows: [RequestCase] = [
        RequestCase("version", .get, "/version", "get /version") { .version },
        RequestCase("readiness", .get, "/readyz", "get /readyz", accept: "*/*") { .readiness },
        RequestCase("liveness", .get, "/livez", "get /livez", accept: "*/*") { .liveness },
        RequestCase("the core group", .get, "/api", "get /api", accept: discoveryAccept) { .coreDiscovery },
        RequestCase("all other groups", .get, "/apis", "get /apis", accept: discoveryAccept) { .groupDiscovery },
        RequestCase("the core group, classic", .get, "/api/v1", "get /api/v1") { .discovery(of: .core) },
        RequestCase("a named group, classic", .get, "/apis/apps/v1", "get /apis/apps/v1") { .discovery(of: .apps) },
        RequestCase("the index of schemas", .get, "/openapi/v3", "get /openapi/v3") { .openAPIIndex },
        RequestCase("the schemas of a group", .get, "/openapi/v3/apis/apps/v1", "get /openapi/v3/apis/apps/v1") {
            .openAPI(of: .apps)
        },
        RequestCase("anything", .get, "/metrics?a=b%20c", "get /metrics", accept: "*/*") {
            try .raw(.get, "/metrics?a=b%20c")
        },
        RequestCase(
            "anything that is sent",
            .post,
            "/x",
            "create /x",
            accept: "*/*",
            mediaType: "text/plain",
            body: "hello"
        ) { try .raw(.post, "/x", .init("text/plain", Array("hello".utf8))) },
    ]

    static let reviewRows: [RequestCase] = [
        RequestCase(
            "a token of a service account",
            .post,
            "/api/v1/namespaces/flyte/serviceaccounts/runner/token",
            #"create serviceaccounts/token "flyte/runner""#,
            body: #"{"apiVersion":"authentication.k8s.io/v1","kind":"TokenRequest","#
                + #""spec":{"audiences":["sts.amazonaws.com"],"expirationSeconds":600}}"#
        ) {
            try .token(
                of: ObjectKey(namespace: "flyte", name: "runner"),
                TokenRequest(audiences: ["sts.amazonaws.com"], lifetime: .seconds(600))
            )
        },
        RequestCase(
            "whose token it is",
            .post,
            "/apis/authentication.k8s.io/v1/tokenreviews",
            "create tokenreviews.authentication.k8s.io",
            body: #"{"apiVersion":"authentication.k8s.io/v1","kind":"TokenReview","#
                + #""spec":{"token":"t","audiences":["a"]}}"#
        ) { .review(TokenReview(token: Secret("t"), audiences: ["a"])) },
        RequestCase(
            "whether somebody may touch an object",
            .post,
            "/apis/authorization.k8s.io/v1/subjectaccessreviews",
            "create subjectaccessreviews.authorization.k8s.io",
            body: #"{"apiVersion":"authorization.k8s.io/v1","kind":"SubjectAccessReview","spec":{"resourceAttributes":"#
                + #"{"verb":"get","group":"apps","resource":"deployments","subresource":"scale","#
                + #""namespace":"web","name":"front"},"user":"jane","groups":["dev"]}}"#
        ) {
            var jane = UserInfo()
            jane.username = "jane"
            jane.groups = ["dev"]
            let key = ObjectKey(namespace: "web", name: "front")
            return .review(
                AccessReview(.resource(verb: "get", deployments.groupResource, key, subresource: .scale), by: jane)
            )
        },
        RequestCase(
            "whether one may list in a namespace oneself",
            .post,
            "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews",
            "create selfsubjectaccessreviews.authorization.k8s.io",
            body: #"{"apiVersion":"authorization.k8s.io/v1","kind":"SelfSubjectAccessReview","spec":"#
                + #"{"resourceAttributes":{"verb":"list","group":"","resource":"secrets","namespace":"flyte"}}}"#
        ) {
            .review(AccessReview(.resource(verb: "list", secrets.groupResource, namespace: "flyte")))
        },
        RequestCase(
            "whether one may read a path oneself",
            .post,
            "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews",
            "create selfsubjectaccessreviews.authorization.k8s.io",
            body: #"{"apiVersion":"authorization.k8s.io/v1","kind":"SelfSubjectAccessReview","spec":"#
                + #"{"nonResourceAttributes":{"verb":"get","path":"/metrics"}}}"#
        ) { .review(AccessReview(.path(verb: "get", "/metrics"))) },
        RequestCase(
            "what one may do in a namespace",
            .post,
            "/apis/authorization.k8s.io/v1/selfsubjectrulesreviews",
            "create selfsubjectrulesreviews.authorization.k8s.io",
            body: #"{"apiVersion":"authorization.k8s.io/v1","kind":"SelfSubjectRulesReview","#
                + #""spec":{"namespace":"flyte"}}"#
        ) { .rules(in: "flyte") },
        RequestCase(
            "who one is",
            .post,
            "/apis/authentication.k8s.io/v1/selfsubjectreviews",
            "create selfsubjectreviews.authentication.k8s.io",
            body: #"{"apiVersion":"authentication.k8s.io/v1","kind":"SelfSubjectReview"}"#
        ) { .selfReview },
        RequestCase(
            "evict a pod",
            .post,
            "/api/v1/namespaces/web/pods/p/eviction",
            #"create pods/eviction "web/p""#,
            body: #"{"apiVersion":"policy/v1","kind":"Eviction","metadata":{"name":"p","namespace":"web"}}"#
        ) { try .evict(ObjectKey(namespace: "web", name: "p")) },
    ]

    @Test("server", arguments: serverRows)
    func asking(_ row: RequestCase) throws { try row.check() }

    @Test("review", arguments: reviewRows)
    func reviewing(_ row: RequestCase) throws { try row.check() }
}
