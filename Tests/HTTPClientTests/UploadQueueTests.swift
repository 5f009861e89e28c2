// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

@testable import HTTPClient

@Suite("Streamed bodies between producer and curl", .tags(.machine))
struct UploadQueueTests {
    @Test("curl gets the pieces in portions, and waits between them")
    func portions() {
        var queue = UploadQueue(length: nil)
        #expect(next(&queue, 4) == .notYet)
        #expect(queue.isCurlWaiting)
        #expect(append(&queue, [1, 2, 3]) == .awaited)
        #expect(!queue.isCurlWaiting)
        #expect(!queue.hasRoom)
        #expect(next(&queue, 2) == .bytes([1, 2]))
        #expect(!queue.hasRoom)
        #expect(next(&queue, 2) == .bytes([3]))
        #expect(queue.hasRoom)
        #expect(append(&queue, [4]) == .accepted)
        #expect(complete(&queue) == .accepted)
        #expect(next(&queue, 2) == .bytes([4]))
        #expect(next(&queue, 2) == .end)
    }

    @Test("curl that waits is woken by the end as well")
    func wokenByEnd() {
        var queue = UploadQueue(length: nil)
        #expect(next(&queue, 1) == .notYet)
        #expect(complete(&queue) == .awaited)
        #expect(next(&queue, 1) == .end)
    }

    @Test("a promised length is kept to the byte")
    func promisedLength() {
        var exact = UploadQueue(length: 2)
        #expect(append(&exact, [1, 2]) == .accepted)
        _ = complete(&exact)
        #expect(next(&exact, 9) == .bytes([1, 2]))
        #expect(next(&exact, 9) == .end)

        var short = UploadQueue(length: 2)
        #expect(append(&short, [1]) == .accepted)
        _ = complete(&short)
        #expect(next(&short, 9) == .bytes([1]))
        #expect(next(&short, 9) == .tooShort)

        var long = UploadQueue(length: 2)
        #expect(append(&long, [1, 2, 3]) == .tooLong)
    }

    @Test("a body can start over until curl has taken of it")
    func startingOver() {
        var queue = UploadQueue(length: nil)
        #expect(append(&queue, [1]) == .accepted)
        #expect(!queue.hasStarted)
        _ = next(&queue, 1)
        #expect(queue.hasStarted)
    }

    private func next(_ queue: inout UploadQueue, _ count: Int) -> UploadQueue.Portion { queue.next(count) }

    private func append(_ queue: inout UploadQueue, _ bytes: [UInt8]) -> UploadQueue.Admission { queue.append(bytes) }

    private func complete(_ queue: inout UploadQueue) -> UploadQueue.Admission { queue.complete() }
}
