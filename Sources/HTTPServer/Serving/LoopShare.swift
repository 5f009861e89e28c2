// SPDX-License-Identifier: Apache-2.0

internal import Basics
internal import Glibc

/// What the connections of one loop share: the settings, a buffer to read into, the time.
// SAFETY: the mutable parts are used on the loop's thread only; every user is an actor of that loop.
@safe final class LoopShare: @unchecked Sendable {
    let limits: HTTPServerLimits
    let handler: HTTPHandler
    /// How connections are encrypted, or nil for those that are not.
    let tls: TLSProvider?
    let observe: (@Sendable (HTTPServerEvent) -> Void)?
    /// Connections of the whole server.
    let connectionCount: ConnectionCount

    /// The number of ticks since the start: deadlines are counted in them, so that setting one costs an addition.
    private(set) var now = 0
    /// Whether every response is its connection's last.
    var isDraining = false

    let ticks: TickLimits
    private let buffer: UnsafeMutableRawBufferPointer
    private var second: time_t = 0
    private var dateLine: [UInt8] = []

    init(
        limits: HTTPServerLimits,
        handler: @escaping HTTPHandler,
        connectionCount: ConnectionCount,
        tls: TLSProvider?,
        observe: (@Sendable (HTTPServerEvent) -> Void)?
    ) {
        self.limits = limits
        self.handler = handler
        self.connectionCount = connectionCount
        self.tls = tls
        self.observe = observe
        ticks = TickLimits(limits)
        unsafe buffer = .allocate(byteCount: 64 * 1024, alignment: 64)
    }

    deinit {
        unsafe buffer.deallocate()
    }

    /// Reads what a client sent, and tells whether there may be more.
    func read(from transport: Transport) -> (reading: Transport.Reading, mayHaveMore: Bool) {
        let reading = unsafe transport.read(into: buffer)
        return unsafe (reading, reading == .bytes(buffer.count) || transport.hasPending && reading != .blocked)
    }

    /// Lends the bytes of the last read to `body`.
    func withBytes<Result>(_ count: Int, _ body: (Span<UInt8>) -> Result) -> Result {
        let bytes = unsafe buffer[..<count].assumingMemoryBound(to: UInt8.self)
        return unsafe body(bytes.span)
    }

    func advance() {
        now += 1
    }

    /// The first tick that is at least so many ticks away, whenever in the present one the question comes.
    func deadline(after ticks: Int) -> Int {
        now + ticks + 1
    }

    /// The line `Date: …`, written anew once a second.
    var date: [UInt8] {
        let current = time(nil)
        if current != second {
            second = current
            let date = HTTPDate.format(Timestamp(secondsSinceEpoch: Int64(current)))
            dateLine = Array("Date: \(date)\r\n".utf8)
        }
        return dateLine
    }
}
