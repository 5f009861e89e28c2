// SPDX-License-Identifier: Apache-2.0

internal import Basics
package import EventLoop
package import HTTPClient
internal import HTTPCore
package import JSONKit
package import KubeCore

/// Speaks with one API server: sends requests as somebody, repeats what may be repeated, and reads the answers.
///
/// All requests and watches share connections; over TLS that is HTTP/2, and one connection for hundreds of them.
package struct KubeClient: Sendable {
    /// The namespace that is meant when none is named.
    package let namespace: String
    private(set) var options: KubeClientOptions
    private(set) var encoder: RequestEncoder
    private(set) var credentials: any CredentialSource
    let connections: Connections
    /// Where its connections live, which is where tasks are at home that mostly wait for them; nil on a transport of somebody
    /// else's.
    package private(set) var loop: EventLoop?
    var permit: (any RequestPermit)?

    /// A client whose connections live on a loop; credentials of somebody else's stand in place of the configuration's.
    package init(
        _ configuration: KubeConfiguration,
        _ options: KubeClientOptions,
        credentials: (any CredentialSource)? = nil,
        on loop: EventLoop
    ) {
        self.init(configuration, options, Connections(configuration, options, on: loop), credentials)
        self.loop = loop
    }

    /// A client on a transport of somebody else's, for tests.
    package init(
        _ configuration: KubeConfiguration,
        _ options: KubeClientOptions,
        credentials: (any CredentialSource)? = nil,
        transport: @escaping @Sendable (HTTPClient.TLS) -> any HTTPTransport
    ) {
        let connections = Connections(configuration, clock: options.clock, make: transport)
        self.init(configuration, options, connections, credentials)
    }

    private init(
        _ configuration: KubeConfiguration,
        _ options: KubeClientOptions,
        _ connections: Connections,
        _ credentials: (any CredentialSource)? = nil
    ) {
        namespace = configuration.namespace
        self.options = options
        encoder = RequestEncoder(
            server: configuration.server,
            impersonation: configuration.impersonation,
            requestTimeout: options.requestTimeout,
            watchMargin: options.watchMargin,
            largestAnswer: options.largestAnswer
        )
        self.credentials = credentials ?? configuration.credentials.source(options)
        self.connections = connections
    }

    /// The same client over the same connections, as somebody else.
    package func with(_ credentials: any CredentialSource) -> KubeClient {
        var client = self
        client.credentials = credentials
        return client
    }

    /// The same client over the same connections, which waits only so long for an answer and asks only once.
    package func impatient(after timeout: Duration) -> KubeClient {
        var client = self
        client.options.requestTimeout = timeout
        client.options.retries.maximumAttempts = 1
        client.encoder.requestTimeout = timeout
        return client
    }

    /// The same client with connections and a loop of its own, for what must be in time whatever goes on at this one's.
    package func apart(named name: String) throws(EventLoopError) -> KubeClient {
        guard loop != nil else { return self }
        var options = options
        options.sharing = nil
        var client = KubeClient(
            connections.configuration,
            options,
            credentials: credentials,
            on: try EventLoop(name: name)
        )
        client.permit = permit
        return client
    }

    /// Sends a request and returns the answer, if the server did what it was asked.
    package func send(_ request: KubeRequest) async throws(APIError) -> KubeResponse {
        let response = try await attempt(request) { transport, request async throws(HTTPClientError) in
            try await transport.send(request)
        } bodyOfRefusal: { response async in
            response.body
        }
        return KubeResponse(status: response.status, fields: response.fields, body: response.body)
    }

    /// Sends a request and reads the answer as a value.
    package func read<Value: JSONDecodable>(
        _ request: KubeRequest,
        as type: Value.Type = Value.self
    ) async throws(APIError) -> Value {
        let response = try await send(request)
        do {
            return try Value(parsing: response.body)
        } catch {
            throw APIError(
                .undecodable,
                request.operation,
                "the answer is not what was asked for: \(error)",
                cause: error
            )
        }
    }

    /// Sends a request and returns what arrives of the answer while it arrives.
    func stream(_ request: KubeRequest) async throws(APIError) -> ResponseBody {
        let largestRefusal = 1 << 20
        let response = try await attempt(request) { transport, request async throws(HTTPClientError) in
            try await transport.stream(request)
        } bodyOfRefusal: { response async in
            (try? await response.body.collect(upTo: largestRefusal)) ?? []
        }
        return response.body
    }
}

extension KubeConfiguration.Credentials {
    func source(_ options: KubeClientOptions) -> any CredentialSource {
        switch self {
        case .none: FixedCredential(value: Credential())
        case .token(let token): FixedCredential(value: .bearer(token.exposed))
        case .tokenFile(let path): TokenFile(path, clock: options.clock)
        case .password(let user, let password): FixedCredential(value: .password(user, password))
        case .plugin(let plugin): PluginSource(plugin, clock: options.wallClock)
        }
    }
}
