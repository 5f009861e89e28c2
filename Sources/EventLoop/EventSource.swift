// SPDX-License-Identifier: Apache-2.0

/// One libevent event with the loop it lives on; the shared half of ``Timer`` and ``SocketSource``.
///
/// Made and used on the loop's thread. It may be let go anywhere: the event is then freed on its loop.
final class EventSource {
    private let loop: EventLoop
    private let handle: EventHandle

    init(on loop: EventLoop, descriptor: Int32, flags: EventFlags, _ body: @escaping (Int16) -> Void) {
        self.loop = loop
        handle = unsafe loop.thread.withBase { base in
            unsafe EventHandle(base: base, descriptor: descriptor, flags: flags, body)
        }
    }

    deinit {
        let orphan = Orphan(handle: handle)
        if loop.isCurrent {
            orphan.free()
        } else {
            loop.execute { orphan.free() }
        }
    }

    func add(timeout: Duration? = nil) {
        precondition(loop.isCurrent, "event sources are used on their loop's thread only")
        handle.add(timeout: timeout)
    }

    func remove() {
        precondition(loop.isCurrent, "event sources are used on their loop's thread only")
        handle.remove()
    }

    /// A handle on its way to the loop that frees it.
    // SAFETY: nobody else has the handle any more, and only the loop's thread frees it.
    @safe private struct Orphan: @unchecked Sendable {
        let handle: EventHandle

        func free() {
            handle.free()
        }
    }
}
