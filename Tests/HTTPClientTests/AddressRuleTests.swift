// SPDX-License-Identifier: Apache-2.0

import Basics
import HTTPClient
import HTTPCore
import OtherPrograms
import Synchronization
import TestSupport
import Testing

@Suite("A rule for addresses", .tags(.network), .timeLimit(.minutes(1)))
struct AddressRuleTests {
    /// A rule that forbids loopback, and remembers what it was asked.
    private final class Rule: Sendable {
        private let asked = Mutex<[String]>([])
        private let isAllowed: @Sendable (IPAddress) -> Bool

        init(_ isAllowed: @escaping @Sendable (IPAddress) -> Bool) {
            self.isAllowed = isAllowed
        }

        var addresses: [String] { asked.withLock { $0 } }

        func allows(_ address: IPAddress) -> Bool {
            asked.withLock { $0.append("\(address)") }
            return isAllowed(address)
        }
    }

    private static func server() -> ScriptedServer {
        ScriptedServer { connection in
            while connection.readRequest() != nil { connection.respond(body: "here") }
        }
    }

    @Test(
        "is asked for the address behind a name, and keeps the connection from being made",
        arguments: [
            "localhost", "127.0.0.1", "[::1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]",
        ]
    )
    func forbidden(_ host: String) async throws {
        let server = Self.server()
        let rule = Rule { _ in false }
        let client = try HTTPClient.forTest { $0.isAddressAllowed = rule.allows }
        let error = await client.failure(of: .init(.get, try HTTPURL(parsing: "http://\(host):\(server.port)/")))
        #expect(error?.code == .connect(.notAllowed))
        #expect(error?.requestWasSent == false)
        #expect(error?.reason.contains("is an address that must not be connected to") == true)
        #expect(!rule.addresses.isEmpty && rule.addresses.allSatisfy { $0 == "127.0.0.1" || $0 == "::1" })
    }

    @Test("lets through what it allows, and is asked once for a connection that is used again")
    func allowed() async throws {
        let server = Self.server()
        let rule = Rule { $0.isShort }
        let client = try HTTPClient.forTest { $0.isAddressAllowed = rule.allows }
        for _ in 0..<3 {
            let response = try await client.send(.init(.get, server.url()))
            #expect(String(response.body) == "here")
        }
        #expect(rule.addresses == ["127.0.0.1"])
    }

    @Test("is not asked of a name that is not found, which stays what is wrong")
    func unknownName() async throws {
        let rule = Rule { _ in false }
        let client = try HTTPClient.forTest { $0.isAddressAllowed = rule.allows }
        let error = await client.failure(of: .init(.get, try HTTPURL(parsing: "http://host.invalid/")))
        #expect(error?.code == .dns && rule.addresses == [])
    }

    @Test("that allows leaves a refused connection what it is")
    func refused() async throws {
        let port = FreePorts.find(1)[0]
        let client = try HTTPClient.forTest { $0.isAddressAllowed = { _ in true } }
        let error = await client.failure(of: .init(.get, try HTTPURL(parsing: "http://127.0.0.1:\(port)/")))
        #expect(error?.code == .connect(.refused))
    }
}
