// SPDX-License-Identifier: Apache-2.0

package import Basics
internal import JSONKit
internal import Synchronization

/// Every request on record: the latest ones in memory, for those who assert what was asked, and all in a file for those
/// who want one.
///
/// Bodies are never kept: a Secret or a token has no way into a record.
package final class AuditLog: Sendable {
    private struct State {
        var records = Deque<AuditRecord>()
        var failureCount = 0
    }

    private let capacity: Int
    private let file: DiskFile?
    private let state = Mutex(State())
    let clock: WallClock

    /// A log that remembers so many records, and appends each as a line of JSON to a file if there is one.
    ///
    /// Each line is written in one piece, so that the file can be moved away and a new process started on another one.
    package init(capacity: Int = 1_000, file path: String? = nil, clock: WallClock = .system) throws(JournalError) {
        self.capacity = capacity
        self.clock = clock
        file = try path.map { path throws(JournalError) in try DiskFile(path, for: .append, disk: .system) }
    }

    /// A log in memory only.
    package init(remembering capacity: Int, clock: WallClock = .system) {
        self.capacity = capacity
        self.clock = clock
        file = nil
    }

    /// The remembered records that a condition holds for, the oldest first.
    package func records(where isWanted: (AuditRecord) -> Bool = { _ in true }) -> [AuditRecord] {
        state.withLock { $0.records }.filter(isWanted)
    }

    /// Forgets what is remembered.
    package func removeAll() {
        state.withLock { $0.records.removeAll() }
    }

    /// How many lines could not be written to the file; no request fails for that.
    package var failureCount: Int { state.withLock { $0.failureCount } }

    func add(_ record: AuditRecord) {
        var hasFailed = false
        do throws(JournalError) {
            try file?.append(record.serialized() + [UInt8(ascii: "\n")])
        } catch {
            hasFailed = true
        }
        state.withLock { state in
            if hasFailed { state.failureCount += 1 }
            state.records.append(record)
            if state.records.count > capacity { _ = state.records.popFirst() }
        }
    }
}
