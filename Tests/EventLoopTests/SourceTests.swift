// SPDX-License-Identifier: Apache-2.0

import EventLoop
import Glibc
import Testing

/// Watches one end of a socket pair and counts what it is told.
private actor Watched: LoopBound {
    nonisolated let loop: EventLoop

    private(set) var events: [SocketSource.Readiness] = []
    private let ends: (near: Int32, far: Int32)
    private var source: SocketSource?
    private var waiter: CheckedContinuation<Void, Never>?

    init(on loop: EventLoop) {
        self.loop = loop
        var pair: [Int32] = [-1, -1]
        let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue)
        let result = unsafe socketpair(AF_UNIX, kind, 0, &pair)
        precondition(result == 0)
        ends = (pair[0], pair[1])
    }

    deinit {
        close(ends.near)
        close(ends.far)
    }

    func start(_ interest: SocketSource.Readiness) {
        let source = SocketSource(on: loop, descriptor: ends.near) { [weak self] readiness in
            self?.assumeIsolated { $0.note(readiness) }
        }
        source.interest = interest
        self.source = source
    }

    func set(_ interest: SocketSource.Readiness) { source?.interest = interest }

    func write() { unsafe _ = Glibc.write(ends.far, "x", 1) }

    func shutDown() { _ = shutdown(ends.far, Int32(SHUT_WR)) }

    func read() -> Int {
        var byte: UInt8 = 0
        return unsafe Glibc.read(ends.near, &byte, 1)
    }

    func nextEvent() async -> SocketSource.Readiness? {
        if events.isEmpty { await withCheckedContinuation { waiter = $0 } }
        return events.isEmpty ? nil : events.removeFirst()
    }

    /// Lets the loop wait for its sockets a few times.
    func turns() async {
        for _ in 0..<20 { await withCheckedContinuation { done in loop.execute { done.resume() } } }
    }

    private func note(_ readiness: SocketSource.Readiness) {
        if events.count < 100 { events.append(readiness) }
        waiter?.resume()
        waiter = nil
    }
}

/// Counts how often a timer fired.
private actor Alarm: LoopBound {
    nonisolated let loop: EventLoop

    private(set) var count = 0
    private var timer: EventLoopTimer?

    init(on loop: EventLoop) {
        self.loop = loop
    }

    func schedule(after delay: Duration) {
        let timer = timer ?? EventLoopTimer(on: loop) { [weak self] in self?.assumeIsolated { $0.count += 1 } }
        self.timer = timer
        timer.schedule(after: delay)
    }

    func cancel() { timer?.cancel() }
}

private typealias EventLoopTimer = Timer

@Suite("Sockets and timers of the event loop", .timeLimit(.minutes(1)))
struct SourceTests {
    @Test("a socket is reported as readable as long as bytes wait")
    func readable() async throws {
        let watched = Watched(on: try EventLoop())
        await watched.start(.readable)
        await watched.turns()
        #expect(await watched.events.isEmpty)
        await watched.write()
        #expect(await watched.nextEvent() == .readable)
        #expect(await watched.nextEvent() == .readable)
        #expect(await watched.read() == 1)
    }

    @Test("the end of the stream is readable")
    func endOfStream() async throws {
        let watched = Watched(on: try EventLoop())
        await watched.start(.readable)
        await watched.shutDown()
        #expect(await watched.nextEvent() == .readable)
        #expect(await watched.read() == 0)
    }

    @Test("a direction that is of no interest is not reported, and one that is again is")
    func interestChanges() async throws {
        let watched = Watched(on: try EventLoop())
        await watched.start([.readable, .writable])
        #expect(await watched.nextEvent() == .writable)
        await watched.set([])
        await watched.write()
        await watched.turns()
        while await !watched.events.isEmpty { _ = await watched.nextEvent() }
        await watched.turns()
        #expect(await watched.events.isEmpty)
        await watched.set(.readable)
        #expect(await watched.nextEvent() == .readable)
    }

    @Test("a timer fires once per schedule, at the time set last")
    func timerFiresOnce() async throws {
        let alarm = Alarm(on: try EventLoop())
        await alarm.schedule(after: .seconds(3_600))
        await alarm.schedule(after: .milliseconds(1))
        while await alarm.count == 0 { try await Task.sleep(for: .milliseconds(2)) }
        try await Task.sleep(for: .milliseconds(30))
        #expect(await alarm.count == 1)
        await alarm.schedule(after: .zero)
        while await alarm.count == 1 { try await Task.sleep(for: .milliseconds(2)) }
        #expect(await alarm.count == 2)
    }

    @Test("a cancelled timer does not fire, and can be set again")
    func timerCancelled() async throws {
        let alarm = Alarm(on: try EventLoop())
        await alarm.schedule(after: .milliseconds(10))
        await alarm.cancel()
        try await Task.sleep(for: .milliseconds(50))
        #expect(await alarm.count == 0)
        await alarm.schedule(after: .milliseconds(1))
        while await alarm.count == 0 { try await Task.sleep(for: .milliseconds(2)) }
    }

    @Test(
        "absurd durations are no trouble",
        arguments: [Duration.seconds(Int64.max / 2), .seconds(-5), .nanoseconds(1)]
    )
    func absurdDurations(delay: Duration) async throws {
        let alarm = Alarm(on: try EventLoop())
        await alarm.schedule(after: delay)
        if delay < .seconds(1) {
            while await alarm.count == 0 { try await Task.sleep(for: .milliseconds(2)) }
        } else {
            try await Task.sleep(for: .milliseconds(20))
            #expect(await alarm.count == 0)
        }
    }
}
