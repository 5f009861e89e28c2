// SPDX-License-Identifier: Apache-2.0

import KubeCore
import KubeRuntime
import TestSupport
import Testing

@Suite("A watcher lists", .tags(.machine))
struct WatcherListTests {
    @Test("1: the pages of the first list are passed on in order, and committed with the last one")
    func pages() {
        var watcher = WatcherScript()
        #expect(watcher.begin() == ["begin", "list now, by 500"])
        #expect(watcher.page("a@1", "b@2", version: "9", next: "x") == ["stage a@1 b@2", "list now, by 500, next x"])
        #expect(watcher.page("c@3", version: "9", next: "y") == ["stage c@3", "list now, by 500, next y"])
        #expect(watcher.machine.version == nil)
        #expect(watcher.page("d@4", version: "9") == ["stage d@4", "commit 9", "watch after 9"])
        #expect(watcher.machine.version == ResourceVersion("9"))
    }

    @Test("2: a token that has expired on a later page leads to one list of all, at once")
    func expiredToken() {
        var watcher = WatcherScript()
        _ = watcher.begin()
        _ = watcher.page("a@1", version: "9", next: "x")
        #expect(watcher.fail(WatcherScript.refusal(410)) == ["begin", "list now"])
        #expect(watcher.page("a@1", "b@2", version: "12") == ["stage a@1 b@2", "commit 12", "watch after 12"])
    }

    @Test("3: a list without a resourceVersion is an error, and no empty state")
    func listWithoutVersion() {
        var watcher = WatcherScript()
        _ = watcher.begin()
        #expect(watcher.page("a@1") == ["discard"])
        guard case .failed(let error, _)? = watcher.takeReports().last else {
            Issue.record("the failure was not reported")
            return
        }
        #expect(error.description == "list pods: the list has no resourceVersion, so the resource cannot be watched")
        #expect(watcher.advanceToWakeUp().words == ["begin", "list now, by 500"])
    }

    @Test("4: a list that is not to be older than a version is not asked for in pages; others are")
    func paging() {
        var watcher = WatcherScript.live()
        _ = watcher.fail(WatcherScript.refusal(410))
        #expect(watcher.advanceToWakeUp().words == ["begin", "list from 10"])
        #expect(watcher.fail(WatcherScript.refusal(410)) == ["discard", "begin", "list now, by 500"])
    }

    @Test("a list that is older than what is known, although it was asked not to be, is not believed")
    func staleList() {
        var watcher = WatcherScript.live()
        _ = watcher.fail(WatcherScript.refusal(410))
        _ = watcher.advanceToWakeUp()
        #expect(watcher.page("a@1", version: "8") == ["discard"])
        #expect(watcher.advanceToWakeUp().words == ["begin", "list from 10"])
        #expect(watcher.page("a@1", version: "10") == ["stage a@1", "commit 10 forwards", "watch after 10"])
    }

    @Test("a list of the present state may be older than what is known: the database was restored")
    func restoredDatabase() {
        var watcher = WatcherScript.live()
        _ = watcher.fail(WatcherScript.refusal(410))
        _ = watcher.advanceToWakeUp()
        _ = watcher.fail(WatcherScript.refusal(504, cause: "ResourceVersionTooLarge"))
        #expect(watcher.page("a@1", version: "3") == ["stage a@1", "commit 3", "watch after 3"])
    }

    @Test("11: the back-off grows over lists that fail, however often one begins, and starts anew after a complete one")
    func backoffOfLists() {
        var watcher = WatcherScript()
        _ = watcher.begin()
        var waits: [Duration] = []
        for _ in 0..<7 {
            _ = watcher.page("a@1", version: "9", next: "x")
            #expect(watcher.fail(WatcherScript.refusal(500)) == ["discard"])
            waits.append(watcher.advanceToWakeUp().wait)
        }
        for (wait, ceiling) in zip(waits, [0.8, 1.6, 3.2, 6.4, 12.8, 25.6, 30]) {
            #expect(wait >= .seconds(ceiling / 2) && wait <= .seconds(ceiling))
        }
        _ = watcher.page(version: "9")
        _ = watcher.fail(WatcherScript.connectionRefused)
        #expect(watcher.wait.map { $0 <= .milliseconds(800) } == true)
    }

    @Test("an answer to a request that was given up is ignored")
    func lateAnswers() {
        var watcher = WatcherScript.live()
        let first = watcher.request
        _ = watcher.advance(by: .seconds(700))
        #expect(watcher.request > first)
        #expect(watcher.receive(.event(.added(PartialObject(sample: "a@11"))), to: first).isEmpty)
        #expect(watcher.receive(.failed(WatcherScript.refusal(410)), to: first).isEmpty)
        #expect(watcher.added("a@11") == ["upsert a@11"])
    }

    @Test("what nobody wants is given up, and nothing happens after it")
    func stop() {
        var listing = WatcherScript()
        _ = listing.begin()
        #expect(listing.stop() == ["cancel", "discard"])
        var watching = WatcherScript.live()
        #expect(watching.stop() == ["cancel"])
        #expect(watching.added("a@11").isEmpty)
        #expect(watching.wait == nil)
        var waiting = WatcherScript.live()
        _ = waiting.fail(WatcherScript.connectionRefused)
        #expect(waiting.stop().isEmpty)
        #expect(waiting.advance(by: .seconds(60)).isEmpty)
        var idle = WatcherScript()
        #expect(idle.stop().isEmpty)
        #expect(idle.begin().isEmpty)
    }
}
