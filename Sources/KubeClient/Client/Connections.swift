// SPDX-License-Identifier: Apache-2.0

internal import Basics
internal import EventLoop
internal import FileKit
internal import HTTPClient
internal import Synchronization

/// The connections to a server, made anew when the certificates that they stand on are replaced.
///
/// Requests that are under way stay on the connections on which they began.
final class Connections: Sendable {
    /// Makes connections that stand on certificates.
    typealias Make = @Sendable (HTTPClient.TLS) -> any HTTPTransport

    /// How long what was read from files is used.
    private static let rereadInterval = Duration.seconds(60)

    private struct State {
        var transport: (any HTTPTransport)?
        var tls = HTTPClient.TLS()
        /// What was to be shown, where it was not the configuration's own.
        var identity: HTTPClient.TLS.Identity?
        var readAt: ContinuousClock.Instant?
    }

    let configuration: KubeConfiguration
    private let clock: any MonotonicClock
    private let make: Make
    private let state = Mutex(State())

    init(_ configuration: KubeConfiguration, clock: any MonotonicClock, make: @escaping Make) {
        self.configuration = configuration
        self.clock = clock
        self.make = make
    }

    /// Connections by libcurl.
    convenience init(_ configuration: KubeConfiguration, _ options: KubeClientOptions, on loop: EventLoop) {
        self.init(configuration, clock: options.clock) { tls in
            var http = HTTPClient.Configuration(userAgent: options.userAgent)
            http.tls = tls
            http.limits.connectionsPerHost = options.connections
            http.limits.connections = options.connections
            http.decompresses = configuration.allowsCompression
            http.isAddressAllowed = options.isAddressAllowed
            if let proxy = configuration.proxy {
                http.proxy = .url(proxy)
            } else if options.isAddressAllowed != nil {
                http.proxy = .none
            }
            return options.sharing.map { HTTPClient(http, beside: $0) } ?? HTTPClient(http, on: loop)
        }
    }

    /// Connections that show a certificate, or the one of the configuration.
    func transport(showing identity: HTTPClient.TLS.Identity?) throws(CredentialError) -> any HTTPTransport {
        let now = clock.now
        let current = state.withLock { $0 }
        if let transport = current.transport, let readAt = current.readAt, current.identity.isSame(as: identity),
            !configuration.readsFiles || now < readAt + Self.rereadInterval
        {
            return transport
        }
        let tls: HTTPClient.TLS
        do throws(CredentialError) {
            tls = try read(showing: identity)
        } catch {
            // Files that are being replaced come back.
            guard let transport = current.transport, current.identity.isSame(as: identity) else { throw error }
            return transport
        }
        if let transport = current.transport, tls.isSame(as: current.tls) {
            state.withLock { $0.readAt = now }
            return transport
        }
        let transport = make(tls)
        state.withLock { $0 = State(transport: transport, tls: tls, identity: identity, readAt: now) }
        return transport
    }

    private func read(showing identity: HTTPClient.TLS.Identity?) throws(CredentialError) -> HTTPClient.TLS {
        var tls = HTTPClient.TLS(serverName: configuration.serverName)
        tls.certificateAuthoritiesPEM = try read(configuration.certificateAuthorities, "certificate authorities")
        tls.identity = if let identity { identity } else { try configuredIdentity() }
        return tls
    }

    private func configuredIdentity() throws(CredentialError) -> HTTPClient.TLS.Identity? {
        guard let certificate = try read(configuration.identity?.certificate, "client certificate"),
            let privateKey = try read(configuration.identity?.privateKey, "client key")
        else { return nil }
        return HTTPClient.TLS.Identity(certificateChainPEM: certificate, privateKeyPEM: Secret(privateKey))
    }

    private func read(_ material: Material?, _ name: String) throws(CredentialError) -> [UInt8]? {
        guard let material else { return nil }
        do {
            return try material.read()
        } catch {
            guard case .file(let path) = material else { return nil }
            throw CredentialError("cannot read the \(name) in \(path): \(error.reason)")
        }
    }
}

extension KubeConfiguration {
    /// Whether certificates are in files, which may be replaced.
    fileprivate var readsFiles: Bool {
        [certificateAuthorities, identity?.certificate, identity?.privateKey].contains { material in
            if case .file = material { true } else { false }
        }
    }
}

extension HTTPClient.TLS {
    fileprivate func isSame(as other: HTTPClient.TLS) -> Bool {
        certificateAuthoritiesPEM == other.certificateAuthoritiesPEM && identity.isSame(as: other.identity)
    }
}

extension HTTPClient.TLS.Identity? {
    fileprivate func isSame(as other: HTTPClient.TLS.Identity?) -> Bool {
        self?.certificateChainPEM == other?.certificateChainPEM && self?.privateKeyPEM == other?.privateKeyPEM
    }
}
