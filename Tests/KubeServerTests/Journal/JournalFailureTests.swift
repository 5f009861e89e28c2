// SPDX-License-Identifier: Apache-2.0

import Glibc
import KubeCore
import Synchronization
import TestSupport
import Testing

@testable import KubeServer

@Suite("A journal on a bad disk", .timeLimit(.minutes(1)))
struct JournalFailureTests {
    private let fixture = JournalFixture()

    @Test("a write for which there is no room is refused whole, and reading goes on", arguments: [0, 1, 19, 20, 90])
    func full(room: Int) throws {
        let budget = Budget(.max)
        var storage: Storage? = try fixture.open(disk: .withRoom(budget))
        try storage?.write("x", "1")
        let (contents, revision) = try (#require(storage?.contents), #require(storage?.revision))
        budget.set(room)
        let failure = #expect(throws: APIFailure.self) { try storage?.write("y", "2") }
        #expect(failure?.status.code == 500)
        #expect(failure?.status.message.contains("no space left on device") == true)
        #expect(storage?.contents == contents)
        #expect(storage?.revision == revision)
        guard case .changes(let changes, _)? = storage?.news(of: widgetID, after: revision) else {
            Issue.record("the history is gone")
            return
        }
        #expect(changes.isEmpty)
        budget.set(.max)
        #expect(try storage?.write("z", "3") == revision + 1)
        let later = storage?.contents
        storage = nil
        #expect(try fixture.open().contents == later)
    }

    @Test("who cannot fail gets the state that stays")
    func neverFailing() throws {
        let budget = Budget(.max)
        let storage = try fixture.open(disk: .withRoom(budget))
        let revision = try storage.write("x", "1")
        budget.set(0)
        let key = StorageKey(namespace: "a", name: "x")
        let result = storage.update(widgetID, key) { _ in
            .put { StoredObject(key: key, uid: "", resourceVersion: $0, members: []) }
        }
        #expect(result?.resourceVersion == revision)
    }

    @Test("a failed sync fails whoever waits for it, and every write until the next start")
    func failedSync() async throws {
        let isBroken = Atomic(false)
        var disk = Disk.inRun("a")
        let sync = disk.sync
        disk.sync = { isBroken.load(ordering: .relaxed) ? .failure(Disk.ErrorNumber(EIO)) : sync($0) }
        var storage: Storage? = try fixture.open(.machine, disk: disk)
        try storage?.write("x")
        try await storage?.settle()
        isBroken.store(true, ordering: .relaxed)
        try storage?.write("y")
        await #expect(throws: APIFailure.self) { try await storage?.settle() }
        isBroken.store(false, ordering: .relaxed)
        #expect(throws: APIFailure.self) { try storage?.write("z") }
        await #expect(throws: APIFailure.self) { try await storage?.settle() }
        #expect(storage?.contents.count == 2)
        storage = nil
        storage = try fixture.open(.machine)
        try storage?.write("z")
        try await storage?.settle()
    }

    @Test("nobody goes on before what was written is safe")
    func safety() async throws {
        let storage = try fixture.open(.machine)
        let journal = try #require(storage.journal)
        try await withThrowingTaskGroup { group in
            for writer in 0..<16 {
                group.addTask {
                    for number in 0..<5 {
                        try storage.write("\(writer)-\(number)")
                        let written = journal.group.withLock { $0.written }
                        try await storage.settle()
                        #expect(journal.group.withLock { $0.synced } >= written)
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(journal.group.withLock { !$0.isBehind })
    }

    @Test("a leader syncs for all, and hands on to the first who came too late")
    func roles() {
        var group = GroupSync<String>()
        group.wrote(10)
        #expect(group.join(10) == .lead)
        group.wrote(5)
        #expect(group.join(15) == .follow)
        #expect(group.follow(12, "early") == nil)
        #expect(group.follow(15, "first") == nil)
        #expect(group.follow(15, "second") == nil)
        // What came while the sync was running may have missed it: one of those leads the next.
        #expect(group.finished(10, nil) == [.init("early", .lead)])
        #expect(group.join(10) == .done)
        group.wrote(5)
        #expect(group.follow(20, "third") == nil)
        #expect(group.finished(15, nil) == [.init("first", .done), .init("second", .done), .init("third", .lead)])
        #expect(group.follow(15, "late") == .done)
        #expect(group.isBehind)
        let failure = JournalError(.closed, "gone")
        #expect(group.follow(20, "fourth") == nil)
        #expect(group.finished(20, failure) == [.init("fourth", .failed(failure))])
        #expect(group.join(15) == .done)
        #expect(group.join(20) == .failed(failure))
        #expect(!group.isBehind)
    }
}
