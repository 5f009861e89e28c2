// SPDX-License-Identifier: Apache-2.0

internal import KubeCore

extension WatcherMachine {
    /// What is under way is given up, because of what it said.
    mutating func giveUp(
        because error: APIError,
        at now: Instant,
        using random: inout some RandomNumberGenerator
    ) -> [Action] {
        [.cancel(request: request)] + fail(error, at: now, using: &random)
    }

    /// What was under way has failed.
    mutating func fail(
        _ error: APIError,
        at now: Instant,
        using random: inout some RandomNumberGenerator
    ) -> [Action] {
        let actions = discard()
        if case .listing(let pages) = state, pages.isContinued, pages.options.limit != nil, error.isExpired {
            return listWithoutPages(pages)
        }
        let phase = phase
        switch WatchReaction(to: error, in: phase) {
        case .stop:
            end()
            return actions
        case .listInstead: return actions + listInPages(because: error, at: now, using: &random)
        case .relistAtOnce: return actions + listAtOnce(error, at: now, using: &random)
        case .relist:
            standing.mustList = true
            return actions + wait(after: error, at: now, using: &random)
        case .resume: return actions + resume(after: error, in: phase, at: now, using: &random)
        case .resumeForAWhile:
            if phase == .watch { loseTrustInVersion(at: now) }
            return actions + wait(after: error, at: now, using: &random)
        case .report: return actions + report(error, at: now, using: &random)
        case .fail:
            startFromNothing()
            return actions + wait(after: error, needsHelp: true, at: now, using: &random)
        }
    }

    private var phase: WatchReaction.Phase {
        switch state {
        case .streaming: .streamingList
        case .listing: .list
        default: .watch
        }
    }

    private mutating func startFromNothing() {
        standing.mustList = true
        standing.isVersionUnknown = true
    }

    /// The version says nothing to the server: what it has now is asked for, the first time at once.
    private mutating func listAtOnce(
        _ error: APIError,
        at now: Instant,
        using random: inout some RandomNumberGenerator
    ) -> [Action] {
        startFromNothing()
        guard standing.hasListedAtOnce else {
            standing.hasListedAtOnce = true
            return ask(at: now, using: &random)
        }
        return wait(after: error, at: now, using: &random)
    }

    /// A fault in the version would look like one of the server, so that it is not trusted for ever.
    private mutating func loseTrustInVersion(at now: Instant) {
        let since = standing.serverFailsSince ?? now
        standing.serverFailsSince = since
        guard since.duration(to: now) >= configuration.serverFailurePatience else { return }
        standing.mustList = true
        standing.serverFailsSince = nil
    }

    private mutating func resume(
        after error: APIError,
        in phase: WatchReaction.Phase,
        at now: Instant,
        using random: inout some RandomNumberGenerator
    ) -> [Action] {
        switch phase {
        case .list: break
        case .watch:
            if error.code == .timeout, hasSaidSomething { return afterSilence(at: now, using: &random) }
        case .streamingList: countFailedStreamingList(error)
        }
        return wait(after: error, at: now, using: &random)
    }

    private var hasSaidSomething: Bool {
        guard case .watching(let stream) = state else { return false }
        return stream.hasSaidSomething
    }

    /// A server whose cache lags refuses streaming lists of the present state, perhaps for ever, because the present
    /// moves on (kubernetes/kubernetes#139766); and a proxy may cut every stream before the end of a long list.
    private mutating func countFailedStreamingList(_ error: APIError) {
        standing.failedStreamingLists += 1
        guard standing.failedStreamingLists >= configuration.streamingListAttempts else { return }
        standing.listsInPages = true
        standing.acceptsAnyState = error.isTooManyRequests
    }

    private mutating func report(
        _ error: APIError,
        at now: Instant,
        using random: inout some RandomNumberGenerator
    ) -> [Action] {
        if error.isUnauthorized, !standing.hasRefreshedCredentials {
            standing.hasRefreshedCredentials = true
            state = .refreshing(until: now.advanced(by: Self.credentialPatience))
            return [.refreshCredentials]
        }
        if error.isNotFound {
            // What is there when the resource is served again has nothing to do with what was.
            startFromNothing()
        } else if phase == .watch, !error.isForbidden {
            // What the server does not like may be the version.
            loseTrustInVersion(at: now)
        }
        return wait(after: error, needsHelp: true, at: now, using: &random)
    }

    /// After how long the request is sent again even if nobody says that there are other credentials.
    private static var credentialPatience: Duration { .seconds(30) }

    mutating func wait(
        after error: APIError,
        needsHelp: Bool = false,
        at now: Instant,
        using random: inout some RandomNumberGenerator
    ) -> [Action] {
        let hasExpired = error.isExpired && !standing.isVersionUnknown
        let delay =
            hasExpired
            ? pacing.delayAfterExpiry(at: now, using: &random)
            : pacing.delay(atLeast: error.retryAfter, at: now, using: &random)
        state = .waiting(until: now.advanced(by: delay))
        health = needsHelp ? .needsHelp(error) : .interrupted(error)
        return [.report(.failed(error, retryAfter: delay))]
    }
}
