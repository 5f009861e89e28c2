// SPDX-License-Identifier: Apache-2.0

import Glibc

/// One whose connections are made by the kernel, and where nobody ever says anything.
final class SilentServer: Sendable {
    let endpoint: String
    private let descriptor: Int32

    init() {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        unsafe withUnsafeMutablePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                _ = unsafe bind(descriptor, address, size)
                _ = listen(descriptor, 4_096)
                _ = unsafe getsockname(descriptor, address, &size)
            }
        }
        self.descriptor = descriptor
        endpoint = "https://127.0.0.1:\(UInt16(bigEndian: address.sin_port))"
    }

    deinit { close(descriptor) }
}
