// SPDX-License-Identifier: Apache-2.0

internal import CShims
internal import Glibc

/// A socket that accepts connections.
final class ListeningSocket: Sendable {
    /// What came of asking for a connection.
    enum Acceptance {
        case connection(Int32, SocketAddress)
        case none
        /// There is no descriptor or memory for one.
        case exhausted(errno: Int32)
    }

    let descriptor: Int32
    /// Where it listens, with the port that the system chose.
    let address: SocketAddress

    /// Listens at an address; sockets of one server share a port, for which all but the first are `joining`.
    init(at address: SocketAddress, joining: Bool = false, backlog: Int32) throws(HTTPServerError) {
        switch address {
        case .internet:
            guard let name = address.internetAddress else {
                throw Self.error(address, "an IPv4 or IPv6 address in numbers and a port are expected")
            }
            descriptor = try Self.listen(at: name, address, joining: joining, backlog: backlog)
            self.address = Self.name(of: descriptor) ?? address
        case .unix(let path):
            guard 1...107 ~= path.utf8.count, !path.utf8.contains(0) else {
                throw Self.error(address, "a path of 1 to 107 bytes is expected")
            }
            descriptor = try Self.listen(atPath: path, address, backlog: backlog)
            self.address = address
        }
    }

    deinit {
        close(descriptor)
        if case .unix(let path) = address { unsafe unlink(path) }
    }

    func accept() -> Acceptance {
        var peer = cshim_address()
        for _ in 0..<16 {
            let accepted = unsafe cshim_accept(descriptor, &peer)
            if accepted >= 0 { return .connection(accepted, SocketAddress(peer)) }
            switch errno {
            case EAGAIN: return .none
            case EMFILE, ENFILE, ENOBUFS, ENOMEM: return .exhausted(errno: errno)
            // The client gave up, or the network reports its troubles here: the next connection may be sound.
            default: continue
            }
        }
        return .none
    }

    private static func listen(
        at name: cshim_address,
        _ address: SocketAddress,
        joining: Bool,
        backlog: Int32
    ) throws(HTTPServerError) -> Int32 {
        var name = name
        let descriptor = unsafe cshim_socket(&name)
        guard descriptor >= 0 else { throw failure(address) }
        // Connections of a server that stopped a moment ago linger; they must not keep the next one from starting.
        cshim_set_reuse_address(descriptor)
        // Accepted sockets inherit it: a response is written in one go, and must not wait for more.
        cshim_set_no_delay(descriptor)
        if name.kind == CSHIM_IPV6 { cshim_set_ipv6_only(descriptor) }
        if joining { cshim_set_reuse_port(descriptor) }
        var isListening = unsafe cshim_bind(descriptor, &name) == 0
        // The first socket shares its port only once it has it: another server that shares would not be noticed else.
        if isListening, !joining { cshim_set_reuse_port(descriptor) }
        isListening = isListening && Glibc.listen(descriptor, backlog) == 0
        guard isListening else { throw failure(address, closing: descriptor) }
        return descriptor
    }

    private static func listen(
        atPath path: String,
        _ address: SocketAddress,
        backlog: Int32
    ) throws(HTTPServerError) -> Int32 {
        var name = cshim_address()
        let descriptor = unsafe cshim_socket(&name)
        guard descriptor >= 0 else { throw failure(address) }
        var isBound = unsafe cshim_bind_unix(descriptor, path) == 0
        if !isBound, errno == EADDRINUSE, isAbandoned(path) {
            unsafe unlink(path)
            isBound = unsafe cshim_bind_unix(descriptor, path) == 0
        }
        guard isBound, Glibc.listen(descriptor, backlog) == 0 else { throw failure(address, closing: descriptor) }
        return descriptor
    }

    /// Whether the path is the socket of a server that died without removing it.
    private static func isAbandoned(_ path: String) -> Bool {
        var name = cshim_address()
        let probe = unsafe cshim_socket(&name)
        guard probe >= 0 else { return false }
        defer {
            close(probe)
            errno = EADDRINUSE
        }
        return unsafe cshim_connect_unix(probe, path) != 0 && errno == ECONNREFUSED
    }

    private static func name(of descriptor: Int32) -> SocketAddress? {
        var name = cshim_address()
        return unsafe cshim_local_address(descriptor, &name) == 0 ? SocketAddress(name) : nil
    }

    private static func failure(_ address: SocketAddress, closing descriptor: Int32? = nil) -> HTTPServerError {
        let reason = unsafe String(cString: strerror(errno)).lowercased()
        if let descriptor { close(descriptor) }
        return error(address, reason)
    }

    private static func error(_ address: SocketAddress, _ reason: String) -> HTTPServerError {
        HTTPServerError(.cannotListen, "cannot listen at \(address): \(reason)")
    }
}
