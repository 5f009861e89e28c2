// SPDX-License-Identifier: Apache-2.0

internal import Glibc

/// Why an event loop could not be started.
package struct EventLoopError: Error, CustomStringConvertible {
    /// What was being made.
    package enum Code: String, Sendable {
        case base = "epoll instance"
        case wakeUp = "wake-up descriptor"
        case thread = "thread"
        case signals = "signal handler"
    }

    /// What was being made.
    package let code: Code
    /// The system's error number.
    package let errno: Int32

    init(_ code: Code, errno: Int32) {
        self.code = code
        self.errno = errno
    }

    package var description: String {
        let reason = unsafe String(cString: strerror(errno))
        return "cannot start an event loop: no \(code.rawValue): \(reason) (check the limits on open files and threads)"
    }
}
