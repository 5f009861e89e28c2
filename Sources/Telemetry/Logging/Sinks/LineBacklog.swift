// SPDX-License-Identifier: Apache-2.0

import Basics

/// The lines that are still to be written, up to a number of bytes, and how many had no room.
package struct LineBacklog: Sendable {
    private let capacity: Int
    private let notice: @Sendable (Int) -> [UInt8]
    private var lines = Deque<[UInt8]>()
    private var byteCount = 0
    /// How many bytes of the first line are written.
    private var offset = 0
    private var unreportedCount = 0
    /// How many lines were lost since the start.
    package private(set) var droppedCount = 0

    /// `notice` makes the line that says how many are missing; it takes the place where they would have been.
    package init(capacity: Int, notice: @escaping @Sendable (Int) -> [UInt8]) {
        self.capacity = capacity
        self.notice = notice
    }

    /// Takes a line; drops it when there is no room, or no room for saying that others were dropped.
    package mutating func add(_ line: [UInt8]) {
        guard byteCount == 0 || byteCount + line.count <= capacity else {
            drop(1)
            return
        }
        reportDropped()
        append(line)
    }

    /// What is to be written next: the rest of the first line.
    package mutating func next() -> ArraySlice<UInt8>? {
        if lines.isEmpty {
            reportDropped()
        }
        return lines.first.map { $0[offset...] }
    }

    /// Some bytes of the first line are written.
    package mutating func advance(by count: Int) {
        guard let line = lines.first else { return }
        offset += count
        if offset == line.count {
            removeFirst()
        }
    }

    /// The first line cannot be written.
    package mutating func dropFirst() {
        removeFirst()
        drop(1)
    }

    /// Nothing can be written any more.
    package mutating func dropAll() {
        droppedCount += lines.count
        lines.removeAll()
        byteCount = 0
        offset = 0
        unreportedCount = 0
    }

    private mutating func append(_ line: [UInt8]) {
        byteCount += line.count
        lines.append(line)
    }

    private mutating func removeFirst() {
        byteCount -= lines.popFirst()?.count ?? 0
        offset = 0
    }

    private mutating func drop(_ count: Int) {
        droppedCount += count
        unreportedCount += count
    }

    private mutating func reportDropped() {
        guard unreportedCount > 0 else { return }
        append(notice(unreportedCount))
        unreportedCount = 0
    }
}
