// SPDX-License-Identifier: Apache-2.0

internal import CEvent
internal import Glibc

/// An eventfd with which other threads end the loop's wait.
final class WakeUp: Sendable {
    let descriptor: Int32

    init() throws(EventLoopError) {
        descriptor = eventfd(0, Int32(EFD_NONBLOCK | EFD_CLOEXEC))
        guard descriptor >= 0 else { throw EventLoopError(.wakeUp, errno: errno) }
    }

    deinit {
        close(descriptor)
    }

    func signal() {
        // Fails only when 2^64-2 signals wait, and then the loop is awake anyway.
        eventfd_write(descriptor, 1)
    }

    func clear() {
        var count: eventfd_t = 0
        unsafe eventfd_read(descriptor, &count)
    }
}
