// SPDX-License-Identifier: Apache-2.0

import KubeCore
import KubeRuntime
import TestSupport
import Testing

@Suite("A watcher meets failures", .tags(.machine))
struct WatcherFailureTests {
    @Test("7: 410 as a status and 410 as an event lead to a list that is not older than the last version")
    func expired() {
        let status = APIStatus(code: 410, reason: .expired, message: "too old")
        var watcher = WatcherScript.live()
        _ = watcher.added("a@15")
        #expect(watcher.receive(.event(.error(status))) == ["cancel"])
        var (wait, words) = watcher.advanceToWakeUp()
        #expect(wait <= .milliseconds(800))
        #expect(words == ["begin", "list from 15"])
        _ = watcher.page("a@15", version: "20")
        #expect(watcher.fail(WatcherScript.refusal(410)).isEmpty)
        (wait, words) = watcher.advanceToWakeUp()
        #expect(words == ["begin", "list from 20"])
    }

    @Test("a version that expires again and again although every list is complete is no reason to list all the time")
    func expiresForEver() {
        var watcher = WatcherScript.live()
        var waits: [Duration] = []
        for _ in 0..<9 {
            _ = watcher.fail(WatcherScript.refusal(410))
            waits.append(watcher.advanceToWakeUp().wait)
            _ = watcher.page(version: "20")
        }
        #expect(waits[8] >= .seconds(15))
        _ = watcher.bookmark("21")
        _ = watcher.fail(WatcherScript.refusal(410))
        #expect(watcher.advanceToWakeUp().wait <= .milliseconds(800))
    }

    @Test(
        "8: a list at the last version that is expired or too large is tried again at once without a version",
        arguments: [(410, nil), (504, "ResourceVersionTooLarge")] as [(Int, String?)]
    )
    func unknownVersion(_ code: Int, _ cause: String?) {
        var watcher = WatcherScript.live()
        _ = watcher.fail(WatcherScript.refusal(410))
        _ = watcher.advanceToWakeUp()
        let error = WatcherScript.refusal(code, cause: cause)
        #expect(watcher.fail(error) == ["discard", "begin", "list now, by 500"])
        #expect(watcher.fail(error) == ["discard"], "but at once only once")
        #expect(watcher.advanceToWakeUp().words == ["begin", "list now, by 500"])
    }

    @Test("9: 429 is waited for, for as long as the server asks and no shorter than the back-off, without a list")
    func tooManyRequests() {
        var watcher = WatcherScript.live()
        #expect(watcher.fail(WatcherScript.refusal(429, retryAfter: .seconds(7))).isEmpty)
        var (wait, words) = watcher.advanceToWakeUp()
        #expect(wait == .seconds(7))
        #expect(words == ["watch after 10"])
        for _ in 0..<8 {
            _ = watcher.fail(WatcherScript.refusal(429, retryAfter: .seconds(1)))
            (wait, words) = watcher.advanceToWakeUp()
            #expect(words == ["watch after 10"])
        }
        #expect(wait >= .seconds(15))
    }

    @Test(
        "10: a refused connection is waited for twice as long every time, with jitter, up to a limit",
        arguments: Seed.some(5)
    )
    func backoff(_ seed: Seed) {
        var watcher = WatcherScript(seed: seed)
        _ = watcher.begin()
        _ = watcher.page(version: "10")
        for ceiling in [0.8, 1.6, 3.2, 6.4, 12.8, 25.6, 30, 30, 30] {
            #expect(watcher.fail(WatcherScript.connectionRefused).isEmpty)
            let (wait, words) = watcher.advanceToWakeUp()
            #expect(wait >= .seconds(ceiling / 2) && wait <= .seconds(ceiling))
            #expect(words == ["watch after 10"])
        }
        _ = watcher.receive(.opened)
        _ = watcher.fail(WatcherScript.connectionRefused)
        #expect(watcher.wait.map { $0 >= .seconds(15) } == true, "to have been let in is no progress")
        _ = watcher.advanceToWakeUp()
        _ = watcher.added("a@11")
        _ = watcher.fail(WatcherScript.connectionRefused)
        #expect(watcher.wait.map { $0 <= .milliseconds(800) } == true, "an event is")
    }

    @Test("10: a failure after two quiet minutes is the first of its own")
    func forgottenFailures() {
        var watcher = WatcherScript.live()
        for _ in 0..<6 {
            _ = watcher.fail(WatcherScript.connectionRefused)
            _ = watcher.advanceToWakeUp()
        }
        _ = watcher.advance(by: .seconds(121))
        _ = watcher.fail(WatcherScript.connectionRefused)
        #expect(watcher.wait.map { $0 <= .milliseconds(800) } == true)
    }

    @Test("14: the server's own errors are waited for with the same version until a deadline, and then it is listed")
    func serverFailures() {
        var watcher = WatcherScript.live()
        var waited = Duration.zero
        var words: [String] = []
        while words != ["begin", "list from 10"] {
            _ = watcher.fail(WatcherScript.refusal(500))
            let step = watcher.advanceToWakeUp()
            waited += step.wait
            words = step.words
            guard words == ["watch after 10"] || waited > .seconds(60) else {
                Issue.record("\(words) after \(waited)")
                return
            }
        }
        #expect(waited < .seconds(120))
    }

    @Test("20: credentials are refreshed once after 401, and the version is kept")
    func unauthorized() {
        var watcher = WatcherScript.live()
        #expect(watcher.fail(WatcherScript.refusal(401)) == ["refresh credentials"])
        #expect(watcher.refreshedCredentials() == ["watch after 10"])
        #expect(watcher.fail(WatcherScript.refusal(401)).isEmpty)
        guard case .needsHelp = watcher.machine.health else {
            Issue.record("\(watcher.machine.health)")
            return
        }
        #expect(watcher.advanceToWakeUp().words == ["watch after 10"])
        _ = watcher.added("a@11")
        #expect(watcher.fail(WatcherScript.refusal(401)) == ["refresh credentials"])
        #expect(watcher.advance(by: .seconds(30)) == ["watch after 11"], "also when nobody answers")
    }

    struct Case: CustomTestStringConvertible {
        let testDescription: String
        let error: APIError
        let next: [String]
        let needsHelp: Bool
    }

    static let persistent = [
        Case(
            testDescription: "403: a permission may be granted, the version stays",
            error: WatcherScript.refusal(403),
            next: ["watch after 10"],
            needsHelp: true
        ),
        Case(
            testDescription: "404: what is served later has other versions",
            error: WatcherScript.refusal(404),
            next: ["begin", "list now, by 500"],
            needsHelp: true
        ),
        Case(
            testDescription: "an event that is too large: nothing is known of what was in it",
            error: APIError(.tooLarge, "watch pods", "too large"),
            next: ["begin", "list now, by 500"],
            needsHelp: true
        ),
        Case(
            testDescription: "422: the request may become valid",
            error: WatcherScript.refusal(422),
            next: ["watch after 10"],
            needsHelp: true
        ),
        Case(
            testDescription: "a broken connection passes",
            error: WatcherScript.connectionRefused,
            next: ["watch after 10"],
            needsHelp: false
        ),
        Case(
            testDescription: "credentials that cannot be read at the moment",
            error: APIError(.credentials, "watch pods", "no token"),
            next: ["watch after 10"],
            needsHelp: false
        ),
    ]

    @Test("what somebody has to mend is said, and tried again with a back-off", arguments: persistent)
    func persistentFailures(_ row: Case) {
        var watcher = WatcherScript.live()
        var wait = Duration.zero
        for _ in 0..<7 {
            #expect(watcher.fail(row.error).filter { $0 != "discard" }.isEmpty)
            let isHelpNeeded = if case .needsHelp = watcher.machine.health { true } else { false }
            #expect(isHelpNeeded == row.needsHelp)
            var words: [String]
            (wait, words) = watcher.advanceToWakeUp()
            #expect(words == row.next)
        }
        #expect(wait >= .seconds(15))
    }

    @Test("a watch that the client gave up as silent is opened again without a wait, once")
    func silenceOfTheClient() {
        let timeout = APIError(.timeout, "watch pods", "silent")
        var watcher = WatcherScript.live()
        #expect(watcher.fail(timeout).isEmpty, "nothing was ever heard")
        _ = watcher.advanceToWakeUp()
        _ = watcher.added("a@11")
        #expect(watcher.fail(timeout) == ["watch after 11"])
    }

    @Test("a cancelled request is the end")
    func cancelled() {
        var watcher = WatcherScript.live()
        #expect(watcher.fail(APIError(.cancelled, "watch pods", "")).isEmpty)
        #expect(watcher.wait == nil)
        guard case .stopped = watcher.machine.health else {
            Issue.record("\(watcher.machine.health)")
            return
        }
    }

    @Test("the health follows: starting, live, interrupted, live")
    func health() {
        var watcher = WatcherScript()
        _ = watcher.begin()
        if case .starting = watcher.machine.health {} else { Issue.record("not starting") }
        _ = watcher.page(version: "10")
        if case .live = watcher.machine.health {} else { Issue.record("not live") }
        _ = watcher.fail(WatcherScript.connectionRefused)
        if case .interrupted = watcher.machine.health {} else { Issue.record("not interrupted") }
        _ = watcher.advanceToWakeUp()
        _ = watcher.receive(.opened)
        if case .live = watcher.machine.health {} else { Issue.record("not live again") }
    }
}
