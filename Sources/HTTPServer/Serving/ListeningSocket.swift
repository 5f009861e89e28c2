// SPDX-License-Identifier: Apache-2.0

internal import CSystem
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
        let result = unsafe address.withSystemAddress { family, pointer, size in
            unsafe Self.open(family, pointer, size, joining: joining, backlog: backlog)
        }
        switch result {
        case nil:
            throw HTTPServerError(
                .cannotListen,
                "cannot listen at \(address): an IP address and a port, or a path of at most 107 bytes is expected"
            )
        case .failure(let reason)?:
            throw HTTPServerError(.cannotListen, "cannot listen at \(address): \(reason.message)")
        case .success(let descriptor)?:
            self.descriptor = descriptor
            self.address = Self.name(of: descriptor, asked: address)
        }
    }

    deinit {
        close(descriptor)
        if case .unix(let path) = address { unsafe unlink(path) }
    }

    func accept() -> Acceptance {
        var storage = sockaddr_storage()
        for _ in 0..<16 {
            var size = socklen_t(MemoryLayout<sockaddr_storage>.size)
            let accepted = unsafe withUnsafeMutablePointer(to: &storage) { pointer in
                unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    unsafe csystem_accept(descriptor, $0, &size)
                }
            }
            if accepted >= 0 { return .connection(accepted, SocketAddress(storage)) }
            switch errno {
            case EAGAIN: return .none
            case EMFILE, ENFILE, ENOBUFS, ENOMEM: return .exhausted(errno: errno)
            // The client gave up, or the network reports its troubles here: the next connection may be sound.
            default: continue
            }
        }
        return .none
    }

    private struct Failure: Error {
        let message: String
    }

    private static func open(
        _ family: Int32,
        _ address: UnsafePointer<sockaddr>,
        _ size: socklen_t,
        joining: Bool,
        backlog: Int32
    ) -> Result<Int32, Failure> {
        let kind = Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue)
        let descriptor = socket(family, kind, 0)
        guard descriptor >= 0 else { return .failure(lastFailure()) }
        if family != AF_UNIX {
            // Connections of a server that stopped a moment ago linger; they must not keep the next one from starting.
            set(descriptor, SOL_SOCKET, SO_REUSEADDR)
            // Accepted sockets inherit it: a response is written in one go, and must not wait for more.
            set(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY)
        }
        if joining { set(descriptor, SOL_SOCKET, SO_REUSEPORT) }
        if family == AF_INET6 { set(descriptor, Int32(IPPROTO_IPV6), IPV6_V6ONLY) }
        var isListening = unsafe bind(descriptor, address, size) == 0
        if !isListening, family == AF_UNIX, errno == EADDRINUSE, unsafe isAbandoned(address, size) {
            isListening = unsafe bind(descriptor, address, size) == 0
        }
        // The first socket shares its port only once it has it: another server that shares would not be noticed else.
        if isListening, family != AF_UNIX, !joining { set(descriptor, SOL_SOCKET, SO_REUSEPORT) }
        isListening = isListening && listen(descriptor, backlog) == 0
        guard isListening else {
            let failure = lastFailure()
            close(descriptor)
            return .failure(failure)
        }
        return .success(descriptor)
    }

    /// Removes the socket file of a server that died without removing it.
    private static func isAbandoned(_ address: UnsafePointer<sockaddr>, _ size: socklen_t) -> Bool {
        let probe = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard probe >= 0 else { return false }
        defer { close(probe) }
        guard unsafe connect(probe, address, size) != 0, errno == ECONNREFUSED else {
            errno = EADDRINUSE
            return false
        }
        return unsafe address.withMemoryRebound(to: sockaddr_un.self, capacity: 1) { pointer in
            var path = unsafe pointer.pointee.sun_path
            return unsafe withUnsafeBytes(of: &path) { bytes in
                guard let start = unsafe bytes.assumingMemoryBound(to: CChar.self).baseAddress else { return false }
                return unsafe unlink(start) == 0
            }
        }
    }

    private static func lastFailure() -> Failure {
        unsafe Failure(message: String(cString: strerror(errno)).lowercased())
    }

    private static func set(_ descriptor: Int32, _ level: Int32, _ option: Int32) {
        var on: Int32 = 1
        unsafe setsockopt(descriptor, level, option, &on, socklen_t(MemoryLayout<Int32>.size))
    }

    private static func name(of descriptor: Int32, asked: SocketAddress) -> SocketAddress {
        guard case .internet = asked else { return asked }
        var storage = sockaddr_storage()
        var size = socklen_t(MemoryLayout<sockaddr_storage>.size)
        let result = unsafe withUnsafeMutablePointer(to: &storage) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe getsockname(descriptor, $0, &size)
            }
        }
        return result == 0 ? SocketAddress(storage) : asked
    }
}
