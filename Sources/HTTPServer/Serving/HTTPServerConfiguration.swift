// SPDX-License-Identifier: Apache-2.0

internal import Glibc

/// Where and how a server serves.
package struct HTTPServerConfiguration: Sendable {
    /// Where it listens; port 0 lets the system choose a port, which ``HTTPServer/start()`` returns.
    package var address: SocketAddress
    /// Threads, each with an event loop and a share of the connections.
    package var loopCount: Int
    /// The server's identity, where it speaks TLS.
    package var tls: TLSConfiguration?
    /// What clients may ask for.
    package var limits = HTTPServerLimits()
    /// Connections that the system accepts before the server gets to them.
    package var backlog = 1024
    /// Time for requests to end when the server is stopped; then handlers are cancelled.
    package var drainTimeout = Duration.seconds(25)
    /// Time for cancelled handlers to end their responses; then connections are cut.
    package var cancelTimeout = Duration.seconds(2)
    /// Told of everything that happens, on the loop's thread: it must return soon.
    package var observe: (@Sendable (HTTPServerEvent) -> Void)?

    /// A server at this address, with a loop for each processor.
    package init(address: SocketAddress, loopCount: Int? = nil) {
        self.address = address
        self.loopCount = max(1, loopCount ?? sysconf(Int32(_SC_NPROCESSORS_ONLN)))
    }
}
