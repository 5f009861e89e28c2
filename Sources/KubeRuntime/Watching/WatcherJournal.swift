// SPDX-License-Identifier: Apache-2.0

internal import Basics
internal import KubeCore
internal import Telemetry

/// What a watcher leaves behind for people: lines and figures.
struct WatcherJournal: Sendable {
    private let name: String
    private let logger: Logger
    private let clock: any MonotonicClock
    private let registry: MetricRegistry
    private let lists: Counter
    private let watches: Counter
    private let added: Counter
    private let modified: Counter
    private let deleted: Counter
    private let bookmarks: Counter
    private let failures: Labeled<Counter>
    private let syncDuration: Gauge

    init(_ name: String, _ environment: RuntimeEnvironment) {
        let metrics = environment.metrics
        let events = metrics.counter(
            "watcher_events_total",
            help: "What servers said in watches.",
            labels: ["source", "type"]
        )
        self.name = name
        logger = environment.logger.room("kube.watcher").with(["source": name])
        clock = environment.clock
        registry = metrics
        lists = metrics.counter("watcher_lists_total", help: "Pages of lists asked for.", labels: ["source"]).with(name)
        watches = metrics.counter("watcher_watches_total", help: "Watches opened.", labels: ["source"]).with(name)
        added = events.with(name, "added")
        modified = events.with(name, "modified")
        deleted = events.with(name, "deleted")
        bookmarks = events.with(name, "bookmark")
        failures = metrics.counter(
            "watcher_failures_total",
            help: "Lists and watches that failed, by why.",
            labels: ["source", "reason"]
        )
        syncDuration = metrics.gauge(
            "watcher_sync_duration_seconds",
            help: "How long it took until the last list was complete.",
            labels: ["source"]
        ).with(name)
    }

    /// Has figures read of how much is known, and how fresh it is.
    func observe<Item>(_ store: StorePart<Item>, _ watcher: Watcher<Item>) {
        registry.gauge(
            "watcher_objects",
            help: "Objects that are known.",
            labels: ["source"],
            source: name
        ) { [name, weak store] in
            store.map { [ScrapedValue([name], Double($0.objectCount))] } ?? []
        }
        registry.gauge(
            "watcher_silence_seconds",
            help: "How long ago the server last said something.",
            labels: ["source"],
            source: name
        ) { [name, clock, weak watcher] in
            watcher.map { [ScrapedValue([name], $0.status.lastHeardAt.duration(to: clock.now) / .seconds(1))] } ?? []
        }
    }

    func listed() { lists.increment() }

    func watched() { watches.increment() }

    func heard<Item>(_ event: WatchEvent<Item>) {
        switch event {
        case .added: added.increment()
        case .modified: modified.increment()
        case .deleted: deleted.increment()
        case .bookmark: bookmarks.increment()
        case .error, .foreign: break
        }
    }

    func note(_ report: WatcherReport, _ health: WatcherHealth) {
        switch report {
        case .synced(let duration):
            syncDuration.set(duration / .seconds(1))
            logger.info("synced", ["took": duration])
        case .failed(let error, let retryAfter):
            failures.with(name, error.metricReason).increment()
            if case .needsHelp = health {
                logger.error("cannot be watched as things are", ["retryAfter": retryAfter], error: error)
            } else {
                logger.warning("interrupted", ["retryAfter": retryAfter], error: error)
            }
        case .listDoesNotEnd(let lastEventAgo):
            logger.warning("the streaming list has not ended yet", ["lastEventAgo": lastEventAgo])
        case .listsInPages(let error):
            logger.info("lists in pages, because a streaming list is not to be had", error: error)
        case .silent(let silence):
            failures.with(name, "silent").increment()
            logger.warning("the watch was silent for so long that its connection must be dead", ["silence": silence])
        case .ignored(let kind):
            failures.with(name, "foreign").increment()
            logger.warning("an object was ignored that is none of those asked for", ["kind": kind])
        }
    }
}

extension APIError {
    /// A word for a label, of which there are few.
    fileprivate var metricReason: String {
        guard code == .refused, let status else { return "\(code)" }
        return status.reason.text.isEmpty ? "\(status.code)" : status.reason.text
    }
}
