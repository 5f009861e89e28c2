// SPDX-License-Identifier: Apache-2.0

internal import Synchronization

/// The TLS context of a server, made anew when the files behind it have changed.
///
/// Files are looked at when a client connects and the last look is some time ago: there is nothing to do for certificates
/// while nobody asks for them. Their contents are compared, for what a symbolic link leads to may change without a trace.
final class TLSProvider: Sendable {
    private struct State {
        var context: TLSContext
        var material: TLSMaterial
        var lookedAt: ContinuousClock.Instant
        /// What was wrong at the last look, so that it is told once.
        var failure: HTTPServerError?
    }

    private let configuration: TLSConfiguration
    private let state: Mutex<State>
    private let observe: (@Sendable (HTTPServerEvent) -> Void)?

    init(
        _ configuration: TLSConfiguration,
        observe: (@Sendable (HTTPServerEvent) -> Void)?
    ) throws(HTTPServerError) {
        let material = try TLSMaterial(configuration)
        let context = try TLSContext(material, clients: configuration.clients)
        self.configuration = configuration
        self.observe = observe
        state = Mutex(State(context: context, material: material, lookedAt: .now))
    }

    /// The context for a new connection.
    var context: TLSContext {
        let (context, event) = state.withLock { state in
            let event = reload(&state)
            return (state.context, event)
        }
        if let event { observe?(event) }
        return context
    }

    private func reload(_ state: inout State) -> HTTPServerEvent? {
        let now = ContinuousClock.now
        guard now - state.lookedAt >= configuration.reloadInterval else { return nil }
        state.lookedAt = now
        do throws(HTTPServerError) {
            let material = try TLSMaterial(configuration)
            guard material != state.material else {
                state.failure = nil
                return nil
            }
            state.context = try TLSContext(material, clients: configuration.clients)
            state.material = material
            state.failure = nil
            return .certificateReloaded
        } catch {
            // The old certificate is better than none. Half of a new pair is a matter of moments.
            guard error != state.failure else { return nil }
            state.failure = error
            return .certificateReloadFailed(error)
        }
    }
}
