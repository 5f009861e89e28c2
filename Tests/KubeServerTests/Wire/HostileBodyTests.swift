// SPDX-License-Identifier: Apache-2.0

import JSONKit
import KubeCore
import TestSupport
import Testing

@testable import KubeServer

@Suite("Hostile bodies in protobuf", .tags(.security))
struct HostileBodyTests {
    private static func read(_ bytes: [UInt8], _ golden: GoldenObject) -> JSONObject? {
        try? ProtobufBody.object(in: bytes, expecting: golden.kind, in: golden.apiVersion)
    }

    @Test("a body that ends inside of the object is refused", arguments: try GoldenObject.all())
    func truncated(_ golden: GoldenObject) throws {
        // Before the object there are the magic and the type; behind it there are two empty texts.
        let start = 6 + Int(golden.bytes[5])
        let end = golden.bytes.count - 4
        // Of a long body not every end, so that the test is short.
        for count in stride(from: 0, to: end, by: end / 100 + 1) {
            let object = Self.read(Array(golden.bytes.prefix(count)), golden)
            #expect(count <= start || object == nil, "\(count) bytes")
        }
    }

    @Test("a body with wrong bytes is an error or another object", .tags(.property), arguments: Seed.some(4))
    func mutated(_ seed: Seed) throws {
        var random = SeededRandom(seed)
        for golden in try GoldenObject.all() where golden.bytes.count > 12 {
            for _ in 0..<10 {
                var bytes = golden.bytes
                for _ in 0..<Int.random(in: 1...4, using: &random) {
                    let place = Int.random(in: 4..<bytes.count, using: &random)
                    switch Int.random(in: 0..<4, using: &random) {
                    case 0: bytes[place] = UInt8.random(in: .min ... .max, using: &random)
                    case 1: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
                    case 2: bytes.insert(UInt8.random(in: .min ... .max, using: &random), at: place)
                    default: bytes.remove(at: place)
                    }
                }
                // Whatever can be read can be written as JSON and read again.
                if let object = Self.read(bytes, golden) {
                    var writer = JSONWriter(style: .compact)
                    writer.write(object)
                    #expect(try JSONObject(parsing: writer.finish()) == object)
                }
            }
        }
    }

    @Test("a schema in a schema in a schema, and so on, is refused")
    func deep() throws {
        // A definition whose spec has a version whose schema is this one.
        var message: [UInt8] = []
        for _ in 0..<10_000 { message = Self.field(28, message) }
        for number in [1, 4, 7, 2] { message = Self.field(number, message) }
        let failure = #expect(throws: APIFailure.self) {
            try ProtobufBody.object(
                in: Self.body("apiextensions.k8s.io/v1", "CustomResourceDefinition", message),
                expecting: "CustomResourceDefinition",
                in: "apiextensions.k8s.io/v1"
            )
        }
        #expect(failure?.status.message.contains("nested deeper than 128") == true)
    }

    @Test("few bytes do not become many objects")
    func bomb() throws {
        // A pod with thousands of containers of two bytes each.
        var containers: [UInt8] = []
        for _ in 0..<5_000 { containers += [0x12, 0x00] }
        let message = WireReader(Self.field(2, containers))
        let pod = try #require(TypeTable.coreV1.definitions["Pod"])
        let type = MessageDecoder.MessageType(table: .coreV1, definition: pod)
        var decoder = MessageDecoder(valuesLimit: 20_000)
        #expect(throws: Never.self) { try decoder.object(message, type) }
        decoder = MessageDecoder(valuesLimit: 10_000)
        #expect(throws: WireError.tooManyValues(limit: 10_000)) { try decoder.object(message, type) }
    }
}

extension HostileBodyTests {
    /// A message in the envelope of Kubernetes.
    private static func body(_ apiVersion: String, _ kind: String, _ message: [UInt8]) -> [UInt8] {
        let type = field(1, Array(apiVersion.utf8)) + field(2, Array(kind.utf8))
        return [0x6B, 0x38, 0x73, 0x00] + field(1, type) + field(2, message)
    }

    private static func field(_ number: Int, _ content: [UInt8]) -> [UInt8] {
        varint(number << 3 | 2) + varint(content.count) + content
    }

    private static func varint(_ value: Int) -> [UInt8] {
        var rest = value
        var bytes: [UInt8] = []
        while rest >= 0x80 {
            bytes.append(UInt8(rest & 0x7F) | 0x80)
            rest >>= 7
        }
        return bytes + [UInt8(rest)]
    }
}
