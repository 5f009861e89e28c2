// SPDX-License-Identifier: Apache-2.0

import Glibc
import OtherPrograms
import TestSupport
import Testing

/// The `openssl` command: somebody else's reading of what this room writes.
///
/// Each value has a folder of its own, which goes with it.
final class OpenSSLCommand {
    /// Whether the machine has the command.
    static let isInstalled = unsafe system("openssl version >/dev/null 2>&1") == 0

    private let folder = TemporaryFolder()

    enum Failure: Error {
        case cannotRun
    }

    /// Puts a file into the folder, under a plain name.
    func write(_ name: String, _ contents: [UInt8]) {
        folder.write(name, contents)
    }

    /// Puts a text into the folder, under a plain name.
    func write(_ name: String, _ contents: String) {
        folder.write(name, contents)
    }

    /// Runs the command in the folder and returns its exit status and everything it prints.
    func run(_ arguments: String) throws -> (status: CInt, output: String) {
        guard let pipe = unsafe popen("cd '\(folder.path)' && openssl \(arguments) 2>&1", "r") else {
            throw Failure.cannotRun
        }
        var output: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 4_096)
        while true {
            let count = unsafe fread(&chunk, 1, chunk.count, pipe)
            guard count > 0 else { break }
            output += chunk.prefix(count)
        }
        return (unsafe pclose(pipe), String(decoding: output, as: UTF8.self))
    }
}
