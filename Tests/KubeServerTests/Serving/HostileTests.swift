// SPDX-License-Identifier: Apache-2.0

import Basics
import HTTPCore
import HTTPServer
import JSONKit
import Testing

@Suite("Requests that mean harm", .timeLimit(.minutes(2)))
struct HostileTests {
    struct Attack: CustomTestStringConvertible, Sendable {
        let name: String
        var method = HTTPMethod.post
        var target = WholeServer.configMaps
        var body: [UInt8] = []
        var type = "application/json"
        var more: [(String, String)] = []
        let code: Int
        var testDescription: String { "\(name) is answered with \(code)" }
    }

    private static func nested(_ depth: Int) -> [UInt8] {
        Array(#"{"metadata":{"name":"y"},"x":"#.utf8) + [UInt8](repeating: 0x5B, count: depth)
            + [UInt8](repeating: 0x5D, count: depth) + [0x7D]
    }

    private static func long(_ count: Int) -> [UInt8] {
        Array(#"{"metadata":{"name":"y"},"data":{"a":""#.utf8) + [UInt8](repeating: 0x78, count: count)
            + Array(#""}}"#.utf8)
    }

    private static let merge = "application/merge-patch+json"

    static let attacks = [
        Attack(name: "an object of 10 MB", body: long(10 << 20), code: 413),
        Attack(
            name: "a patch of 10 MB",
            method: .patch,
            target: "\(WholeServer.configMaps)/x",
            body: long(10 << 20),
            type: merge,
            code: 413
        ),
        Attack(name: "nesting of 20,000 arrays", body: nested(20_000), code: 400),
        Attack(
            name: "nesting of 20,000 arrays in a patch",
            method: .patch,
            target: "\(WholeServer.configMaps)/x",
            body: nested(20_000),
            type: merge,
            code: 400
        ),
        Attack(
            name: "a million arrays that are never closed",
            body: [UInt8](repeating: 0x5B, count: 1 << 20),
            code: 400
        ),
        Attack(name: "a megabyte of zeros", body: [UInt8](repeating: 0, count: 1 << 20), code: 400),
        Attack(
            name: "text that is no UTF-8",
            body: Array(#"{"metadata":{"name":""#.utf8) + [0xFF, 0xFE] + Array(#""}}"#.utf8),
            code: 400
        ),
        Attack(
            name: "a number of a hundred thousand digits",
            body: Array(#"{"metadata":{"name":"y","generation":"#.utf8) + [UInt8](repeating: 0x39, count: 100_000)
                + Array("}}".utf8),
            code: 400
        ),
        Attack(name: "YAML that stands for a billion nodes", body: bomb, type: "application/yaml", code: 400),
        Attack(
            name: "an intent of a billion nodes",
            method: .patch,
            target: "\(WholeServer.configMaps)/x?fieldManager=m",
            body: bomb,
            type: "application/apply-patch+yaml",
            code: 400
        ),
        Attack(
            name: "a JSON patch of 20,000 operations",
            method: .patch,
            target: "\(WholeServer.configMaps)/x",
            body: operations(20_000),
            type: "application/json-patch+json",
            code: 413
        ),
        Attack(name: "a path of dots", method: .get, target: "\(WholeServer.configMaps)/x%2Fy", code: 404),
        Attack(
            name: "a name of 8,000 letters",
            method: .get,
            target: "\(WholeServer.configMaps)/\(String(repeating: "a", count: 8_000))",
            code: 404
        ),
        Attack(
            name: "a selector of many conditions",
            method: .get,
            target: "\(WholeServer.configMaps)?labelSelector=\(String(repeating: "a,", count: 3_000))a",
            code: 200
        ),
        Attack(
            name: "a selector of brackets",
            method: .get,
            target: "\(WholeServer.configMaps)?labelSelector=\(String(repeating: "(", count: 3_000))",
            code: 400
        ),
        Attack(
            name: "a forged token",
            method: .get,
            more: [("Authorization", "Bearer eyJhbGciOiJub25lIn0.e30.")],
            code: 401
        ),
        Attack(name: "an empty token", method: .get, more: [("Authorization", "Bearer ")], code: 401),
        Attack(
            name: "a token of 60 KB",
            method: .get,
            more: [("Authorization", "Bearer " + String(repeating: "a.", count: 30_000))],
            code: 401
        ),
        Attack(
            name: "an Accept of 10,000 types",
            method: .get,
            more: [("Accept", String(repeating: "text/x;q=0.1,", count: 10_000))],
            code: 406
        ),
    ]

    private static let bomb: [UInt8] = {
        var text = "a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n"
        for level in 1...9 {
            let names = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ",")
            text += "a\(level): &a\(level) [\(names)]\n"
        }
        return Array(text.utf8)
    }()

    private static func operations(_ count: Int) -> [UInt8] {
        let operation = #"{"op":"test","path":"/kind","value":"ConfigMap"}"#
        return Array("[\(Array(repeating: operation, count: count).joined(separator: ","))]".utf8)
    }

    @Test("whatever is sent, a Status comes back", arguments: attacks)
    func survived(_ attack: Attack) async throws {
        let server = try await WholeServer()
        _ = try await server.send(.post, WholeServer.configMaps, #"{"metadata": {"name": "x"}}"#)
        var fields: HTTPFields = ["Content-Type": attack.type]
        if !attack.more.contains(where: { $0.0 == "Authorization" }) {
            fields["Authorization"] = "Bearer \(WholeServer.root)"
        }
        for (name, value) in attack.more { fields.append(name, value) }
        let reply = try await server.client.send(attack.method, attack.target, fields: fields, body: attack.body)
        #expect(reply.status.code == attack.code)
        guard attack.code >= 400 else { return }
        let status = try JSONValue(parsing: reply.body)
        #expect(status["kind"]?.string == "Status")
        #expect(status["code"]?.int == attack.code)
        #expect(try await server.send(.get, "/readyz").status == 200)
    }
}
