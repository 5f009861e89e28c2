// SPDX-License-Identifier: Apache-2.0

import Basics
import Cryptography
import EventLoop
import FileKit
import HTTPCore
import KubeClient
import KubeServer
import TestSupport
import Testing

/// The embedded API server, which speaks HTTP/1.1, behind an nginx that speaks HTTP/2.
struct ProxiedControlPlane {
    let nginx: Nginx
    /// A client of the one in front, who may do everything.
    let client: KubeClient
    /// A client that does without the one in front.
    let directClient: KubeClient

    /// Serves for as long as a test runs.
    static func run(_ test: @escaping @Sendable (ProxiedControlPlane) async throws -> Void) async throws {
        var configuration = ControlPlaneConfiguration()
        configuration.tokens = try TokenFile(parsing: Secret("admin-token,admin,1,\"system:masters\"\n"))
        let plane = try ControlPlane(configuration)
        let (started, access) = AsyncStream.makeStream(
            of: ControlPlaneAccess.self,
            bufferingPolicy: .bufferingOldest(1)
        )
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                defer { access.finish() }
                try await plane.run { access.yield($0) }
            }
            for await access in started {
                try await test(ProxiedControlPlane(in: access))
                break
            }
            group.cancelAll()
            try await group.waitForAll()
        }
    }

    private init(in access: ControlPlaneAccess) async throws {
        let authority = try TestAuthority()
        nginx = try await Nginx(
            try authority.server(),
            """
            location /api {
                proxy_pass \(access.server);
                proxy_http_version 1.1;
                proxy_buffering off;
                client_max_body_size 0;
            }
            """
        )
        let loop = try EventLoop(name: "kube-client")
        client = Self.client(nginx.url(""), authority.pem, loop)
        directClient = Self.client(try HTTPURL(parsing: access.server), Array(access.authority.pem.utf8), loop)
    }

    private static func client(_ server: HTTPURL, _ authorities: [UInt8], _ loop: EventLoop) -> KubeClient {
        var server = server
        server.target = ""
        var configuration = KubeConfiguration(server: server, origin: "the test")
        configuration.certificateAuthorities = .inline(authorities)
        configuration.credentials = .token(Secret("admin-token"))
        return KubeClient(configuration, KubeClientOptions(userAgent: "test/1"), on: loop)
    }

    /// How many connections the one in front has at the moment, as the kernel says.
    ///
    /// Its table is read in pieces while it changes, so that a connection may be missing in it or stand there twice:
    /// each counts once, and is there when one of several readings has it.
    var connectionCount: Int {
        get throws {
            let port = String(nginx.port, radix: 16, uppercase: true)
            let suffix = ":" + String(repeating: "0", count: 4 - port.count) + port
            return try (0..<3).reduce(into: Set<[Substring]>()) { connections, _ in
                let table = String(decoding: try File.read("/proc/net/tcp"), as: UTF8.self)
                for line in table.split(separator: "\n") {
                    // `sl local_address rem_address st …`, where 01 is ESTABLISHED.
                    let columns = line.split(separator: " ").prefix(4)
                    guard columns.count == 4, columns[2].hasSuffix(suffix), columns[3] == "01" else { continue }
                    connections.insert(Array(columns[1...2]))
                }
            }
            .count
        }
    }
}
