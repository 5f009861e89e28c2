// SPDX-License-Identifier: Apache-2.0

internal import Basics
internal import FileKit
internal import Glibc

/// A fleet that runs in a process of its own, which outlives the terminal.
package struct DetachedLaptop: Sendable {
    private let folder: LaptopFolder

    package init(_ folder: LaptopFolder) {
        self.folder = folder
    }

    /// Starts this program again with the arguments, and returns what it says when the fleet runs.
    package func start(_ arguments: [String]) async throws -> String {
        if let process = folder.runningProcess {
            throw LaptopError("the fleet of \(folder.path) runs already, as process \(process)")
        }
        try folder.make()
        folder.endRunning()
        let child = try spawn(arguments)
        while !File.exists(folder.greeting) {
            try await ContinuousClock().sleep(for: .milliseconds(20))
            var status: Int32 = 0
            guard unsafe waitpid(child, &status, WNOHANG) == child else { continue }
            throw LaptopError(lastWords ?? "the fleet ended at once; see \(folder.log)")
        }
        return String(decoding: try File.read(folder.greeting), as: UTF8.self)
    }

    /// What the process said before it ended, without its name, which whoever repeats it says again.
    private var lastWords: String? {
        guard let bytes = try? File.read(folder.output) else { return nil }
        let line = String(decoding: bytes, as: UTF8.self).split(separator: "\n").last.map(String.init)
        return line.map { $0.hasPrefix("portolan up: ") ? String($0.dropFirst("portolan up: ".count)) : $0 }
    }

    /// Ends the process that runs the fleet, and returns when it has ended; false when there is none.
    package func stop() async throws -> Bool {
        guard let process = folder.runningProcess else { return false }
        kill(process, SIGTERM)
        while kill(process, 0) == 0 {
            try await ContinuousClock().sleep(for: .milliseconds(20))
        }
        return true
    }

    /// Starts the program in the background, with its lines in a file.
    private func spawn(_ arguments: [String]) throws -> pid_t {
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        unsafe posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        let flags = O_WRONLY | O_CREAT | O_TRUNC
        unsafe posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, folder.output, flags, 0o600)
        unsafe posix_spawn_file_actions_adddup2(&actions, STDOUT_FILENO, STDERR_FILENO)
        var attributes = posix_spawnattr_t()
        unsafe posix_spawnattr_init(&attributes)
        defer { unsafe posix_spawnattr_destroy(&attributes) }
        // A group of its own: Control-C in the terminal is for what runs in front.
        unsafe posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP))
        unsafe posix_spawnattr_setpgroup(&attributes, 0)
        var child: pid_t = -1
        let result = unsafe (["portolan"] + arguments).withCStrings { arguments in
            unsafe posix_spawn(&child, "/proc/self/exe", &actions, &attributes, arguments, environ)
        }
        guard result == 0 else { throw FileError("start", "/proc/self/exe", number: result) }
        return child
    }
}
