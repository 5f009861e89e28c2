// SPDX-License-Identifier: Apache-2.0

import Basics
import HTTPClient
import HTTPCore
import JSONKit
import KubeClient
import KubeCore
import TestSupport
import Testing

@Suite("79: what a client puts on the wire", .timeLimit(.minutes(1)))
struct RequestEncodingTests {
    static let key = ObjectKey(namespace: "flyte", name: "x")

    @Test("the server's own path stands before the request's, and the query behind it")
    func url() async throws {
        let scripted = ScriptedClient([.init(AnswerText.secret)]) { configuration, _ in
            configuration.server.target = "/k8s/clusters/c-1"
        }
        _ = try await scripted.client.get(CoreV1.Secret.resourceType, Self.key, as: PartialObject.self)
        let request = try #require(scripted.transport.requests.first)
        #expect("\(request.url)" == "https://api:6443/k8s/clusters/c-1/api/v1/namespaces/flyte/secrets/x")
        #expect(request.fields["Accept"] == ObjectRepresentation.metadata.accept)
        #expect(request.fields["Authorization"] == nil && request.fields["Content-Type"] == nil)
        #expect(request.timeouts == HTTPClient.Timeouts(idle: .seconds(60), total: .seconds(60)))
    }

    @Test("a body goes with its type, and asks for the form that is wanted back")
    func body() async throws {
        let scripted = ScriptedClient([.init(AnswerText.secret)])
        let intent: JSONValue = ["metadata": ["name": "x"]]
        let answer = try await scripted.client.apply(
            CoreV1.Secret.resourceType,
            Self.key,
            intent,
            ApplyOptions(fieldManager: "m"),
            as: PartialObject.self
        )
        #expect(answer.metadata.resourceVersion == ResourceVersion("7"))
        let request = try #require(scripted.transport.requests.first)
        #expect(request.method == .patch && request.isIdempotent == true)
        #expect(request.fields["Content-Type"] == "application/apply-patch+yaml")
        #expect(request.fields["Accept"] == ObjectRepresentation.metadata.accept)
    }

    struct Case: CustomTestStringConvertible {
        let testDescription: String
        let credentials: KubeConfiguration.Credentials
        let field: String?
    }

    static let credentialRows: [Case] = [
        Case(testDescription: "nothing", credentials: .none, field: nil),
        Case(testDescription: "a token", credentials: .token(Secret("t")), field: "Bearer t"),
        Case(
            testDescription: "a name and a password",
            credentials: .password(user: "Aladdin", Secret("open sesame")),
            field: "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="
        ),
    ]

    @Test("who asks", arguments: credentialRows)
    func credentials(_ row: Case) async throws {
        let scripted = ScriptedClient([.init(AnswerText.secret)]) { configuration, _ in
            configuration.credentials = row.credentials
        }
        _ = try await scripted.client.get(CoreV1.Secret.self, Self.key)
        #expect(scripted.transport.requests.first?.fields["Authorization"] == row.field)
    }

    @Test("in whose name is asked")
    func impersonation() async throws {
        let scripted = ScriptedClient([.init(AnswerText.secret)]) { configuration, _ in
            var impersonation = KubeConfiguration.Impersonation(user: "jane")
            impersonation.uid = "u-1"
            impersonation.groups = ["dev", "ops"]
            impersonation.extra = ["example.com/reason": ["a", "b"]]
            configuration.impersonation = impersonation
        }
        _ = try await scripted.client.get(CoreV1.Secret.self, Self.key)
        let fields = try #require(scripted.transport.requests.first?.fields)
        #expect(fields["Impersonate-User"] == "jane" && fields["Impersonate-Uid"] == "u-1")
        #expect(fields.values(of: "Impersonate-Group") == ["dev", "ops"])
        #expect(fields.values(of: "Impersonate-Extra-example.com%2Freason") == ["a", "b"])
        #expect(fields.isValid)
    }

    @Test("a watch may be silent for as long as it was to last, and a little longer")
    func watchTimeouts() async throws {
        let scripted = ScriptedClient([.init("")])
        var options = WatchOptions(.mostRecent)
        options.timeout = .seconds(290)
        _ = try await scripted.client.watch(CoreV1.Secret.self, options)
        #expect(scripted.transport.requests.first?.timeouts == HTTPClient.Timeouts(idle: .seconds(295)))
    }

    @Test("names that cannot be are an error before anything is sent")
    func invalid() async throws {
        let scripted = ScriptedClient([])
        let error = await #expect(throws: APIError.self) {
            try await scripted.client.get(CoreV1.Secret.self, ObjectKey(namespace: "a", name: "../b"))
        }
        #expect(error?.code == .invalidRequest)
        #expect(scripted.transport.requests.isEmpty)
    }
}
