// SPDX-License-Identifier: Apache-2.0

import Glibc
import Synchronization

/// A server that does what a test tells it, byte by byte, well-behaved or not.
///
/// Each connection is served by a thread with a blocking socket that runs the script once.
package final class ScriptedServer: Sendable {
    /// What a server does with a connection; the connection is closed when it returns.
    package typealias Script = @Sendable (ScriptedConnection) -> Void

    /// The port on 127.0.0.1, zero for a Unix socket.
    package let port: Int
    private let listener: Int32
    private let open = Mutex<Set<Int32>>([])
    private let accepted = Mutex(0)

    /// Listens on a free port, or on a Unix socket.
    package init(unixPath: String? = nil, _ script: @escaping Script) {
        listener = unixPath.map(Self.listen(path:)) ?? Self.listenOnLoopback()
        port = unixPath == nil ? Self.port(of: listener) : 0
        let listener = listener
        inThread { [weak self] in
            while true {
                let descriptor = accept(listener, nil, nil)
                guard descriptor >= 0 else { break }
                guard let self else {
                    close(descriptor)
                    break
                }
                self.serve(descriptor, script)
            }
            close(listener)
        }
    }

    deinit {
        // Ends the `accept` and the reads that block; the threads close the descriptors.
        shutdown(listener, Int32(SHUT_RDWR))
        open.withLock { for descriptor in $0 { shutdown(descriptor, Int32(SHUT_RDWR)) } }
    }

    /// How many connections were made so far.
    package var connectionCount: Int { accepted.withLock { $0 } }

    /// How many of them are still being served.
    package var openConnectionCount: Int { open.withLock { $0.count } }

    private func serve(_ descriptor: Int32, _ script: @escaping Script) {
        let number = accepted.withLock { count in
            count += 1
            return count
        }
        open.withLock { _ = $0.insert(descriptor) }
        inThread { [weak self] in
            script(ScriptedConnection(descriptor: descriptor, number: number))
            self?.open.withLock { _ = $0.remove(descriptor) }
            close(descriptor)
        }
    }

    private static func listenOnLoopback() -> Int32 {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
        return unsafe listen(AF_INET, &address, MemoryLayout<sockaddr_in>.size)
    }

    private static func listen(path: String) -> Int32 {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: path.utf8) }
        return unsafe listen(AF_UNIX, &address, MemoryLayout<sockaddr_un>.size)
    }

    private static func listen(_ family: Int32, _ address: UnsafeMutableRawPointer, _ size: Int) -> Int32 {
        let descriptor = socket(family, Int32(SOCK_STREAM.rawValue), 0)
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        let isBound = unsafe bind(descriptor, address.assumingMemoryBound(to: sockaddr.self), socklen_t(size)) == 0
        guard isBound, Glibc.listen(descriptor, 1_024) == 0 else {
            preconditionFailure("a test server cannot listen: errno \(errno)")
        }
        return descriptor
    }

    private static func port(of descriptor: Int32) -> Int {
        var address = sockaddr_in()
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        unsafe withUnsafeMutableBytes(of: &address) { bytes in
            _ = unsafe bytes.withMemoryRebound(to: sockaddr.self) {
                unsafe getsockname(descriptor, $0.baseAddress, &size)
            }
        }
        return Int(UInt16(bigEndian: address.sin_port))
    }
}

/// Runs `body` on a thread of its own.
private func inThread(_ body: @escaping @Sendable () -> Void) {
    final class Box {
        let body: @Sendable () -> Void
        init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }
    var thread = pthread_t()
    let result = unsafe pthread_create(
        &thread,
        nil,
        { context in
            if let context = unsafe context { unsafe Unmanaged<Box>.fromOpaque(context).takeRetainedValue().body() }
            return nil
        },
        Unmanaged.passRetained(Box(body)).toOpaque()
    )
    precondition(result == 0, "no thread for a test server")
    pthread_detach(thread)
}
