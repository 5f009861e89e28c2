// SPDX-License-Identifier: Apache-2.0

import HTTPCore
import JSONKit
import Testing

@Suite("Bodies of objects", .timeLimit(.minutes(1)))
struct BodyTests {
    private static let unrecognized = "the object provided is unrecognized (must be of type"
    private static let syntax = "couldn't get version/kind; json parse error:"
    private static let header =
        #"struct { APIVersion string "json:\"apiVersion,omitempty\""; Kind string "json:\"kind,omitempty\"" }"#
    private static let registered = #"in scheme "k8s.io/kubernetes/pkg/api/legacyscheme/scheme.go:30""#

    /// A body, and what is said of it where a ConfigMap is expected.
    private static func configMap(_ body: String, _ code: Int, _ message: String) -> Exchange {
        Exchange(method: .post, target: WholeServer.configMaps, body: body, code: code, message: message)
    }

    private static func widget(_ body: String, _ code: Int, _ message: String) -> Exchange {
        Exchange(method: .post, target: WholeServer.widgets, body: body, code: code, message: message)
    }

    static let unreadable = [
        configMap("", 400, "\(unrecognized) ConfigMap): \(syntax) unexpected end of JSON input (<empty>)"),
        configMap("{", 400, "\(unrecognized) ConfigMap): \(syntax) unexpected end of JSON input ({)"),
        configMap(
            "not json",
            400,
            "\(unrecognized) ConfigMap): \(syntax) invalid character 'o' in literal null (expecting 'u') (6e6f74206a736f6e)"
        ),
        configMap(
            #"{"a":1,}"#,
            400,
            "\(unrecognized) ConfigMap): \(syntax) invalid character '}' looking for beginning of object key string ({\"a\":1,})"
        ),
        configMap(
            #"{"metadata":{"name":"y"}} x"#,
            400,
            "\(unrecognized) ConfigMap): \(syntax) invalid character 'x' after top-level value ({\"metadata\":{\"name\":\"y\"}} x)"
        ),
        configMap(
            "[]",
            400,
            "\(unrecognized) ConfigMap): \(syntax) json: cannot unmarshal array into Go value of type \(header) (5b5d)"
        ),
        configMap(
            #"{"kind":5}"#,
            400,
            "\(unrecognized) ConfigMap): \(syntax) json: cannot unmarshal number into Go struct field .kind of type string ({\"kind\":5})"
        ),
        configMap(
            #"{"kind":"ConfigMap","apiVersion":"a/b/c"}"#,
            400,
            "\(unrecognized) ConfigMap): unexpected GroupVersion string: a/b/c ({\"kind\":\"ConfigMap\",\"apiVersio ...)"
        ),
        configMap(
            #"{"metadata":{"name":5}}"#,
            400,
            #"ConfigMap in version "v1" cannot be handled as a ConfigMap: json: cannot unmarshal number into Go struct field ObjectMeta.metadata.name of type string"#
        ),
        configMap(
            #"{"kind":"Secret"}"#,
            400,
            #"Secret in version "v1" cannot be handled as a ConfigMap: converting (v1.Secret) to (core.ConfigMap): unknown conversion"#
        ),
        configMap(
            #"{"kind":"Foo"}"#,
            400,
            #"Foo in version "v1" cannot be handled as a ConfigMap: no kind "Foo" is registered for version "v1" \#(registered)"#
        ),
        configMap(
            #"{"kind":"ConfigMap","apiVersion":"apps/v1"}"#,
            400,
            #"ConfigMap in version "v1" cannot be handled as a ConfigMap: no kind "ConfigMap" is registered for version "apps/v1" \#(registered)"#
        ),
        configMap(
            "null",
            422,
            #"ConfigMap "" is invalid: metadata.name: Required value: name or generateName is required"#
        ),
        configMap(
            "{}",
            422,
            #"ConfigMap "" is invalid: metadata.name: Required value: name or generateName is required"#
        ),
        configMap(
            #"{"metadata":{"name":"y","namespace":"b"}}"#,
            400,
            "the namespace of the provided object does not match the namespace sent on the request"
        ),
        configMap(
            #"{"metadata":{"name":"y","resourceVersion":"1"}}"#,
            500,
            "resourceVersion should not be set on objects to be created"
        ),
        widget("{}", 400, "\(unrecognized) Widget): Object 'Kind' is missing in '{}' ({})"),
        widget("null", 400, "\(unrecognized) Widget): Object 'Kind' is missing in 'null' (6e756c6c)"),
        widget(
            #"{"kind":"Widget"}"#,
            400,
            "the API version in the data () does not match the expected API version (example.com/v1)"
        ),
        widget(
            #"{"apiVersion":"example.com/v1","kind":"Gadget","metadata":{"name":"y"}}"#,
            422,
            #"Gadget.example.com "y" is invalid: kind: Invalid value: "Gadget": must be Widget"#
        ),
        widget(
            #"{"apiVersion":"example.com/v1","kind":"Widget","metadata":5}"#,
            400,
            #"Widget in version "v1" cannot be handled as a Widget: json: cannot unmarshal number into Go value of type v1.ObjectMeta"#
        ),
        widget(
            #"{"apiVersion":"example.com/v1","kind":"Widget","metadata":{"name":"y","labels":{"a":5}}}"#,
            400,
            #"Widget in version "v1" cannot be handled as a Widget: json: cannot unmarshal number into Go struct field ObjectMeta.labels of type string"#
        ),
    ]

    @Test("what is no such object is refused in Kubernetes' words", arguments: unreadable)
    func refused(_ row: Exchange) async throws {
        let server = try await WholeServer()
        let reply = try await server.send(row.method, row.target, row.body)
        #expect(reply.status == row.code)
        #expect(reply.message == row.message)
    }

    private static let messy =
        #"{"metadata":{"name":"y","foo":1,"foo":2},"data":{"a":"b","a":"c"},"bar":{"x":1,"x":2},"immutable":false,"immutable":true}"#
    private static let messyWidget =
        #"{"apiVersion":"example.com/v1","kind":"Widget","metadata":{"name":"y","foo":1,"foo":2,"ownerReferences":[{"apiVersion":"v1","kind":"x","name":"y","uid":"z","foo":1}]},"spec":{"size":1,"size":2,"zoo":1,"bar":2}}"#

    @Test("what is unknown or stands twice is a failure, a warning or nothing, as the client wishes")
    func strictness() async throws {
        let server = try await WholeServer()
        let strict = try await server.send(.post, "\(WholeServer.configMaps)?fieldValidation=Strict", Self.messy)
        #expect(strict.status == 400)
        #expect(
            strict.message
                == #"ConfigMap in version "v1" cannot be handled as a ConfigMap: strict decoding error: unknown field "metadata.foo", duplicate field "data.a", unknown field "bar", duplicate field "immutable""#
        )
        let warned = try await server.send(.post, "\(WholeServer.configMaps)?dryRun=All", Self.messy)
        #expect(warned.status == 201)
        #expect(
            warned.warnings == [
                #"299 - "unknown field \"metadata.foo\"""#, #"299 - "duplicate field \"data.a\"""#,
                #"299 - "unknown field \"bar\"""#, #"299 - "duplicate field \"immutable\"""#,
            ]
        )
        #expect(warned.json["data"] == ["a": "c"])
        #expect(warned.json["metadata"]?["foo"] == nil)
        #expect(warned.json["metadata"]?["resourceVersion"] == nil)
        let ignored = try await server.send(.post, "\(WholeServer.configMaps)?fieldValidation=Ignore", Self.messy)
        #expect(ignored.warnings.isEmpty)
        #expect(ignored.json["bar"] == nil)
    }

    @Test("of custom resources what stands twice is told before what is unknown")
    func customStrictness() async throws {
        let server = try await WholeServer()
        let target = "\(WholeServer.widgets)?fieldValidation=Strict"
        #expect(
            try await server.send(.post, target, Self.messyWidget).message
                == #"Widget in version "v1" cannot be handled as a Widget: strict decoding error: duplicate field "metadata.foo", duplicate field "spec.size", unknown field "metadata.foo", unknown field "metadata.ownerReferences[0].foo", unknown field "spec.bar", unknown field "spec.zoo""#
        )
    }

    @Test("objects come in YAML as well")
    func yaml() async throws {
        let server = try await WholeServer()
        let type = "application/yaml"
        let made = try await server.send(
            .post,
            WholeServer.configMaps,
            "metadata:\n  name: z\ndata: {a: b}\n",
            type: type
        )
        #expect(made.status == 201, "\(made.message)")
        #expect(made.json["data"] == ["a": "b"])
        let broken = try await server.send(.post, WholeServer.configMaps, "metadata: [", type: type)
        #expect(broken.status == 400)
        #expect(broken.message.hasPrefix("\(Self.unrecognized) ConfigMap): yaml: line "))
        #expect(broken.message.hasSuffix(" (6d657461646174613a205b)"))
        let target = "\(WholeServer.configMaps)/z?fieldManager=me"
        let intent = "apiVersion: v1\nkind: ConfigMap\ndata:\n  c: d\n"
        let applied = try await server.send(.patch, target, intent, type: "application/apply-patch+yaml")
        #expect(applied.status == 200)
        #expect(applied.json["data"] == ["a": "b", "c": "d"])
    }
}
