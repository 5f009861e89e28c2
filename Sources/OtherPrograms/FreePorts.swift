// SPDX-License-Identifier: Apache-2.0

internal import Glibc

/// Ports for programs that cannot say which one the kernel gave them.
package enum FreePorts {
    /// Different ports that nobody has at the moment; somebody may take one before the program does, which is rare enough.
    package static func find(_ count: Int) -> [Int] {
        // All are held until the last is found: a port that was let go could be found again.
        let sockets = (0..<count).map { _ in boundSocket() }
        defer { for socket in sockets { close(socket) } }
        return sockets.map(port)
    }

    private static func boundSocket() -> Int32 {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        let isBound = unsafe withAddress(&address) { address, size in
            unsafe bind(descriptor, address, size.pointee) == 0
        }
        precondition(isBound, "no free port: errno \(errno)")
        return descriptor
    }

    private static func port(of descriptor: Int32) -> Int {
        var address = sockaddr_in()
        _ = unsafe withAddress(&address) { address, size in unsafe getsockname(descriptor, address, size) }
        return Int(UInt16(bigEndian: address.sin_port))
    }

    private static func withAddress<Result>(
        _ address: inout sockaddr_in,
        _ body: (UnsafeMutablePointer<sockaddr>, UnsafeMutablePointer<socklen_t>) -> Result
    ) -> Result {
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        return unsafe withUnsafeMutablePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { unsafe body($0, &size) }
        }
    }
}
