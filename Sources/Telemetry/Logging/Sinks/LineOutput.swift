// SPDX-License-Identifier: Apache-2.0

import Glibc
import Synchronization

/// Writes whole lines to a file descriptor, without ever waiting for who reads them.
///
/// A caller writes its line itself as long as the descriptor takes it: a process that dies has written what it said. It
/// must not wait, though: the caller may be an event loop, and an operator whose loop hangs because nobody reads its
/// log loses its lease. Standard error itself cannot be made non-blocking, for it is shared with other processes (the
/// shell, for one). So the descriptor is asked before each write, and not more than `PIPE_BUF` bytes are written at once:
/// what poll(2) calls writable takes that much. The rest waits in a bounded backlog until somebody reads again.
final class LineOutput: Sendable {
    /// What Linux writes to a pipe in one piece (pipe(7)).
    private static let atomicWriteSize = 4_096

    private enum Outcome {
        case finished
        case blocked
        /// Nobody will ever read.
        case closed
    }

    private struct State {
        var backlog: LineBacklog
        var isDraining = false
        var isClosed = false
    }

    private let descriptor: Int32
    private let state: Mutex<State>

    init(descriptor: Int32, capacity: Int, notice: @escaping @Sendable (Int) -> [UInt8]) {
        self.descriptor = descriptor
        state = Mutex(State(backlog: LineBacklog(capacity: capacity, notice: notice)))
    }

    var droppedLineCount: Int { state.withLock { $0.backlog.droppedCount } }

    func write(_ line: [UInt8]) {
        let mustDrain = state.withLock { state in
            state.backlog.add(line)
            // Whoever drains already writes this line in its turn.
            guard !state.isDraining else { return false }
            state.isDraining = send(&state) == .blocked
            return state.isDraining
        }
        if mustDrain {
            // The lines belong to nobody any more: whoever logged them has gone on, and may be gone.
            Task { await self.drain() }
        }
    }

    func flush(within limit: Duration) {
        let deadline = ContinuousClock.now.advanced(by: limit)
        while ContinuousClock.now < deadline, state.withLock({ send(&$0) }) == .blocked {
            _ = isWritable(within: .milliseconds(10))
        }
    }

    /// Tries again until everything is written; a thread that waits in poll(2) would be missing elsewhere.
    private func drain() async {
        var isBlocked = true
        while isBlocked {
            try? await Task.sleep(for: .milliseconds(10))
            isBlocked = state.withLock { state in
                state.isDraining = send(&state) == .blocked
                return state.isDraining
            }
        }
    }

    /// Writes what can be written at once.
    private func send(_ state: inout State) -> Outcome {
        while let bytes = state.backlog.next() {
            guard !state.isClosed, let isWritable = isWritable(within: .zero) else {
                state.isClosed = true
                state.backlog.dropAll()
                return .closed
            }
            guard isWritable else { return .blocked }
            let count = unsafe bytes.withUnsafeBytes { bytes in
                unsafe Glibc.write(descriptor, bytes.baseAddress, min(bytes.count, Self.atomicWriteSize))
            }
            switch (count, errno) {
            case (0..., _): state.backlog.advance(by: count)
            case (_, EINTR): break
            case (_, EAGAIN): return .blocked
            case (_, EPIPE), (_, EBADF): state.isClosed = true
            // A full disk, for one, may have room for the next line.
            default: state.backlog.dropFirst()
            }
        }
        return .finished
    }

    /// Whether the descriptor takes bytes now or within a time, or nil when it never will again.
    private func isWritable(within limit: Duration) -> Bool? {
        var entry = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        let count = unsafe poll(&entry, 1, Int32(limit / .milliseconds(1)))
        guard count > 0 else { return false }
        // A pipe without a reader is writable as well; writing to it would raise SIGPIPE.
        guard Int32(entry.revents) & (POLLERR | POLLNVAL) == 0 else { return nil }
        return true
    }
}
