// SPDX-License-Identifier: Apache-2.0

import FileKit
import Glibc
import OtherPrograms
import TestSupport
import Testing

@testable import PortolanApp

@Suite("What a process gives back", .timeLimit(.minutes(1)))
struct MemoryUpkeepTests {
    private static let size = 16 * 4_096

    @Test("pages of files, a while after the start and then now and again; whoever touches them has them back")
    func upkeep() async throws {
        let folder = TemporaryFolder()
        let file = unsafe open(folder.write("pages", repeatElement(7, count: Self.size)), O_RDONLY)
        defer { close(file) }
        let start = unsafe mmap(nil, Self.size, PROT_READ, MAP_PRIVATE, file, 0)
        defer { unsafe munmap(start, Self.size) }
        let pages = unsafe UnsafeRawBufferPointer(start: start, count: Self.size)
        let address = UInt(bitPattern: start)
        let clock = ManualClock()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await MemoryUpkeep(clock: clock).run() }
            for pause in [MemoryUpkeep.beginning, MemoryUpkeep.interval, MemoryUpkeep.interval] {
                #expect(unsafe pages.allSatisfy { $0 == 7 })
                #expect(try Self.residentKilobytes(at: address) == 64)
                await clock.sleepers(1)
                clock.advance(by: pause)
                try await eventually("they are given back") {
                    try Self.residentKilobytes(at: address) == 0
                }
            }
            #expect(unsafe pages.allSatisfy { $0 == 7 })
            group.cancelAll()
            while case .some = await group.nextResult() {}
        }
    }

    /// What `/proc/self/smaps` says of the mapping at an address.
    private static func residentKilobytes(at address: UInt) throws -> Int? {
        let lines = String(decoding: try File.read("/proc/self/smaps"), as: UTF8.self).split(separator: "\n")
        let head = lines.firstIndex { $0.hasPrefix("\(String(address, radix: 16))-") }
        let resident = head.flatMap { head in lines[head...].first { $0.hasPrefix("Rss:") } }
        return resident?.split(separator: " ").dropFirst().first.flatMap { Int($0) }
    }
}
