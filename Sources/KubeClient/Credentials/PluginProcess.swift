// SPDX-License-Identifier: Apache-2.0

internal import Basics
internal import CSystem
internal import EventLoop
internal import Glibc
internal import Synchronization

/// A run of a credential plugin.
final class PluginProcess: Sendable {
    /// Until when a plugin that asks nobody must be done, and one that asks somebody.
    private static let timeLimits = (silent: Duration.seconds(60), interactive: Duration.seconds(600))
    private static let outputLimit = 1 << 20

    private let plugin: CredentialPlugin
    private let environment: [String: String]
    private let isInteractive: Bool
    /// The process while it runs.
    private let pid = Mutex<pid_t?>(nil)
    private let isCancelled = Mutex(false)

    private init(_ plugin: CredentialPlugin, _ environment: [String: String], isInteractive: Bool) {
        self.plugin = plugin
        self.environment = environment
        self.isInteractive = isInteractive
    }

    /// Runs a plugin and returns what it prints; when the task is cancelled, the plugin is killed.
    static func run(
        _ plugin: CredentialPlugin,
        _ environment: [String: String],
        isInteractive: Bool
    ) async throws -> [UInt8] {
        let process = PluginProcess(plugin, environment, isInteractive: isInteractive)
        // A thread of its own: waiting for a process blocks.
        let thread = try EventLoop(name: "exec-plugin")
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                thread.execute { continuation.resume(with: process.runToEnd()) }
            }
        } onCancel: {
            process.cancel()
        }
    }

    private func cancel() {
        isCancelled.withLock { $0 = true }
        kill()
    }

    private func kill() {
        // The lock keeps the number from belonging to somebody else by now.
        pid.withLock { pid in
            guard let pid else { return }
            _ = Glibc.kill(isInteractive ? pid : -pid, SIGKILL)
        }
    }

    private func runToEnd() -> Result<[UInt8], any Error> {
        do throws(CredentialError) {
            var output = try ChildPipe()
            var errors = try ChildPipe()
            let child = try spawn(output, errors)
            pid.withLock { $0 = child }
            if isCancelled.withLock({ $0 }) { kill() }
            output.closeWritingEnd()
            errors.closeWritingEnd()
            let isInTime = read(&output, &errors)
            if !isInTime { kill() }
            let status = wait(for: child)
            if isCancelled.withLock({ $0 }) { return .failure(CancellationError()) }
            try check(status, isInTime: isInTime, output, errors)
            return .success(output.content)
        } catch {
            return .failure(error)
        }
    }

    private func check(
        _ status: Int32,
        isInTime: Bool,
        _ output: borrowing ChildPipe,
        _ errors: borrowing ChildPipe
    ) throws(CredentialError) {
        guard isInTime else { throw CredentialError("the plugin \(plugin.command) took too long") }
        guard output.content.count <= Self.outputLimit else {
            throw CredentialError("the plugin \(plugin.command) printed more than \(Self.outputLimit) bytes")
        }
        guard status == 0 else {
            let words = String(decoding: errors.content.suffix(1_000), as: UTF8.self).split(whereSeparator: \.isNewline)
            let last = words.last.map { ": \($0)" } ?? ""
            // The macros for a status, which Swift does not import.
            let signal = status & 0x7F
            let end = signal == 0 ? "exit code \(status >> 8 & 0xFF)" : "signal \(signal)"
            throw CredentialError("the plugin \(plugin.command) failed with \(end)\(last)")
        }
    }

    /// Reads both pipes to their ends; false when the time is over.
    private func read(_ output: inout ChildPipe, _ errors: inout ChildPipe) -> Bool {
        let limit = isInteractive ? Self.timeLimits.interactive : Self.timeLimits.silent
        let deadline = ContinuousClock.now + limit
        while output.isOpen || errors.isOpen {
            let rest = deadline - ContinuousClock.now
            guard rest > .zero else { return false }
            var polled = [output.pollDescriptor, errors.pollDescriptor]
            let milliseconds = Int32(clamping: rest.components.seconds * 1_000 + 1)
            guard unsafe poll(&polled, nfds_t(polled.count), milliseconds) >= 0 || errno == EINTR else { return true }
            if polled[0].revents != 0 { output.readSome(keeping: Self.outputLimit + 1) }
            if polled[1].revents != 0 { errors.readSome(keeping: 64 << 10) }
        }
        return true
    }

    private func wait(for child: pid_t) -> Int32 {
        // Waits without reaping first, so that the number stays the child's while the lock is taken.
        var information = unsafe siginfo_t()
        while unsafe waitid(P_PID, id_t(child), &information, WEXITED | WNOWAIT) != 0, errno == EINTR {}
        return pid.withLock { pid in
            pid = nil
            var status: Int32 = 0
            while unsafe waitpid(child, &status, 0) == -1, errno == EINTR {}
            return status
        }
    }
}

extension PluginProcess {
    private func spawn(_ output: borrowing ChildPipe, _ errors: borrowing ChildPipe) throws(CredentialError) -> pid_t {
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        if !isInteractive {
            unsafe posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        }
        unsafe posix_spawn_file_actions_adddup2(&actions, output.writingEnd, STDOUT_FILENO)
        unsafe posix_spawn_file_actions_adddup2(&actions, errors.writingEnd, STDERR_FILENO)
        // Nothing else of this process is a plugin's business.
        unsafe csystem_spawn_close_from(&actions, STDERR_FILENO + 1)
        var attributes = posix_spawnattr_t()
        unsafe posix_spawnattr_init(&attributes)
        defer { unsafe posix_spawnattr_destroy(&attributes) }
        if !isInteractive {
            // A group of its own, so that what the plugin starts can be killed with it.
            unsafe posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP))
            unsafe posix_spawnattr_setpgroup(&attributes, 0)
        }
        let variables = ProcessEnvironment.current.merging(environment) { $1 }.map { "\($0.key)=\($0.value)" }
        var child: pid_t = -1
        let result = unsafe ([plugin.command] + plugin.arguments).withCStrings { arguments in
            unsafe variables.withCStrings { environment in
                unsafe posix_spawnp(&child, plugin.command, &actions, &attributes, arguments, environment)
            }
        }
        guard result == 0 else {
            let hint = plugin.installHint.isEmpty ? "" : "\n\(plugin.installHint)"
            let reason = unsafe String(cString: strerror(result))
            throw CredentialError("cannot run the plugin \(plugin.command): \(reason)\(hint)")
        }
        return child
    }
}
