// SPDX-License-Identifier: Apache-2.0

internal import Basics
internal import FileKit
internal import KubeRuntime

/// Gives back from time to time what only an earlier time of the process needed.
struct MemoryUpkeep: Sendable {
    /// After the start, when the caches are full and the first passes over.
    static let beginning = Duration.seconds(10)
    /// Then this often; it takes two milliseconds, and what is in use is back after a hundred page faults.
    static let interval = Duration.seconds(300)

    let clock: any MonotonicClock

    func run() async throws {
        var pause = Self.beginning
        while true {
            try await clock.sleep(for: pause)
            ProcessMemory.releaseUnused()
            Self.files?.release()
            pause = Self.interval
        }
    }

    /// What of files is mapped now; nil where `/proc` does not say.
    private static var files: MappedFiles? {
        guard let bytes = try? File.read("/proc/self/smaps") else { return nil }
        return MappedFiles(smaps: String(decoding: bytes, as: UTF8.self))
    }

    /// It as a part of a process.
    var service: Service { Service("memory", .caches) { try await run() } }
}
