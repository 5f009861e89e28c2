// SPDX-License-Identifier: Apache-2.0

import Glibc

/// The server's end of a connection, for the script of a ``ScriptedServer``.
package struct ScriptedConnection: Sendable {
    let descriptor: Int32
    /// 1 for the first connection that was made, and so on.
    package let number: Int

    /// A request as it came over the wire.
    package struct Request: Sendable {
        package let method: String
        package let target: String
        /// The header's lines below the first.
        package let lines: [String]
        /// The body, out of its chunks.
        package let body: [UInt8]

        /// The values of a field, without regard to the case of its name.
        package func values(of name: String) -> [String] {
            lines.compactMap { line in
                guard let colon = line.firstIndex(of: ":") else { return nil }
                guard line[..<colon].lowercased() == name.lowercased() else { return nil }
                return String(line[line.index(after: colon)...].drop { $0 == " " })
            }
        }
    }

    /// Reads the next request, or returns nil when the client is gone.
    package func readRequest() -> Request? {
        guard let head = readHead() else { return nil }
        let first = head[0].split(separator: " ")
        guard first.count == 3 else { return nil }
        let empty = Request(method: String(first[0]), target: String(first[1]), lines: Array(head[1...]), body: [])
        var body: [UInt8] = []
        if let length = empty.values(of: "Content-Length").first.flatMap({ Int($0) }) {
            guard let bytes = read(exactly: length) else { return nil }
            body = bytes
        } else if empty.values(of: "Transfer-Encoding") == ["chunked"] {
            guard let bytes = readChunks() else { return nil }
            body = bytes
        }
        return Request(method: empty.method, target: empty.target, lines: empty.lines, body: body)
    }

    /// Reads the lines of a header and no further.
    package func readHead() -> [String]? {
        var lines: [String] = []
        while let line = readLine() {
            if line.isEmpty, !lines.isEmpty { return lines }
            if !line.isEmpty { lines.append(line) }
        }
        return nil
    }

    /// Sends bytes; false when the client is gone.
    @discardableResult
    package func send(_ bytes: [UInt8]) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes {
                unsafe Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }

    /// Sends a text whose lines end with `\n`, which is sent as CR LF.
    @discardableResult
    package func send(_ text: String) -> Bool {
        send(text.utf8.flatMap { $0 == UInt8(ascii: "\n") ? [UInt8(ascii: "\r"), $0] : [$0] })
    }

    /// Sends a response with this body and its length.
    @discardableResult
    package func respond(_ status: String = "200 OK", fields: [String] = [], body: String = "") -> Bool {
        let lines = ["HTTP/1.1 \(status)", "Content-Length: \(body.utf8.count)"] + fields + ["", ""]
        return send(lines.joined(separator: "\n")) && send(Array(body.utf8))
    }

    /// Waits, to let bytes travel on their own.
    package func pause(_ milliseconds: UInt32) {
        usleep(milliseconds * 1_000)
    }

    /// Blocks until the client closes its end.
    package func waitForClose() {
        while readByte() != nil {}
    }

    /// Has the connection end with a reset instead of an orderly close.
    package func reset() {
        var option = linger(l_onoff: 1, l_linger: 0)
        unsafe setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
    }

    private func readChunks() -> [UInt8]? {
        var body: [UInt8] = []
        while let size = readLine().flatMap({ Int($0, radix: 16) }) {
            guard let chunk = read(exactly: size), readLine() == "" else { return nil }
            if size == 0 { return body }
            body += chunk
        }
        return nil
    }

    private func readLine() -> String? {
        var bytes: [UInt8] = []
        while let byte = readByte() {
            if byte == UInt8(ascii: "\n") {
                return String(decoding: bytes.last == UInt8(ascii: "\r") ? bytes.dropLast() : bytes[...], as: UTF8.self)
            }
            bytes.append(byte)
        }
        return nil
    }

    private func readByte() -> UInt8? {
        read(exactly: 1)?.first
    }

    /// Reads so many bytes, or returns nil when the client ends before.
    package func read(exactly count: Int) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: count)
        var filled = 0
        while filled < count {
            let result = unsafe bytes.withUnsafeMutableBytes {
                unsafe recv(descriptor, $0.baseAddress?.advanced(by: filled), count - filled, 0)
            }
            guard result > 0 else { return nil }
            filled += result
        }
        return bytes
    }
}
