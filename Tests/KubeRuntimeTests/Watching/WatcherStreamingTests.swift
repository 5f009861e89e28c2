// SPDX-License-Identifier: Apache-2.0

import KubeCore
import KubeRuntime
import TestSupport
import Testing

@Suite("A watcher lists in the form of a watch", .tags(.machine))
struct WatcherStreamingTests {
    @Test("21: what there is is staged, and nothing is committed before the bookmark that ends it")
    func staging() {
        var watcher = WatcherScript(streaming: true)
        #expect(watcher.begin() == ["begin", "watch list now"])
        #expect(watcher.receive(.opened).isEmpty)
        #expect(watcher.added("a@7") == ["stage a@7"])
        #expect(watcher.added("b@3") == ["stage b@3"])
        #expect(watcher.machine.version == nil)
        #expect(watcher.bookmark("9", endsList: true) == ["commit 9"])
        #expect(watcher.machine.version == ResourceVersion("9"))
    }

    @Test("22: changes and deletions before the end are honoured")
    func changesBeforeTheEnd() {
        var watcher = WatcherScript(streaming: true)
        _ = watcher.begin()
        _ = watcher.added("a@7")
        #expect(watcher.modified("a@8") == ["stage a@8"])
        #expect(watcher.deleted("a@9") == ["unstage a@9"])
        #expect(watcher.bookmark("9", endsList: true) == ["commit 9"])
    }

    @Test("23: a bookmark that does not say so does not end the list")
    func otherBookmarks() {
        var watcher = WatcherScript(streaming: true)
        _ = watcher.begin()
        #expect(watcher.bookmark("9").isEmpty)
        #expect(watcher.machine.version == nil)
    }

    @Test("24: a stream that is closed before the end is thrown away, and asked for anew after a wait")
    func closedEarly() {
        var watcher = WatcherScript(streaming: true)
        _ = watcher.begin()
        _ = watcher.added("a@7")
        #expect(watcher.receive(.ended) == ["discard"])
        #expect(watcher.advanceToWakeUp().words == ["begin", "watch list now"])
        #expect(watcher.bookmark("9", endsList: true) == ["commit 9"])
    }

    @Test("24: one that is closed every time is replaced by pages, until the list is complete")
    func closedEveryTime() {
        var watcher = WatcherScript(streaming: true)
        _ = watcher.begin()
        var words: [String] = []
        for _ in 0..<3 {
            _ = watcher.added("a@7")
            _ = watcher.receive(.ended)
            words = watcher.advanceToWakeUp().words
        }
        #expect(words == ["begin", "list now, by 500"])
        #expect(watcher.page(version: "9") == ["stage", "commit 9", "watch after 9"])
        _ = watcher.fail(WatcherScript.refusal(410))
        #expect(watcher.advanceToWakeUp().words == ["begin", "watch list from 9"])
    }

    @Test(
        "25: a server that refuses such lists is asked for pages at once, and a watch from there does not ask for them",
        arguments: [400, 403, 413, 422, 431]
    )
    func refused(_ code: Int) {
        var watcher = WatcherScript(streaming: true)
        _ = watcher.begin()
        #expect(watcher.fail(WatcherScript.refusal(code)) == ["discard", "begin", "list now, by 500"])
        guard case .listsInPages? = watcher.takeReports().last else {
            Issue.record("it was not reported")
            return
        }
        #expect(watcher.page("a@1", version: "9") == ["stage a@1", "commit 9", "watch after 9"])
        #expect(
            watcher.receive(.event(.bookmark(WatchBookmark(resourceVersion: ResourceVersion("12"))))) == ["advance 12"]
        )
        #expect(watcher.receive(.ended) == ["watch after 12"])
    }

    @Test("25: a server that ignores what it does not know sends what there is and never the end: pages, from then on")
    func neverEnds() {
        var watcher = WatcherScript(streaming: true)
        _ = watcher.begin()
        _ = watcher.added("a@7")
        #expect(watcher.advance(by: .seconds(29)).isEmpty)
        let warnings = watcher.takeReports().map { report in
            if case .listDoesNotEnd(let ago) = report { ago } else { Duration.zero }
        }
        #expect(warnings == [.seconds(10), .seconds(20)])
        #expect(watcher.advance(by: .seconds(1)) == ["cancel", "discard", "begin", "list now, by 500"])
        _ = watcher.page(version: "9")
        _ = watcher.fail(WatcherScript.refusal(410))
        #expect(watcher.advanceToWakeUp().words == ["begin", "list from 9"])
    }

    @Test("a list that takes its time is waited for as long as something arrives")
    func longList() {
        var watcher = WatcherScript(streaming: true)
        _ = watcher.begin()
        for version in 1...20 {
            #expect(watcher.advance(by: .seconds(10)).isEmpty)
            #expect(watcher.added("a@\(version)") == ["stage a@\(version)"])
        }
    }

    @Test("26: 429 is waited for; when the server's cache never catches up, an older state has to do")
    func laggingCache() {
        var watcher = WatcherScript(streaming: true)
        _ = watcher.begin()
        let error = WatcherScript.refusal(429, retryAfter: .seconds(1))
        for _ in 0..<2 {
            #expect(watcher.fail(error) == ["discard"])
            #expect(watcher.advanceToWakeUp().words == ["begin", "watch list now"])
        }
        _ = watcher.fail(error)
        #expect(watcher.advanceToWakeUp().words == ["begin", "list any, by 500"])
        _ = watcher.page(version: "9")
        _ = watcher.fail(WatcherScript.refusal(410))
        #expect(watcher.advanceToWakeUp().words == ["begin", "watch list from 9"])
    }

    @Test("26: but never one that is older than what is known")
    func laggingCacheLater() {
        var watcher = WatcherScript.live(streaming: true)
        _ = watcher.fail(WatcherScript.refusal(410))
        _ = watcher.advanceToWakeUp()
        var words: [String] = []
        for _ in 0..<3 {
            _ = watcher.fail(WatcherScript.refusal(429))
            words = watcher.advanceToWakeUp().words
        }
        #expect(words == ["begin", "list from 10"])
    }

    @Test("27: behind the end the same stream is the watch")
    func sameStream() {
        var watcher = WatcherScript.live(streaming: true)
        let request = watcher.request
        #expect(watcher.modified("a@11") == ["upsert a@11"])
        #expect(watcher.deleted("a@12") == ["remove a@12"])
        #expect(watcher.request == request)
        #expect(watcher.receive(.ended) == ["watch after 12"])
    }

    @Test("7, 8: after 410 the list is not older than the last version; when that is refused, the present is asked for")
    func expired() {
        var watcher = WatcherScript.live(streaming: true)
        #expect(watcher.fail(WatcherScript.refusal(410)).isEmpty)
        #expect(watcher.advanceToWakeUp().words == ["begin", "watch list from 10"])
        let tooLarge = WatcherScript.refusal(504, cause: "ResourceVersionTooLarge")
        #expect(watcher.fail(tooLarge) == ["discard", "begin", "watch list now"])
        #expect(watcher.bookmark("4", endsList: true) == ["commit 4"])
    }

    @Test("a list that is older than asked for is not believed")
    func staleList() {
        var watcher = WatcherScript.live(streaming: true)
        _ = watcher.fail(WatcherScript.refusal(410))
        _ = watcher.advanceToWakeUp()
        _ = watcher.added("a@7")
        #expect(watcher.bookmark("9", endsList: true) == ["cancel", "discard"])
        #expect(watcher.advanceToWakeUp().words == ["begin", "watch list from 10"])
    }
}
