// SPDX-License-Identifier: Apache-2.0

import HTTPCore
import HTTPServer
import JSONKit
import Testing

@testable import KubeServer

@Suite("Requests with protobuf", .timeLimit(.minutes(1)))
struct ProtobufRequestTests {
    private static let maps = "/api/v1/namespaces/a/configmaps"

    private func server() async throws -> SampleServer {
        let server = try SampleServer()
        _ = try await server.send(.post, "/api/v1/namespaces", #"{"metadata": {"name": "a"}}"#)
        return server
    }

    /// Sends bytes as `kubectl` does, and reads the answer.
    private func send(
        _ method: HTTPMethod,
        _ target: String,
        _ body: [UInt8],
        to server: SampleServer
    ) async throws -> (status: Int, json: JSONValue) {
        let fields: HTTPFields = [
            "Content-Type": ProtobufBody.mediaType, "Accept": "\(ProtobufBody.mediaType),application/json",
        ]
        let reply = try await server.client.send(method, target, fields: fields, body: body)
        return (reply.status.code, try JSONValue(parsing: reply.body))
    }

    /// `kubectl create configmap x --from-literal=k=v`, as it goes over the wire.
    private static let configMap: [UInt8] =
        [0x6B, 0x38, 0x73, 0x00, 0x0A, 0x0F, 0x0A, 0x02] + Array("v1".utf8)
        + [0x12, 0x09] + Array("ConfigMap".utf8)
        + [0x12, 0x1B, 0x0A, 0x11, 0x0A, 0x01] + Array("x".utf8)
        + [0x12, 0x00, 0x1A, 0x00, 0x22, 0x00, 0x2A, 0x00, 0x32, 0x00, 0x38, 0x00, 0x42, 0x00]
        + [0x12, 0x06, 0x0A, 0x01] + Array("k".utf8) + [0x12, 0x01] + Array("v".utf8)
        + [0x1A, 0x00, 0x22, 0x00]

    @Test("an object is created, answered in JSON, replaced, and deleted with options")
    func lifeOfAnObject() async throws {
        let server = try await server()
        let created = try await send(.post, Self.maps, Self.configMap, to: server)
        #expect(created.status == 201)
        #expect(created.json["data"] == ["k": "v"])
        #expect(created.json["metadata"]?["name"]?.string == "x")
        #expect(created.json["metadata"]?["generateName"] == nil)
        let replaced = try await send(.put, "\(Self.maps)/x", Self.configMap, to: server)
        #expect(replaced.status == 200)
        // DeleteOptions with a condition on the UID.
        let options: [UInt8] =
            [0x6B, 0x38, 0x73, 0x00, 0x0A, 0x13, 0x0A, 0x02] + Array("v1".utf8)
            + [0x12, 0x0D] + Array("DeleteOptions".utf8)
            + [0x12, 0x09, 0x12, 0x07, 0x0A, 0x05] + Array("other".utf8)
            + [0x1A, 0x00, 0x22, 0x00]
        let refused = try await send(.delete, "\(Self.maps)/x", options, to: server)
        #expect(refused.status == 409)
        let wrong = try await send(.delete, "\(Self.maps)/x", Self.configMap, to: server)
        #expect(wrong.status == 400)
        #expect(
            wrong.json["message"]?.string?.hasPrefix("no kind \"ConfigMap\" is registered for version \"v1\"") == true
        )
    }

    @Test("what is no protobuf is refused in the words of Kubernetes")
    func noProtobuf() async throws {
        let server = try await server()
        let answer = try await send(.post, Self.maps, Array("hello".utf8), to: server)
        #expect(answer.status == 400)
        #expect(
            answer.json["message"]?.string
                == "the object provided is unrecognized (must be of type ConfigMap): provided data does not appear to be a "
                + "protobuf message, expected prefix [107 56 115 0] (68656c6c6f)"
        )
    }

    @Test("a custom resource has no protobuf, though the answer lists it as that of Kubernetes does")
    func customResource() async throws {
        let server = try await server()
        let answer = try await send(.post, "/apis/example.com/v1/namespaces/a/widgets", Self.configMap, to: server)
        #expect(answer.status == 415)
        #expect(
            answer.json["message"]?.string
                == "the body of the request was in an unknown format - accepted media types include: application/json, "
                + "application/yaml, application/vnd.kubernetes.protobuf"
        )
    }
}
