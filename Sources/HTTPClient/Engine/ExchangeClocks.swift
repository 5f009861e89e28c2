// SPDX-License-Identifier: Apache-2.0

internal import EventLoop

/// The two times that curl cannot keep as they are meant here: in all, waiting for a free connection included, and
/// of silence that is the server's fault.
struct ExchangeClocks {
    private let total: Timer?
    private let idle: Timer?
    private let idleLimit: Duration?

    init(
        _ timeouts: HTTPClient.Timeouts,
        on loop: EventLoop,
        _ expired: @escaping (HTTPClientError.Timeout, Duration) -> Void
    ) {
        // A silence that may last as long as the whole request ends with it: most requests need one timer, set once.
        idleLimit = timeouts.idle.flatMap { limit in timeouts.total.map { $0 <= limit } == true ? nil : limit }
        idle = idleLimit.map { limit in Timer(on: loop) { expired(.idle, limit) } }
        total = timeouts.total.map { limit in Timer(on: loop) { expired(.total, limit) } }
        if let limit = timeouts.total { total?.schedule(after: limit) }
    }

    /// Starts counting silence anew, or stops while it is nobody's fault but ours.
    func noteActivity(isServerDue: Bool) {
        guard let idle, let idleLimit else { return }
        if isServerDue {
            idle.schedule(after: idleLimit)
        } else {
            idle.cancel()
        }
    }
}
