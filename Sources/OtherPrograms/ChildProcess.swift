// SPDX-License-Identifier: Apache-2.0

internal import Basics
internal import CSystem
package import Glibc
import Synchronization

/// Somebody else's program, started for a test or a benchmark, and gone with it.
///
/// What it prints goes to a file that is already deleted, so that a talkative program never blocks. The process is
/// killed when the last reference to this object goes.
package final class ChildProcess: Sendable {
    /// Why a program could not be started.
    package struct StartError: Error, CustomStringConvertible {
        package let description: String
    }

    /// The process.
    package let pid: pid_t
    private let log: Int32
    private let exitCode = Mutex<Int32?>(nil)

    /// Starts a program, given by its path or by a name that `PATH` knows.
    ///
    /// - Parameters:
    ///   - executable: a path, or a name without `/`.
    ///   - arguments: without the program's own name.
    ///   - environment: added to the environment of this process.
    ///   - input: a descriptor for its standard input; nothing can be read by default.
    /// - Throws: ``StartError`` when there is no such program.
    package init(
        _ executable: String,
        _ arguments: [String] = [],
        environment: [String: String] = [:],
        input: Int32? = nil
    ) throws(StartError) {
        guard let path = Self.path(of: executable) else {
            throw StartError(description: "\(executable) is not installed")
        }
        var template = Array("/tmp/portolan-child-XXXXXX".utf8CString)
        log = unsafe mkstemp(&template)
        guard log >= 0 else { throw StartError(description: "no file for the output of \(executable)") }
        _ = fcntl(log, F_SETFD, FD_CLOEXEC)
        unsafe unlink(template)
        do throws(StartError) {
            pid = try Self.spawn(path, [executable] + arguments, environment, input: input, output: log)
        } catch {
            close(log)
            throw error
        }
    }

    deinit {
        stop(signal: SIGKILL)
        close(log)
    }

    /// The full path of a program, or nil when it is not installed: tests that need it are then skipped.
    package static func path(of executable: String) -> String? {
        if executable.utf8.contains(UInt8(ascii: "/")) {
            return unsafe access(executable, X_OK) == 0 ? executable : nil
        }
        let directories = unsafe getenv("PATH").map { unsafe String(cString: $0) } ?? "/usr/bin:/bin"
        // Daemons live where only root's PATH looks.
        return (directories.split(separator: ":").map(String.init) + ["/usr/sbin", "/sbin"])
            .map { "\($0)/\(executable)" }
            .first { unsafe access($0, X_OK) == 0 }
    }

    /// What the program has printed so far, on either of its outputs.
    package var output: String {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = unsafe pread(log, &buffer, buffer.count, off_t(bytes.count))
            guard count > 0 else { return String(decoding: bytes, as: UTF8.self) }
            bytes += buffer[..<count]
        }
    }

    /// The exit code once the program has ended (128 and the signal's number when it was killed), else nil.
    package var exit: Int32? {
        exitCode.withLock { code in
            if code == nil { code = reap(options: WNOHANG) }
            return code
        }
    }

    /// The exit code, once the program has ended; no thread waits meanwhile, for tests have but two.
    package func waitForExit() async throws -> Int32 {
        while true {
            if let exit { return exit }
            try await Task.sleep(for: .milliseconds(2))
        }
    }

    /// Asks the program to end, or kills it, and waits until it is gone.
    package func stop(signal: Int32 = SIGTERM) {
        exitCode.withLock { code in
            guard code == nil else { return }
            kill(pid, signal)
            code = reap(options: 0)
        }
    }

    /// Sends a signal to the program, unless it has ended.
    package func send(signal: Int32) {
        exitCode.withLock { code in
            if code == nil { kill(pid, signal) }
        }
    }

    private func reap(options: Int32) -> Int32? {
        var status: Int32 = 0
        var result: pid_t
        repeat { result = unsafe waitpid(pid, &status, options) } while result == -1 && errno == EINTR
        guard result != 0 else { return nil }
        // The macros WIFSIGNALED, WTERMSIG and WEXITSTATUS, which Swift does not import.
        let signal = status & 0x7F
        return signal == 0 ? status >> 8 & 0xFF : 128 + signal
    }

    private static func spawn(
        _ path: String,
        _ arguments: [String],
        _ environment: [String: String],
        input: Int32?,
        output: Int32
    ) throws(StartError) -> pid_t {
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        if let input {
            unsafe posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO)
        } else {
            unsafe posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        }
        unsafe posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
        unsafe posix_spawn_file_actions_adddup2(&actions, output, STDERR_FILENO)
        // A child that held a socket of another test open would keep that test from ever seeing its end.
        unsafe csystem_spawn_close_from(&actions, STDERR_FILENO + 1)
        // The worker threads of a Swift program block signals, and children inherit that: SIGTERM would never arrive.
        var attributes = posix_spawnattr_t()
        unsafe posix_spawnattr_init(&attributes)
        defer { unsafe posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        unsafe sigemptyset(&none)
        unsafe posix_spawnattr_setsigmask(&attributes, &none)
        unsafe posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))

        let names = Set(environment.keys)
        let kept = inheritedEnvironment().filter { !names.contains(String($0.prefix { $0 != "=" })) }
        let variables = kept + environment.map { "\($0)=\($1)" }
        var pid: pid_t = -1
        let result = unsafe arguments.withCStrings { argv in
            unsafe variables.withCStrings { envp in
                unsafe posix_spawn(&pid, path, &actions, &attributes, argv, envp)
            }
        }
        guard result == 0 else {
            throw StartError(description: "cannot start \(path): \(unsafe String(cString: strerror(result)))")
        }
        return pid
    }

    private static func inheritedEnvironment() -> [String] {
        var lines: [String] = []
        var next = unsafe environ
        while let line = unsafe next.pointee {
            lines.append(unsafe String(cString: line))
            unsafe next = next.successor()
        }
        return lines
    }
}
