// SPDX-License-Identifier: Apache-2.0

/// The time limits, counted in ticks of a loop.
struct TickLimits {
    let length: Duration
    let handshake: Int
    let head: Int
    let body: Int
    let idle: Int
    let write: Int
    let halfClosed: Int
    let linger: Int
    /// Bytes that a body brings in each tick.
    let bodyBytes: Double

    init(_ limits: HTTPServerLimits) {
        let tick = limits.tick
        // A timeout of years is none, and must not overflow the sums.
        func count(_ limit: Duration) -> Int { Int(min((limit / tick).rounded(.up), 1e15)) }
        length = tick
        handshake = count(limits.handshakeTimeout)
        head = count(limits.headTimeout)
        body = count(limits.bodyTimeout)
        idle = count(limits.idleTimeout)
        write = count(limits.writeTimeout)
        halfClosed = count(limits.halfClosedTimeout)
        linger = count(limits.lingerTimeout)
        bodyBytes = Double(limits.bodyRate) * (tick / .seconds(1))
    }
}
