// SPDX-License-Identifier: Apache-2.0

internal import HTTPClient
internal import HTTPCore
internal import Synchronization

/// One request on its way: what fate has decided for it, and what comes back.
final class Exchange: Sendable {
    enum Result: Sendable {
        case answer(ModelAnswer)
        case watch(ModelWatch)
        case failed(HTTPClientError)
    }

    /// What happens to a request.
    fileprivate struct Fate: Sendable {
        var there = Duration.milliseconds(1)
        var back = Duration.milliseconds(1)
        var refusal: ModelRefusal?
        var isLost = false
        var isAnswerLost = false
        var isAnswerSilent = false
        var replica = 0
    }

    private let request: ModelRequest
    private let timeouts: HTTPClient.Timeouts
    private let server: ModelServer
    private let scheduler: Scheduler
    private let pending = Pending<Result>()
    /// How long a server waits for its cache before it says that a version is too large.
    private static let cachePatience = Duration.seconds(3)

    init(_ request: ModelRequest, _ timeouts: HTTPClient.Timeouts, _ server: ModelServer) {
        self.request = request
        self.timeouts = timeouts
        self.server = server
        scheduler = server.scheduler
    }

    var result: Result {
        get async { await pending.value(orWhenCancelled: .failed(failure(.cancelled, ""))) }
    }

    func failure(_ code: HTTPClientError.Code, _ reason: String, wasSent: Bool = true) -> HTTPClientError {
        HTTPClientError(code, request: request.description, reason: reason, requestWasSent: wasSent)
    }

    func begin(isCut: Bool) {
        let rates = server.rates
        let request = request
        let fate = scheduler.draw { Fate(of: request, rates, using: &$0) }
        for byte in request.description.utf8 { scheduler.fold(Int64(byte)) }
        if let total = timeouts.total ?? timeouts.idle {
            scheduler.after(total) { [self] in
                finish(.failed(failure(.timeout(.total), "no answer within \(total)")))
            }
        }
        guard !isCut else { return }
        scheduler.note(request.sender, "sends \(request.description)")
        scheduler.after(fate.there) { [self] in arrive(fate) }
    }

    private func finish(_ result: Result) {
        guard pending.give(result) else {
            // Nobody waits for it any more.
            if case .watch(let watch) = result { watch.abandon() }
            return
        }
        scheduler.note(request.sender, "hears of \(request.description): \(result)")
    }

    // At the server

    private func arrive(_ fate: Fate) {
        let (isDown, run) = server.state.withLock { ($0.isDown, $0.run) }
        guard !isDown else {
            return finish(.failed(failure(.connect(.refused), "connection refused", wasSent: false)))
        }
        guard !fate.isLost else { return finish(.failed(failure(.reset, "connection reset by peer"))) }
        if let refusal = fate.refusal { return answer(.answer(ModelAnswer(refusal)), fate, run) }
        switch request.verb {
        case .list: list(fate, run, until: scheduler.now + Self.cachePatience)
        case .watch:
            let watch = ModelWatch(request, patience: timeouts.idle, scheduler)
            open(watch, fate, run, until: scheduler.now + Self.cachePatience)
        default: answer(.answer(server.perform(request)), fate, run)
        }
    }

    private func list(_ fate: Fate, _ run: Int, until deadline: Duration) {
        let request = request
        let outcome = server.state.withLock { state in
            Swift.Result { () throws(ModelRefusal) in try state.store.list(request, cache: state.visible[fate.replica])
            }
        }
        switch outcome {
        case .failure(let refusal): answer(.answer(ModelAnswer(refusal)), fate, run)
        case .success(.list(let list)): answer(.answer(ModelAnswer(list: list)), fate, run)
        case .success(.wait) where scheduler.now >= deadline:
            answer(.answer(ModelAnswer(.tooLargeVersion)), fate, run)
        case .success(.wait):
            scheduler.after(.milliseconds(100)) { [self] in list(fate, run, until: deadline) }
        }
    }

    private func open(_ watch: ModelWatch, _ fate: Fate, _ run: Int, until deadline: Duration) {
        switch server.open(watch, at: fate.replica) {
        case .open: answer(.watch(watch), fate, run)
        case .refused(let refusal): answer(.answer(ModelAnswer(refusal)), fate, run)
        case .wait where scheduler.now >= deadline:
            // Asked for the present state the server says that it is busy (kubernetes/kubernetes#139766).
            let isPresent = request.query["resourceVersion"] == nil
            let refusal: ModelRefusal = isPresent ? .overloaded(retryAfter: nil) : .tooLargeVersion
            answer(.answer(ModelAnswer(refusal)), fate, run)
        case .wait:
            scheduler.after(.milliseconds(100)) { [self] in open(watch, fate, run, until: deadline) }
        }
    }

    private func answer(_ result: Result, _ fate: Fate, _ run: Int) {
        guard !fate.isAnswerSilent else { return }
        scheduler.after(fate.back) { [self] in
            let isGone = server.state.withLock { $0.run != run }
            finish(fate.isAnswerLost || isGone ? .failed(failure(.reset, "connection reset by peer")) : result)
        }
    }
}

extension Exchange.Fate {
    init(of request: ModelRequest, _ rates: FaultRates, using random: inout Randomness) {
        there = random.duration(.microseconds(100)...(.milliseconds(3)))
        back = random.duration(.microseconds(100)...(.milliseconds(3)))
        if random.chance(rates.slow) {
            // What is written arrives within what leaders leave as a margin: later, no lease in the world would help.
            there = random.duration(.milliseconds(10)...(.milliseconds(500)))
            back = random.duration(.milliseconds(10)...(.seconds(8)))
        }
        isLost = random.chance(rates.lostRequest)
        isAnswerLost = random.chance(rates.lostAnswer)
        isAnswerSilent = random.chance(rates.silentAnswer)
        if random.chance(rates.overloaded) {
            refusal = .overloaded(retryAfter: random.chance(0.7) ? Int.random(in: 1...3, using: &random) : nil)
        } else if random.chance(rates.failing) {
            refusal = random.chance(0.5) ? .internalError : .unavailable
        } else if request.query["sendInitialEvents"] != nil, random.chance(rates.noStreamingLists) {
            refusal = ModelRefusal(code: 422, reason: "Invalid", message: "sendInitialEvents is forbidden")
        }
        replica = random.chance(rates.staleReplica) ? 1 : 0
    }
}

extension Exchange.Result: CustomStringConvertible {
    var description: String {
        switch self {
        case .answer(let answer): "\(answer.status)" + (answer.status < 400 ? "" : " \(answer.shortBody)")
        case .watch: "200, and goes on"
        case .failed(let error): "\(error.code)"
        }
    }
}

extension ModelAnswer {
    fileprivate var shortBody: String { String(decoding: body.prefix(160), as: UTF8.self) }
}
