// SPDX-License-Identifier: Apache-2.0

import KubeCore
import KubeRuntime
import TestSupport
import Testing

@Suite("A watcher watches", .tags(.machine))
struct WatcherWatchTests {
    @Test("5: a watch that ended goes on from the last event, without a list and without a wait")
    func resumes() {
        var watcher = WatcherScript.live()
        #expect(watcher.added("a@11") == ["upsert a@11"])
        #expect(watcher.modified("a@12") == ["upsert a@12"])
        #expect(watcher.deleted("a@13") == ["remove a@13"])
        #expect(watcher.receive(.ended) == ["watch after 13"])
        #expect(watcher.advance(by: .seconds(1)).isEmpty)
        #expect(watcher.receive(.ended) == ["watch after 13"], "quiet, but for long enough")
        #expect(watcher.takeReports().isEmpty)
    }

    @Test("6: a bookmark moves the point to go on from, and is no event")
    func bookmark() {
        var watcher = WatcherScript.live()
        #expect(watcher.bookmark("20") == ["advance 20"])
        #expect(watcher.receive(.ended) == ["watch after 20"])
    }

    @Test("a watch asks for bookmarks, and for an end within minutes that differs from watch to watch")
    func options() throws {
        let labels = try LabelSelector(query: "app=x")
        let range = Duration.seconds(300)...Duration.seconds(600)
        var timeouts: Set<Duration> = []
        for seed in Seed.some(20) {
            var watcher = WatcherScript(seed: seed) { $0.labelSelector = labels }
            _ = watcher.begin()
            _ = watcher.page(version: "1")
            #expect(watcher.watchOptions.allowsBookmarks)
            #expect(watcher.watchOptions.labelSelector == labels)
            #expect(range.contains(watcher.watchOptions.timeout))
            timeouts.insert(watcher.watchOptions.timeout)
        }
        #expect(timeouts.count > 1 || Seed.some(20).count == 1)
    }

    @Test("an event from before the last version does not take the watch back")
    func olderEvent() {
        var watcher = WatcherScript.live()
        _ = watcher.added("a@15")
        _ = watcher.modified("b@12")
        #expect(watcher.receive(.ended) == ["watch after 15"])
    }

    @Test("versions that are no numbers are followed as they come")
    func opaqueVersions() {
        var watcher = WatcherScript.live()
        _ = watcher.added("a@q7x")
        #expect(watcher.receive(.ended) == ["watch after q7x"])
        _ = watcher.added("a@b")
        #expect(watcher.receive(.ended) == ["watch after b"])
    }

    @Test("12: a watch that is closed within a second and without an event counts as a failure")
    func veryShort() {
        var watcher = WatcherScript.live()
        _ = watcher.advance(by: .milliseconds(500))
        #expect(watcher.receive(.ended).isEmpty)
        let (first, words) = watcher.advanceToWakeUp()
        #expect(first > .zero)
        #expect(words == ["watch after 10"])
        #expect(watcher.receive(.ended).isEmpty)
        #expect(watcher.advanceToWakeUp().wait >= first, "and the waits grow")
    }

    @Test("13: a connection that is silent beyond the end of the watch is given up, the first time without a wait")
    func silence() {
        var watcher = WatcherScript.live()
        let limit = watcher.watchOptions.timeout + .seconds(5)
        #expect(watcher.wait == limit)
        #expect(watcher.advance(by: limit - .milliseconds(1)).isEmpty)
        #expect(watcher.advance(by: .milliseconds(1)) == ["cancel", "watch after 10"])
        guard case .silent(let silence)? = watcher.takeReports().last else {
            Issue.record("the silence was not reported")
            return
        }
        #expect(silence == limit)
        #expect(watcher.advance(by: watcher.watchOptions.timeout + .seconds(5)) == ["cancel"], "then with one")
        #expect(watcher.advanceToWakeUp().words == ["watch after 10"])
        _ = watcher.added("a@11")
        #expect(watcher.advance(by: watcher.watchOptions.timeout + .seconds(5)) == ["cancel", "watch after 11"])
    }

    @Test("13: a watch that the server does not end, but that still says something, is not given up")
    func overdueButAlive() {
        var watcher = WatcherScript.live()
        _ = watcher.advance(by: watcher.watchOptions.timeout + .seconds(4))
        _ = watcher.added("a@11")
        #expect(watcher.wait == .seconds(5))
    }

    @Test("13: where bookmarks come every minute, three that are missing are enough")
    func missingBookmarks() {
        var watcher = WatcherScript.live()
        _ = watcher.advance(by: .seconds(60))
        _ = watcher.bookmark("11")
        _ = watcher.advance(by: .seconds(30))
        _ = watcher.added("a@12")
        #expect(watcher.wait == .seconds(185))
        #expect(watcher.advance(by: .seconds(185)) == ["cancel", "watch after 12"])
        #expect(watcher.wait == watcher.watchOptions.timeout + .seconds(5), "and it is learnt anew")
    }

    @Test("15: an object of a foreign kind is said to be ignored, and does not move the point to go on from")
    func foreignKind() {
        var watcher = WatcherScript.live()
        #expect(watcher.receive(.event(.foreign(type: "ADDED", kind: "Table"))).isEmpty)
        guard case .ignored("Table")? = watcher.takeReports().last else {
            Issue.record("it was not reported")
            return
        }
        #expect(watcher.receive(.ended) == ["watch after 10"])
    }

    @Test("17: an event that is not understood does not move the point, and forces a list")
    func undecodable() {
        var watcher = WatcherScript.live()
        _ = watcher.added("a@11")
        #expect(watcher.fail(APIError(.undecodable, "watch pods", "what?")).isEmpty)
        #expect(watcher.advanceToWakeUp().words == ["begin", "list from 11"])
    }

    @Test("17: an event without a version is not understood either")
    func eventWithoutVersion() {
        var watcher = WatcherScript.live()
        #expect(watcher.added("a") == ["cancel"])
        #expect(watcher.advanceToWakeUp().words == ["begin", "list from 10"])
    }
}
