// SPDX-License-Identifier: Apache-2.0

package import Basics
package import HTTPCore

extension HTTPClient {
    /// What all requests of one client have in common.
    ///
    /// Redirects are never followed, cookies never kept, `.netrc` never read, and certificates always verified: there
    /// are no settings for these.
    package struct Configuration: Sendable {
        /// Sent with requests that do not name an agent themselves.
        package var userAgent: String
        package var timeouts = Timeouts()
        package var limits = Limits()
        package var tls = TLS()
        package var proxy = Proxy.environment
        /// Whether compressed responses are asked for and inflated; limits count the inflated bytes.
        package var decompresses = true
        /// Whether HTTP/2 is offered to servers that speak TLS.
        package var allowsHTTP2 = true
        /// Connects to this socket, whatever host and port the URL names.
        package var unixSocketPath: String?
        /// Says which addresses may be connected to, after names have been looked up; nil allows all.
        ///
        /// With a proxy it is the proxy's address that is judged. It is called on the client's loop, so it must not wait.
        package var isAddressAllowed: AddressRule?
        /// Told of each request's start, head and end; called on the client's loop, so it must not wait.
        package var observer: (any TransferObserver)?

        /// The settings that fit most; `userAgent` is `name/version`.
        package init(userAgent: String) {
            self.userAgent = userAgent
        }
    }

    /// Says whether an address may be connected to.
    package typealias AddressRule = @Sendable (IPAddress) -> Bool

    /// How long a request may take.
    package struct Timeouts: Sendable, Equatable {
        /// Until a connection is ready, the name looked up and TLS agreed.
        package var connect: Duration = .seconds(10)
        /// Without a byte in either direction; what the reader of a stream takes its time for does not count.
        package var idle: Duration? = .seconds(60)
        /// From the call to the last byte of the response.
        package var total: Duration?

        /// Ten seconds to connect, a minute of silence, no limit in all.
        package init() {}

        /// These times.
        package init(connect: Duration = .seconds(10), idle: Duration? = .seconds(60), total: Duration? = nil) {
            self.connect = connect
            self.idle = idle
            self.total = total
        }
    }

    /// How much a client holds.
    package struct Limits: Sendable, Equatable {
        /// Connections to one host and port, zero for any number; more requests wait.
        package var connectionsPerHost = 64
        /// Connections in all, zero for any number; more requests wait.
        package var connections = 512
        /// Idle connections that are kept.
        package var idleConnections = 32
        /// How long an idle connection is kept.
        package var idleConnectionAge: Duration = .seconds(90)
        /// Streams on one HTTP/2 connection, when the server allows as many.
        package var streamsPerConnection = 250
        /// The header of one response, in bytes.
        package var responseHeadBytes = 64 * 1_024
        /// The body of a response that is returned whole, in bytes.
        package var responseBodyBytes = 16 * 1_024 * 1_024
        /// How many bytes wait for the reader of a stream before the client stops receiving.
        package var unreadBytes = 256 * 1_024

        /// The limits that fit most.
        package init() {}
    }

    /// Which proxy requests go through.
    package enum Proxy: Sendable {
        /// What `HTTPS_PROXY`, `http_proxy`, `ALL_PROXY` and `NO_PROXY` say, as curl reads them.
        case environment
        /// None, whatever the environment says.
        case none
        /// This one for every request.
        case url(HTTPURL)
    }
}
