// SPDX-License-Identifier: Apache-2.0

package import Basics
internal import HTTPCore
package import HTTPServer
internal import KubeCore

/// Stands before the API server and has things go wrong as the plan says; without a plan in force a request passes it
/// at the cost of one look.
package struct FaultInjector: Sendable {
    /// Who asks, where that can be found out.
    package typealias Identify = @Sendable (HTTPServerRequest, RequestInfo) -> UserInfo?

    private let plan: FaultPlan
    private let storage: Storage
    private let identify: Identify
    private let replicas: ReplicaShelf
    private let clock: any MonotonicClock
    private let next: HTTPHandler

    /// An injector before a server.
    ///
    /// - Parameters:
    ///   - plan: what goes wrong.
    ///   - storage: what the server stores.
    ///   - clock: by what answers are late.
    ///   - identify: who asks; nil for those who are not let in.
    ///   - replica: makes a server like this one on another storage, for reads that are to be stale.
    ///   - next: the server.
    package init(
        _ plan: FaultPlan,
        storage: Storage,
        clock: any MonotonicClock = ContinuousClock(),
        identify: @escaping Identify = { _, _ in nil },
        replica: @escaping @Sendable (Storage) -> HTTPHandler,
        next: @escaping HTTPHandler
    ) {
        self.plan = plan
        self.storage = storage
        self.identify = identify
        self.next = next
        self.clock = clock
        replicas = ReplicaShelf(storage, replica)
    }

    /// Has stale servers follow the real one, until it is cancelled.
    package func run() async {
        await replicas.run()
    }

    /// Answers a request, or has it go wrong.
    package func handle(_ request: HTTPServerRequest) async throws -> HTTPServerResponse {
        guard plan.isArmed || request.path == FaultEndpoint.path else { return try await next(request) }
        let info = request.info
        if request.path == FaultEndpoint.path {
            return await FaultEndpoint(plan).answer(request, user: identify(request, info))
        }
        let user = plan.asksForUsers ? identify(request, info)?.name : nil
        let subject = FaultSubject(info: info, userAgent: request.fields["User-Agent"] ?? "", user: user)
        let effects = plan.effects(on: subject)
        guard !effects.isEmpty else { return try await next(request) }
        return try await perform(effects, on: request, info)
    }

    private func perform(
        _ effects: [FaultEffect],
        on request: HTTPServerRequest,
        _ info: RequestInfo
    ) async throws -> HTTPServerResponse {
        var handler = next
        for effect in effects {
            switch effect {
            case .latency(let delay): try await clock.sleep(for: delay)
            case .refusal(let refusal): return APIFailure(refusal).response
            case .cut(.before): return .cut
            case .compaction: storage.compact()
            case .expiry where [.list, .watch].contains(info.verb):
                return APIFailure.expired("The provided continue parameter is too old, or the resource version is.")
                    .response
            case .stale(let lag) where !info.verb.isWrite: handler = replicas.handler(behindBy: lag)
            default: continue
            }
        }
        let response = try await handler(request)
        if effects.contains(.cut(.after)) { return .cut }
        guard info.verb == .watch, let tampering = WatchTampering(effects) else { return response }
        return response.tampered(tampering, clock)
    }
}

extension HTTPServerResponse {
    /// The same stream, as faults let it through.
    fileprivate func tampered(_ tampering: WatchTampering, _ clock: any MonotonicClock) -> HTTPServerResponse {
        guard case .stream(let length, let produce) = body else { return self }
        var response = self
        response.body = .stream(length: length) { writer in
            if tampering.isOverBeforeItBegins { throw FaultInjected() }
            let state = TamperedWriter(tampering, writer, clock)
            try await produce(HTTPResponseWriter { try await state.write($0) })
        }
        return response
    }
}

/// One stream's writer; it is written to by one task at a time.
private actor TamperedWriter {
    private var tampering: WatchTampering
    private let writer: HTTPResponseWriter
    private let clock: any MonotonicClock

    init(_ tampering: WatchTampering, _ writer: HTTPResponseWriter, _ clock: any MonotonicClock) {
        self.tampering = tampering
        self.writer = writer
        self.clock = clock
    }

    func write(_ bytes: [UInt8]) async throws {
        for action in tampering.actions(for: bytes) {
            switch action {
            case .send(let bytes): try await writer.write(bytes)
            case .wait(let delay): try await clock.sleep(for: delay)
            case .cut: throw FaultInjected()
            }
        }
    }
}

/// Ends a stream without an end.
struct FaultInjected: Error, CustomStringConvertible {
    var description: String { "cut on purpose, as the fault plan says" }
}

extension APIFailure {
    fileprivate init(_ refusal: FaultEffect.Refusal) {
        let reason = refusal.reason.isEmpty ? APIReason(httpStatus: refusal.code) : APIReason(refusal.reason)
        let message = refusal.message.isEmpty ? "refused on purpose, as the fault plan says" : refusal.message
        self.init(refusal.code, reason, message)
        status.details.retryAfterSeconds = refusal.retryAfterSeconds
    }

    var response: HTTPServerResponse {
        Answer(self).response()
    }
}
