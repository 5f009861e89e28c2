// SPDX-License-Identifier: Apache-2.0

internal import Glibc
internal import Synchronization

/// Ends processes when this process ends, however that comes: nothing is left behind of a test that crashed or was killed.
///
/// A shell reads from a pipe whose other end only this process has; the system closes that with the process.
package final class ProcessLeash: Sendable {
    /// Whoever is being killed may still write for a moment, so that removing a folder may take more than one attempt.
    private static let script = """
        while read pid; do pids="$pids $pid"; done
        kill -9 $pids
        for attempt in 1 2 3 4 5 6 7 8 9 10; do rm -rf "$1" && break; sleep 0.1; done
        """

    private let watcher: ChildProcess
    private let end: Mutex<Int32?>

    /// A leash that holds nothing yet, and takes a folder along.
    package init(removing folder: String) throws(ChildProcess.StartError) {
        var ends: [Int32] = [-1, -1]
        guard unsafe pipe(&ends) == 0 else {
            throw ChildProcess.StartError(description: "no pipe for a leash: errno \(errno)")
        }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        defer { close(ends[0]) }
        end = Mutex(ends[1])
        do {
            watcher = try ChildProcess("sh", ["-c", Self.script, "leash", folder], input: ends[0])
        } catch {
            close(ends[1])
            throw error
        }
    }

    deinit {
        // Whoever lets go of a leash has ended what was on it; the numbers may be those of others by now.
        watcher.stop(signal: SIGKILL)
        pull()
    }

    /// Takes a process on the leash.
    package func hold(_ process: ChildProcess) {
        let line = Array("\(process.pid)\n".utf8)
        end.withLock { end in
            if let end { _ = unsafe write(end, line, line.count) }
        }
    }

    /// Ends what it holds, as the end of this process would.
    package func pull() {
        end.withLock { end in
            if let end { close(end) }
            end = nil
        }
    }
}
