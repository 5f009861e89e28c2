// SPDX-License-Identifier: Apache-2.0

import Basics
import Glibc
import KubeRuntime
import OtherPrograms
import Synchronization
import TestSupport
import Testing

@Suite("File watch", .timeLimit(.minutes(4)))
struct FileWatchTests {
    let folder = TemporaryFolder()
    let clock = ManualClock()

    /// Watches a file while a test changes it; `step` lets it look once more.
    func watching(_ path: String, _ body: (_ look: () async -> Int) async throws -> Void) async throws {
        let changes = Mutex(0)
        let watch = FileWatch(path, clock: clock) { path in
            let name = String(path.dropFirst(folder.path.count + 1))
            return (try? folder.read(name)).map { Array($0.utf8) }
        } changed: {
            changes.withLock { $0 += 1 }
        }
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await watch.run() }
            await clock.sleepers()
            try await body {
                await clock.advanceToNextWake()
                await clock.sleepers()
                return changes.withLock { $0 }
            }
            group.cancelAll()
        }
    }

    @Test("other content is news, the same content is none")
    func content() async throws {
        folder.write("file", "a")
        try await watching("\(folder.path)/file") { look in
            #expect(await look() == 0)
            folder.write("file", "b")
            #expect(await look() == 1)
            folder.write("file", "b")
            #expect(await look() == 1)
        }
    }

    @Test("a mounted ConfigMap is replaced by moving a link, and that is seen")
    func dataLink() async throws {
        for name in ["v1", "v2"] { #expect(unsafe mkdir("\(folder.path)/\(name)", 0o700) == 0) }
        folder.write("v1/file", "one")
        folder.write("v2/file", "two")
        #expect(unsafe symlink("v1", "\(folder.path)/..data") == 0)
        #expect(unsafe symlink("..data/file", "\(folder.path)/file") == 0)
        try await watching("\(folder.path)/file") { look in
            #expect(await look() == 0)
            #expect(unsafe symlink("v2", "\(folder.path)/..data_tmp") == 0)
            #expect(unsafe rename("\(folder.path)/..data_tmp", "\(folder.path)/..data") == 0)
            #expect(await look() == 1)
        }
    }

    @Test("a file that is away for a moment is no news, and what comes after is")
    func absence() async throws {
        folder.write("file", "a")
        try await watching("\(folder.path)/file") { look in
            unsafe unlink("\(folder.path)/file")
            #expect(await look() == 0)
            folder.write("file", "a")
            #expect(await look() == 0)
            folder.write("file", "c")
            #expect(await look() == 1)
        }
    }
}
