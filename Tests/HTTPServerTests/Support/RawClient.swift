// SPDX-License-Identifier: Apache-2.0

import CShims
import Glibc
import HTTPServer
import Testing

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
        var name = cshim_address()
        if let port = address.port {
            #expect(unsafe cshim_address_parse("127.0.0.1", &name))
            name.port = UInt16(port)
        }
        descriptor = unsafe cshim_socket(&name)
        if let receiveBuffer { cshim_set_receive_buffer(descriptor, receiveBuffer) }
        // On one machine a connection is there when the call returns, or refused; it only may say so late.
        let result =
            if case .unix(let path) = address {
                unsafe cshim_connect_unix(descriptor, path)
            } else {
                unsafe cshim_connect(descriptor, &name)
            }
        guard result == 0 || errno == EINPROGRESS && isConnected else {
            throw Failure(description: unsafe String(cString: strerror(errno)))
        }
    }

    deinit {
        close(descriptor)
    }

    /// Whether the connection was not refused.
    private var isConnected: Bool {
        unsafe cshim_send(descriptor, "", 0, false) >= 0
    }

    func send(_ text: String) async throws {
        try await send(Array(text.utf8))
    }

    /// Sends everything; throws when the server does not want it any more.
    func send(_ bytes: [UInt8]) async throws {
        var rest = bytes[...]
        while !rest.isEmpty {
            let sent = unsafe rest.withUnsafeBytes { unsafe cshim_send(descriptor, $0.baseAddress, $0.count, false) }
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
        unsafe bytes.withUnsafeBytes { unsafe max(0, cshim_send(descriptor, $0.baseAddress, $0.count, false)) }
    }

    /// Closes the sending half.
    func finishSending() {
        cshim_finish_sending(descriptor)
    }

    /// Vanishes with a reset when the client goes.
    func resetOnClose() {
        cshim_set_reset_on_close(descriptor)
    }

    /// What is here, or nil when nothing is; an ending instead of bytes when there will be nothing more.
    func receiveNow() -> (bytes: [UInt8], ending: Ending?)? {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = unsafe cshim_receive(descriptor, &buffer, buffer.count)
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
