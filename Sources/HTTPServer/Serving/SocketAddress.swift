// SPDX-License-Identifier: Apache-2.0

internal import CShims

/// Where a socket listens or a client connects from.
package enum SocketAddress: Sendable, Hashable, CustomStringConvertible {
    /// An IPv4 or IPv6 address in numbers, without brackets, or `localhost`; port 0 lets the system choose one.
    case internet(host: String, port: Int)
    /// A path in the file system; a client's own end has an empty one.
    case unix(path: String)

    /// The port, or nil for a unix socket.
    package var port: Int? {
        guard case .internet(_, let port) = self else { return nil }
        return port
    }

    package var description: String {
        switch self {
        case .internet(let host, let port): host.utf8.contains(0x3A) ? "[\(host)]:\(port)" : "\(host):\(port)"
        case .unix(let path): "unix:\(path)"
        }
    }

    /// Reads the system's form.
    init(_ address: cshim_address) {
        guard address.kind != CSHIM_UNIX else {
            self = .unix(path: "")
            return
        }
        var address = address
        let host = unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: 46) { text in
            guard let start = text.baseAddress else { return "" }
            unsafe cshim_address_print(&address, start)
            return unsafe String(cString: start)
        }
        self = .internet(host: host, port: Int(address.port))
    }

    /// The system's form of an internet address; nil where the text is none.
    var internetAddress: cshim_address? {
        guard case .internet(let host, let port) = self, let port = UInt16(exactly: port) else { return nil }
        var address = cshim_address()
        guard unsafe cshim_address_parse(host == "localhost" ? "127.0.0.1" : host, &address) else { return nil }
        address.port = port
        return address
    }
}
