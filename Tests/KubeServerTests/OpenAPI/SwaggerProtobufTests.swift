// SPDX-License-Identifier: Apache-2.0

import HTTPCore
import HTTPServer
import JSONKit
import KubeServer
import TestSupport
import Testing

@Suite("OpenAPI in Protocol Buffers", .timeLimit(.minutes(1)))
struct SwaggerProtobufTests {
    private static func document() async throws -> WireMessage {
        let form = "application/com.github.proto-openapi.spec.v2@v1.0+protobuf"
        let reply = try await WidgetServer().get("/openapi/v2", ["Accept": form])
        return try #require(WireMessage(reply.body))
    }

    @Test("the document has its version, title and security")
    func frame() async throws {
        let document = try await Self.document()
        #expect(document.text(1) == "2.0")
        #expect(document.message(2)?.text(1) == "Kubernetes")
        #expect(document.message(12)?.message(1)?.text(1) == "BearerToken")
        let scheme = document.message(13)?.named("BearerToken")?.message(2)
        #expect(scheme?.text(1) == "apiKey")
        #expect(scheme?.text(2) == "authorization")
        #expect(scheme?.text(3) == "header")
    }

    @Test("definitions have what the JSON has")
    func definitions() async throws {
        let document = try await Self.document()
        let json = try await WidgetServer().json("/openapi/v2")["definitions"]?.object
        let definitions = try #require(document.message(9))
        #expect(definitions.messages(1).compactMap { $0.text(1) } == json?.keys)

        let spec = try #require(definitions.named("com.example.oa.v1.Widget")?.message(25)?.named("spec"))
        #expect(spec.message(22)?.text(1) == "object")
        #expect(spec.texts(19) == ["size"])
        let rules = try #require(spec.messages(31).first { $0.text(1) == "x-kubernetes-validations" })
        let yaml = try #require(rules.message(2)?.text(2))
        #expect(try JSONValue(parsing: yaml) == [["rule": "self.size < 100", "message": "too big"]])
        let fields = try #require(spec.message(25))
        #expect(fields.named("size")?.number(7) == (10.0).bitPattern)
        #expect(fields.named("size")?.number(9) == 0)
        #expect(fields.named("size")?.text(2) == "int32")
        #expect(fields.named("color")?.number(11) == 9)
        #expect(fields.named("color")?.messages(20).compactMap { $0.text(2) } == [#""red""#, #""blue""#])
        #expect(fields.named("labels")?.message(21)?.message(1)?.message(22)?.text(1) == "string")
        #expect(fields.named("any")?.message(21)?.number(2) == 1)
        let items = try #require(fields.named("items")?.message(23)?.message(1))
        #expect(items.message(25)?.named("name")?.message(22)?.text(1) == "string")

        let reference = definitions.named("io.k8s.api.core.v1.Pod")?.message(25)?.named("spec")?.text(1)
        #expect(reference == "#/definitions/io.k8s.api.core.v1.PodSpec")
    }

    @Test("operations have their parameters and answers")
    func operations() async throws {
        let paths = try #require(try await Self.document().message(8))
        let path = "/apis/oa.example.com/v1/namespaces/{namespace}/widgets/{name}"
        let item = try #require(paths.named(path, at: 2))
        // Of the parameters of the path, the name is here and the others are shared.
        let name = item.messages(9)[0].message(1)?.message(2)?.message(4)
        #expect(name?.number(1) == 1)
        #expect(name?.text(2) == "path")
        #expect(name?.text(4) == "name")
        #expect(name?.text(5) == "string")
        #expect(item.messages(9)[1].message(2)?.text(1) == "#/parameters/namespace")

        let put = try #require(item.message(3))
        #expect(put.text(5) == "replaceOaExampleComV1NamespacedWidget")
        #expect(put.texts(10) == ["https"])
        let body = put.messages(8)[0].message(1)?.message(1)
        #expect(body?.text(2) == "body")
        #expect(body?.number(4) == 1)
        #expect(body?.message(5)?.text(1) == "#/definitions/com.example.oa.v1.Widget")
        let dryRun = put.messages(8)[1].message(1)?.message(2)?.message(3)
        #expect(dryRun?.text(4) == "dryRun")
        #expect(dryRun?.text(6) == "string")
        #expect(dryRun?.number(20) == 1)
        let answer = put.message(9)?.named("201")?.message(1)
        #expect(answer?.text(1) == "Created")
        #expect(answer?.message(2)?.message(1)?.text(1) == "#/definitions/com.example.oa.v1.Widget")
        #expect(put.messages(13).compactMap { $0.text(1) }.contains("x-kubernetes-action"))
    }
}

/// A message of Protocol Buffers as it is on the wire: numbers and bytes.
private struct WireMessage {
    private var numbers: [Int: UInt64] = [:]
    private var pieces: [Int: [[UInt8]]] = [:]

    /// Reads a message; nil if it is not well formed.
    init?(_ bytes: [UInt8]) {
        var rest = bytes[...]
        while !rest.isEmpty {
            guard let key = Self.varint(&rest) else { return nil }
            let number = Int(key >> 3)
            switch key & 7 {
            case 0:
                guard let value = Self.varint(&rest) else { return nil }
                numbers[number] = value
            case 1:
                guard rest.count >= 8 else { return nil }
                numbers[number] = rest.prefix(8).reversed().reduce(0) { $0 << 8 | UInt64($1) }
                rest.removeFirst(8)
            case 2:
                guard let count = Self.varint(&rest), count <= rest.count else { return nil }
                pieces[number, default: []].append(Array(rest.prefix(Int(count))))
                rest.removeFirst(Int(count))
            default: return nil
            }
        }
    }

    private static func varint(_ rest: inout ArraySlice<UInt8>) -> UInt64? {
        var value: UInt64 = 0
        for shift in stride(from: UInt64(0), to: 64, by: 7) {
            guard let byte = rest.popFirst() else { return nil }
            value |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return value }
        }
        return nil
    }

    func number(_ number: Int) -> UInt64? { numbers[number] }

    func texts(_ number: Int) -> [String] { (pieces[number] ?? []).map { String(decoding: $0, as: UTF8.self) } }

    func text(_ number: Int) -> String? { texts(number).first }

    func messages(_ number: Int) -> [WireMessage] { (pieces[number] ?? []).compactMap { WireMessage($0) } }

    func message(_ number: Int) -> WireMessage? { messages(number).first }

    /// The value of an entry of a map.
    func named(_ name: String, at number: Int = 1) -> WireMessage? {
        messages(number).first { $0.text(1) == name }?.message(2)
    }
}
