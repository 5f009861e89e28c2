// SPDX-License-Identifier: Apache-2.0

import Basics
import HTTPCore
import KubeClient
import KubeCore
import TestSupport
import Testing

@Suite("Asking a server what it has", .timeLimit(.minutes(1)))
struct DiscoveryClientTests {
    @Test("servers since 1.26 are asked twice")
    func aggregated() async throws {
        func list(_ group: String, _ plural: String, _ kind: String) -> ScriptedTransport.Answer {
            let resource =
                #"{"resource":"\#(plural)","responseKind":{"kind":"\#(kind)"},"scope":"Namespaced","verbs":["get"]}"#
            return .init(
                #"{"kind":"APIGroupDiscoveryList","items":[{"metadata":{"name":"\#(group)"},"versions":[{"version":"v1","resources":[\#(resource)]}]}]}"#
            )
        }
        let scripted = ScriptedClient([list("", "secrets", "Secret"), list("apps", "deployments", "Deployment")])
        let discovery = try await scripted.client.discovery()
        #expect(scripted.transport.lines == ["GET /api", "GET /apis"])
        #expect(discovery.resource(named: "secrets")?.type == CoreV1.Secret.resourceType)
        #expect(discovery.resource(of: GroupVersionKind(.apps, "Deployment"))?.type == AppsV1.Deployment.resourceType)
    }

    @Test("older servers are asked group by group, and one that does not answer is there without its resources")
    func classic() async throws {
        let scripted = ScriptedClient([
            .init(#"{"kind":"APIVersions","versions":["v1"]}"#),
            .init(
                #"{"kind":"APIGroupList","groups":[{"name":"apps","versions":[{"version":"v1"}],"preferredVersion":{"version":"v1"}}]}"#
            ),
            .init(
                #"{"groupVersion":"v1","resources":[{"name":"secrets","namespaced":true,"kind":"Secret","verbs":["get"]}]}"#
            ),
            .init(.serviceUnavailable, AnswerText.status(503, "ServiceUnavailable")),
        ])
        let discovery = try await scripted.client.discovery()
        #expect(Set(scripted.transport.lines.dropFirst(2)) == ["GET /api/v1", "GET /apis/apps/v1"])
        #expect(discovery.versions.map(\.resources.count).sorted() == [0, 1])
        #expect(discovery.versions.map(\.isStale).filter { $0 }.count == 1)
    }

    @Test("a version, readiness, and reviews")
    func questions() async throws {
        let scripted = ScriptedClient([
            .init(#"{"major":"1","minor":"36","gitVersion":"v1.36.0"}"#), .init("ok"),
            .init(HTTPStatus(500), "[-]etcd failed\nreadyz check failed"),
            .init(.created, #"{"status":{"allowed":true}}"#),
            .init(.created, #"{"status":{"userInfo":{"username":"me"}}}"#),
            .init(.created, #"{"status":{"token":"t","expirationTimestamp":"2026-11-20T10:00:00Z"}}"#),
            .init(#"{"kind":"Scale","spec":{"replicas":3},"status":{"replicas":3}}"#),
        ])
        let client = scripted.client
        #expect(try await client.version().gitVersion == "v1.36.0")
        try await client.checkReadiness()
        let error = await #expect(throws: APIError.self) { try await client.checkReadiness() }
        #expect(error?.description == "get /readyz: 500 InternalError: [-]etcd failed")
        #expect(try await client.review(AccessReview(.path(verb: "get", "/metrics"))).isAllowed)
        #expect(try await client.selfReview().user.username == "me")
        #expect(try await client.token(of: ObjectKey(namespace: "a", name: "b")).token.exposed == "t")
        let key = ObjectKey(namespace: "web", name: "front")
        #expect(try await client.setScale(AppsV1.Deployment.resourceType, key, replicas: 3).desiredReplicas == 3)
        #expect(scripted.transport.lines.last == "PATCH /apis/apps/v1/namespaces/web/deployments/front/scale")
    }
}
