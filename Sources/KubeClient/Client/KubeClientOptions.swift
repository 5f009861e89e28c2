// SPDX-License-Identifier: Apache-2.0

package import Basics
package import HTTPClient
internal import HTTPCore

/// How a client behaves, whatever the server.
package struct KubeClientOptions: Sendable {
    /// What the server's logs call the program: `name/version`.
    package var userAgent: String
    /// How long a request that is no watch may take in all, its repetitions not counted.
    package var requestTimeout = Duration.seconds(60)
    /// How much longer than it asked for a watch waits for a sign of life.
    package var watchMargin = Duration.seconds(5)
    /// The largest answer that is read whole; a list without pages is the largest there is.
    package var largestAnswer = 256 << 20
    /// The largest event of a watch.
    package var largestEvent = 32 << 20
    /// The most connections to a server.
    ///
    /// One that speaks no HTTP/2 needs one for each watch, and for each request beside them; what finds none waits.
    package var connections = 1_024
    /// A client beside which this one has its connections: for clients of many servers, each of which does little.
    package var sharing: HTTPClient?
    /// Which addresses may be connected to, for servers that somebody else names; nil for all.
    ///
    /// With a rule no proxy of the environment is used: it would be the proxy's address that is judged.
    package var isAddressAllowed: HTTPClient.AddressRule?
    /// How often, and for how long, requests are repeated; watches never are, as whoever watches knows better.
    package var retries = RetryPolicy.forKubernetes
    /// What waits between repetitions, and reads files again.
    package var clock: any MonotonicClock = ContinuousClock()
    /// What tells when credentials end.
    package var wallClock = WallClock.system
    /// What spreads repetitions, so that not all clients of a server come back at once.
    package var random = RandomSource.system
    /// Hears of each request when it is over.
    package var observer: (any RequestObserver)?

    /// The settings that fit most.
    package init(userAgent: String) {
        self.userAgent = userAgent
    }
}

extension RetryPolicy {
    /// Repeats what never arrived, what may be repeated and whatever the server asks to be sent later.
    package static var forKubernetes: RetryPolicy {
        var policy = RetryPolicy()
        policy.statuses = [
            .tooManyRequests, .internalServerError, .badGateway, .serviceUnavailable, .gatewayTimeout,
        ]
        policy.repeatsUnsentRequests = true
        return policy
    }
}
