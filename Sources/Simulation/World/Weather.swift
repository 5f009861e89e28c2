// SPDX-License-Identifier: Apache-2.0

/// What befalls a server once in a while: it falls over, forgets, and its replicas lag.
struct Weather: Sendable {
    let server: ModelServer
    let scheduler: Scheduler
    /// When all of it ends.
    let end: Duration

    init(_ server: ModelServer, until end: Duration) {
        self.server = server
        scheduler = server.scheduler
        self.end = end
    }

    /// Lets it begin.
    func begin() {
        scheduler.after(.seconds(1)) { [self] in tick() }
        scheduler.after(end - scheduler.now) { [self] in
            server.rates = .none
            for replica in 0..<2 { server.setLag(nil, ofReplica: replica) }
        }
    }

    private func tick() {
        guard scheduler.now < end else { return }
        let rates = server.rates
        if scheduler.draw({ $0.chance(rates.restart) }) { fallOver() }
        if scheduler.draw({ $0.chance(rates.compaction) }) { server.compact() }
        if scheduler.draw({ $0.chance(rates.lag) }) { lag() }
        scheduler.after(.seconds(1)) { [self] in tick() }
    }

    private func fallOver() {
        let (isSilent, time) = scheduler.draw { ($0.chance(0.2), $0.duration(.milliseconds(100)...(.seconds(25)))) }
        server.crash(silently: isSilent)
        scheduler.after(time) { [self] in server.restart() }
    }

    private func lag() {
        let (replica, lag, time) = scheduler.draw { random in
            (
                Int.random(in: 0..<2, using: &random),
                random.duration(.milliseconds(100)...(.seconds(12))),
                random.duration(.seconds(1)...(.seconds(30)))
            )
        }
        server.setLag(lag, ofReplica: replica)
        scheduler.after(time) { [self] in server.setLag(nil, ofReplica: replica) }
    }
}
