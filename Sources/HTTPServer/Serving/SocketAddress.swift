// SPDX-License-Identifier: Apache-2.0

internal import Glibc

/// Where a socket listens or a client connects from.
package enum SocketAddress: Sendable, Hashable, CustomStringConvertible {
    /// An IPv4 or IPv6 address in numbers, without brackets; port 0 lets the system choose one.
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
}

extension SocketAddress {
    /// Reads the system's form.
    init(_ storage: sockaddr_storage) {
        var storage = storage
        let size = socklen_t(MemoryLayout<sockaddr_storage>.size)
        self = unsafe withUnsafePointer(to: &storage) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { unsafe Self.name($0, size) }
        }
    }

    private static func name(_ address: UnsafePointer<sockaddr>, _ size: socklen_t) -> SocketAddress {
        guard unsafe Int32(address.pointee.sa_family) != AF_UNIX else { return .unix(path: "") }
        return unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: Int(NI_MAXHOST)) { host in
            unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: Int(NI_MAXSERV)) { service in
                let result = unsafe getnameinfo(
                    address,
                    size,
                    host.baseAddress,
                    socklen_t(host.count),
                    service.baseAddress,
                    socklen_t(service.count),
                    NI_NUMERICHOST | NI_NUMERICSERV
                )
                guard result == 0, let host = host.baseAddress, let service = service.baseAddress else {
                    return .internet(host: "", port: 0)
                }
                return .internet(host: unsafe String(cString: host), port: Int(unsafe String(cString: service)) ?? 0)
            }
        }
    }

    /// Lends the system's form to `body`, with its family; nil where the text is no address or the path too long.
    func withSystemAddress<Result>(
        _ body: (Int32, UnsafePointer<sockaddr>, socklen_t) -> Result
    ) -> Result? {
        switch self {
        case .internet(let host, let port): return unsafe Self.withInternetAddress(host, port, body)
        case .unix(let path):
            var address = sockaddr_un()
            address.sun_family = sa_family_t(AF_UNIX)
            let bytes = Array(path.utf8)
            let capacity = MemoryLayout.size(ofValue: address.sun_path)
            guard !bytes.isEmpty, bytes.count < capacity, !bytes.contains(0) else { return nil }
            unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: bytes) }
            let size = socklen_t(MemoryLayout<sockaddr_un>.size)
            return unsafe withUnsafePointer(to: &address) { pointer in
                unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { unsafe body(AF_UNIX, $0, size) }
            }
        }
    }

    private static func withInternetAddress<Result>(
        _ host: String,
        _ port: Int,
        _ body: (Int32, UnsafePointer<sockaddr>, socklen_t) -> Result
    ) -> Result? {
        var hints = unsafe addrinfo()
        unsafe hints.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV | AI_PASSIVE
        unsafe hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var found: UnsafeMutablePointer<addrinfo>?
        let name = host == "localhost" ? "127.0.0.1" : host
        guard unsafe getaddrinfo(name, String(port), &hints, &found) == 0, let list = unsafe found else { return nil }
        defer { unsafe freeaddrinfo(list) }
        guard let address = unsafe list.pointee.ai_addr else { return nil }
        return unsafe body(list.pointee.ai_family, address, list.pointee.ai_addrlen)
    }
}
