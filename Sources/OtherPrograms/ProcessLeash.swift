// SPDX-License-Identifier: Apache-2.0

internal import Glibc

/// Ends processes when this process ends, however that comes: nothing is left behind of a test that crashed or was killed.
///
/// A shell reads from a pipe whose other end only this process has; the system closes that with the process.
package final class ProcessLeash: Sendable {
    private static let script = #"while read pid; do pids="$pids $pid"; done; kill -9 $pids; rm -rf "$1""#

    private let watcher: ChildProcess
    private let end: Int32

    /// A leash that holds nothing yet, and takes a folder along.
    package init(removing folder: String) throws(ChildProcess.StartError) {
        var ends: [Int32] = [-1, -1]
        guard unsafe pipe(&ends) == 0 else {
            throw ChildProcess.StartError(description: "no pipe for a leash: errno \(errno)")
        }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        defer { close(ends[0]) }
        end = ends[1]
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
        close(end)
    }

    /// Takes a process on the leash.
    package func hold(_ process: ChildProcess) {
        let line = Array("\(process.pid)\n".utf8)
        _ = unsafe write(end, line, line.count)
    }
}
