// SPDX-License-Identifier: Apache-2.0

import Basics
import Cryptography
import Glibc
import HTTPCore
import OtherPrograms
import TestSupport
import Testing

/// nginx with one TLS server for one test.
final class Nginx: Sendable {
    static var isInstalled: Bool { ChildProcess.path(of: "nginx") != nil }

    let port: Int
    let folder = TemporaryFolder()
    private let process: ChildProcess

    /// Starts a server and waits until it listens.
    ///
    /// - Parameters:
    ///   - identity: what it shows.
    ///   - options: what stands behind `listen … ssl`.
    ///   - directives: lines for its `server` block.
    ///   - prepare: puts files into the server's folder.
    /// - Throws: when nginx does not start.
    init(
        _ identity: CertificateIdentity,
        options: String = "http2",
        _ directives: String = "",
        prepare: (TemporaryFolder) -> Void = { _ in }
    ) async throws {
        prepare(folder)
        let chain = folder.write("chain.pem", identity.chainPEM)
        let key = folder.write("key.pem", try identity.privateKey.pem.exposed)
        let temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
            .map { [folder] in "\($0)_temp_path \(folder.path)/\($0);" }
        port = Self.freePort()
        let configuration = """
            daemon off;
            master_process off;
            pid \(folder.path)/pid;
            error_log stderr;
            events { worker_connections 4096; }
            http {
                access_log off;
                \(temporary.joined(separator: "\n"))
                server {
                    listen 127.0.0.1:\(port) ssl \(options) backlog=2048;
                    ssl_certificate \(chain);
                    ssl_certificate_key \(key);
                    add_header X-Connection "$connection $server_protocol" always;
                    location = /echo { return 200 "$server_protocol|$ssl_server_name|$http_host|$ssl_client_s_dn"; }
                    location / { root \(folder.path)/www; }
                    \(directives)
                }
            }
            """
        let file = folder.write("nginx.conf", configuration)
        process = try ChildProcess("nginx", ["-e", "stderr", "-p", folder.path, "-c", file])
        let process = process
        let port = port
        try await eventually("nginx listens on port \(port)") {
            if process.exit != nil { throw StartFailure(output: process.output) }
            return Self.canConnect(to: port)
        }
    }

    struct StartFailure: Error {
        let output: String
    }

    func url(_ target: String = "/echo", host: String = "127.0.0.1") -> HTTPURL {
        HTTPURL(scheme: .https, host: host, port: port, target: target)
    }

    /// Puts a file where `/` is served from.
    func serve(_ name: String, _ bytes: [UInt8]) {
        unsafe mkdir("\(folder.path)/www", 0o755)
        folder.write("www/\(name)", bytes, mode: 0o644)
    }

    private static func canConnect(to port: Int) -> Bool {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = loopback(port)
        return unsafe withUnsafeBytes(of: &address) { bytes in
            unsafe bytes.withMemoryRebound(to: sockaddr.self) {
                unsafe connect(descriptor, $0.baseAddress, socklen_t(bytes.count)) == 0
            }
        }
    }

    /// A port that was free a moment ago; nginx cannot be asked for one.
    private static func freePort() -> Int {
        ScriptedServer { _ in }.port
    }

    private static func loopback(_ port: Int) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(port).bigEndian
        address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
        return address
    }
}
