// SPDX-License-Identifier: Apache-2.0

import Glibc
import HTTPServer

/// A client that sends exactly the bytes it is told to, and tells exactly what came back.
///
/// It never blocks a thread: a test that waits must not keep others from running.
final class RawClient: Sendable {
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    /// How a connection ended.
    enum Ending: Equatable {
        case closed
        case reset
    }

    private let descriptor: Int32

    init(_ address: SocketAddress, receiveBuffer: Int32? = nil) throws {
        switch address {
        case .internet(_, let port):
            descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
            if var receiveBuffer {
                unsafe setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &receiveBuffer, 4)
            }
            var name = sockaddr_in()
            name.sin_family = sa_family_t(AF_INET)
            name.sin_port = in_port_t(UInt16(port).bigEndian)
            name.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
            try Self.connect(descriptor, &name)
        case .unix(let path):
            descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
            var name = sockaddr_un()
            name.sun_family = sa_family_t(AF_UNIX)
            unsafe withUnsafeMutableBytes(of: &name.sun_path) { unsafe $0.copyBytes(from: path.utf8) }
            try Self.connect(descriptor, &name)
        }
        _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
    }

    deinit {
        close(descriptor)
    }

    private static func connect<Name>(_ descriptor: Int32, _ name: inout Name) throws {
        let result = unsafe withUnsafePointer(to: &name) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe Glibc.connect(descriptor, $0, socklen_t(MemoryLayout<Name>.size))
            }
        }
        guard result == 0 else { throw Failure(description: unsafe String(cString: strerror(errno))) }
    }

    func send(_ text: String) async throws {
        try await send(Array(text.utf8))
    }

    /// Sends everything; throws when the server does not want it any more.
    func send(_ bytes: [UInt8]) async throws {
        var rest = bytes[...]
        while !rest.isEmpty {
            let sent = unsafe rest.withUnsafeBytes { unsafe Glibc.send(descriptor, $0.baseAddress, $0.count, 0x4000) }
            if sent >= 0 {
                rest = rest.dropFirst(sent)
            } else {
                guard errno == EAGAIN else { throw Failure(description: unsafe String(cString: strerror(errno))) }
                try await Task.sleep(for: .milliseconds(2))
            }
        }
    }

    /// Sends as much as the server's buffers take without being read; returns how much that was.
    func sendUntilBlocked(_ bytes: [UInt8]) -> Int {
        unsafe bytes.withUnsafeBytes { unsafe max(0, Glibc.send(descriptor, $0.baseAddress, $0.count, 0x4000)) }
    }

    /// Closes the sending half.
    func finishSending() {
        shutdown(descriptor, Int32(SHUT_WR))
    }

    /// Vanishes with a reset when the client goes.
    func resetOnClose() {
        var option = linger(l_onoff: 1, l_linger: 0)
        unsafe setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
    }

    /// What is here, or nil when nothing is; an ending instead of bytes when there will be nothing more.
    func receiveNow() -> (bytes: [UInt8], ending: Ending?)? {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = unsafe recv(descriptor, &buffer, buffer.count, 0)
        if count > 0 { return (Array(buffer[..<count]), nil) }
        if count == 0 { return ([], .closed) }
        return errno == EAGAIN ? nil : ([], .reset)
    }

    /// Waits for bytes or the end.
    func receive() async throws -> (bytes: [UInt8], ending: Ending?) {
        while true {
            if let received = receiveNow() { return received }
            try await Task.sleep(for: .milliseconds(2))
        }
    }

    /// Reads until this text has come.
    func receive(until text: String) async throws -> String {
        var received: [UInt8] = []
        while true {
            let (bytes, ending) = try await receive()
            received += bytes
            let soFar = String(decoding: received, as: UTF8.self)
            if soFar.contains(text) { return soFar }
            guard ending == nil else { throw Failure(description: "the connection ended before \(text): \(soFar)") }
        }
    }

    /// Reads until the connection ends.
    func receiveAll() async throws -> (text: String, ending: Ending) {
        var received: [UInt8] = []
        while true {
            let (bytes, ending) = try await receive()
            received += bytes
            if let ending { return (String(decoding: received, as: UTF8.self), ending) }
        }
    }
}
