// SPDX-License-Identifier: Apache-2.0

import HTTPCore
import JSONKit
import Testing

@Suite("What clients send and accept", .timeLimit(.minutes(1)))
struct NegotiationTests {
    private static let bodies =
        "the body of the request was in an unknown format - accepted media types include: application/json, application/yaml, application/vnd.kubernetes.protobuf"
    private static let patches =
        "the body of the request was in an unknown format - accepted media types include: application/json-patch+json, application/merge-patch+json, application/apply-patch+yaml"
    private static let configMap = #"{"metadata":{"name":"y"}}"#

    private static func post(_ type: String?, _ code: Int, _ message: String = "") -> Exchange {
        let target = "\(WholeServer.configMaps)?dryRun=All"
        return Exchange(method: .post, target: target, body: configMap, type: type, code: code, message: message)
    }

    private static func patch(_ type: String?, at target: String, _ message: String) -> Exchange {
        Exchange(method: .patch, target: target, body: "{}", type: type, code: 415, message: message)
    }

    static let types = [
        post(nil, 201),
        post("application/json; charset=utf-8", 201),
        post("APPLICATION/JSON", 201),
        post("application/json;", 201),
        post("application/yaml", 201),
        post("text/plain", 415, bodies),
        post(
            "application/vnd.kubernetes.protobuf",
            400,
            "the object provided is unrecognized (must be of type ConfigMap): provided data does not appear to be a protobuf message, expected prefix [107 56 115 0] (7b226d65746164617461223a7b226e616d65223a2279227d7d)"
        ),
        post("application/x-www-form-urlencoded", 415, bodies),
        post("; x", 415, bodies),
        patch("application/json", at: "\(WholeServer.configMaps)/x", "415: Unsupported Media Type"),
        patch(nil, at: "\(WholeServer.configMaps)/x", "415: Unsupported Media Type"),
        patch("application/json", at: "\(WholeServer.widgets)/x", patches),
        patch("application/strategic-merge-patch+json", at: "\(WholeServer.widgets)/x", patches),
    ]

    @Test("bodies of types that are not read are refused with a list of those that are", arguments: types)
    func contentTypes(_ row: Exchange) async throws {
        let server = try await WholeServer()
        let reply = try await server.send(row.method, row.target, row.body, type: row.type)
        #expect(reply.status == row.code)
        #expect(reply.message == row.message)
    }

    private static let answers =
        "only the following media types are accepted: application/json, application/yaml, application/vnd.kubernetes.protobuf"

    private static let router = """
        406: Not Acceptable

        Available representations: application/json, application/yaml, application/vnd.kubernetes.protobuf
        """

    private static func get(_ accept: String, _ code: Int, _ message: String = "", at target: String = "/x") -> Exchange
    {
        let target = "\(WholeServer.configMaps)\(target)"
        return Exchange(target: target, accept: accept, code: code, message: message)
    }

    static let forms = [
        get("*/*", 200),
        get("application/*", 406, router),
        get("application/xml, application/json;q=0.5", 200),
        get("application/json;q=0", 200),
        get("application/json;foo=bar", 200),
        get("application/json;stream=watch", 200),
        get("application/vnd.kubernetes.protobuf,application/json", 200),
        get("application/json;as=Table;v=v1;g=meta.k8s.io", 200),
        get("application/json;as=PartialObjectMetadata;v=v1;g=meta.k8s.io", 200),
        get("text/html", 406, router),
        get("application/vnd.kubernetes.protobuf", 406, answers),
        get("application/json;stream=foo", 406, answers),
        get("application/json;as=Table", 406, answers),
        get("application/json;as=Table;v=v2;g=meta.k8s.io", 406, answers),
        get("application/json;as=Foo;v=v1;g=meta.k8s.io", 406, answers),
        get(
            "application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io",
            406,
            "you requested PartialObjectMetadataList, but the requested object is not a list (*core.ConfigMap)"
        ),
        get(
            "application/json;as=PartialObjectMetadata;v=v1;g=meta.k8s.io",
            406,
            "you requested PartialObjectMetadata, but the requested object is a list (*core.ConfigMapList)",
            at: ""
        ),
        get(
            "application/yaml",
            406,
            "only the following media types are accepted: application/json;stream=watch, application/vnd.kubernetes.protobuf;stream=watch",
            at: "?watch=true&timeoutSeconds=1"
        ),
        get(
            "application/json;as=Table;v=v1;g=meta.k8s.io",
            400,
            "Unable to convert to Table as requested: includeObject: Invalid value: \"Foo\": must be 'Metadata', 'Object', 'None', or empty",
            at: "?includeObject=Foo"
        ),
        get("application/json", 200, "", at: "?includeObject=Foo"),
    ]

    @Test("what a client accepts decides the form of the answer, or that there is none", arguments: forms)
    func accepted(_ row: Exchange) async throws {
        let server = try await WholeServer()
        _ = try await server.send(.post, WholeServer.configMaps, #"{"metadata":{"name":"x"}}"#)
        let reply = try await server.send(.get, row.target, more: [("Accept", row.accept ?? "")])
        #expect(reply.status == row.code)
        #expect(reply.message == row.message)
    }

    @Test("answers come in YAML, also those that say no")
    func yaml() async throws {
        let server = try await WholeServer()
        let accept = [("Accept", "application/json;q=0.1,application/yaml")]
        let reply = try await server.send(.get, "\(WholeServer.configMaps)/none", more: accept)
        #expect(reply.fields["Content-Type"] == "application/yaml")
        #expect(
            reply.text == """
                apiVersion: v1
                code: 404
                details:
                  kind: configmaps
                  name: none
                kind: Status
                message: configmaps "none" not found
                metadata: {}
                reason: NotFound
                status: Failure

                """
        )
    }

    @Test("people get line breaks, programs one line that ends")
    func pretty() async throws {
        let server = try await WholeServer()
        let target = "\(WholeServer.configMaps)/none"
        #expect(
            try await server.send(.get, target).text.split(separator: "\n", omittingEmptySubsequences: false).count == 2
        )
        #expect(try await server.send(.get, "\(target)?pretty=true").text.hasPrefix("{\n  \"kind\": \"Status\",\n"))
        let curl = try await server.send(.get, target, more: [("User-Agent", "curl/8.0")])
        #expect(curl.text.hasPrefix("{\n  "))
        let plain = try await server.send(.get, "\(target)?pretty=0", more: [("User-Agent", "curl/8.0")])
        #expect(plain.text.hasPrefix("{\"kind\""))
        let accept = [("Accept", "application/json;pretty=1")]
        #expect(try await server.send(.get, target, more: accept).text.hasPrefix("{\n  "))
    }
}
