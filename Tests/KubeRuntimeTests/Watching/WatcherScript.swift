// SPDX-License-Identifier: Apache-2.0

import Basics
import KubeCore
import KubeRuntime
import TestSupport

/// A watcher that is told what its server says, step by step, and whose actions are read as words.
struct WatcherScript {
    typealias Machine = WatcherMachine<PartialObject>

    var machine: Machine
    var random: SeededRandom
    private let start = ContinuousClock.now
    private(set) var elapsed = Duration.zero
    /// The reports since they were last taken.
    private(set) var reports: [WatcherReport] = []
    private(set) var request = 0
    /// What the last watch asked for.
    private(set) var watchOptions = WatchOptions(.any)

    init(
        streaming: Bool = false,
        seed: Seed = 1,
        _ configure: (inout WatcherConfiguration) -> Void = { _ in }
    ) {
        var configuration = WatcherConfiguration(name: "pods")
        configuration.usesStreamingLists = streaming
        configure(&configuration)
        machine = Machine(configuration)
        random = SeededRandom(seed)
    }

    var now: ContinuousClock.Instant { start.advanced(by: elapsed) }

    /// For how long the machine waits; nil when it does not.
    var wait: Duration? {
        guard let wakeUp = machine.nextWakeUp else { return nil }
        return now.duration(to: wakeUp)
    }

    mutating func begin() -> [String] { read(machine.start(at: now, using: &random)) }

    mutating func stop() -> [String] { read(machine.stop()) }

    /// An answer to the last request, or to an earlier one.
    mutating func receive(_ answer: Machine.Answer, to earlier: Int? = nil) -> [String] {
        read(machine.received(answer, to: earlier ?? request, at: now, using: &random))
    }

    mutating func page(_ objects: String..., version: String? = nil, next: String? = nil) -> [String] {
        var list = ObjectList(items: objects.map(PartialObject.init(sample:)))
        list.metadata.resourceVersion = version.map { ResourceVersion($0) }
        list.metadata.continueToken = next
        return receive(.page(list))
    }

    mutating func added(_ object: String) -> [String] { receive(.event(.added(PartialObject(sample: object)))) }

    mutating func modified(_ object: String) -> [String] { receive(.event(.modified(PartialObject(sample: object)))) }

    mutating func deleted(_ object: String) -> [String] { receive(.event(.deleted(PartialObject(sample: object)))) }

    mutating func bookmark(_ version: String, endsList: Bool = false) -> [String] {
        let bookmark = WatchBookmark(resourceVersion: ResourceVersion(version), endsInitialEvents: endsList)
        return receive(.event(.bookmark(bookmark)))
    }

    mutating func fail(_ error: APIError) -> [String] { receive(.failed(error)) }

    mutating func refreshedCredentials() -> [String] {
        read(machine.credentialsRefreshed(at: now, using: &random))
    }

    /// Lets time pass; the machine is told of it when it asked to be.
    mutating func advance(by duration: Duration) -> [String] {
        let target = elapsed + duration
        var words: [String] = []
        while let wait, elapsed + wait <= target {
            elapsed += max(.zero, wait)
            words += read(machine.timePassed(at: now, using: &random))
        }
        elapsed = target
        return words
    }

    /// Lets as much time pass as the machine waits for, and says how much that was.
    mutating func advanceToWakeUp() -> (wait: Duration, words: [String]) {
        let wait = wait ?? .zero
        return (wait, advance(by: wait))
    }

    mutating func takeReports() -> [WatcherReport] {
        defer { reports = [] }
        return reports
    }

    private mutating func read(_ actions: [Machine.Action]) -> [String] {
        var words: [String] = []
        for action in actions {
            switch action {
            case .list(let options, let number):
                request = number
                words.append("list \(options.words)")
            case .watch(let options, let number):
                request = number
                watchOptions = options
                words.append("watch \(options.words)")
            case .cancel(let number): words.append(number == request ? "cancel" : "cancel another")
            case .refreshCredentials: words.append("refresh credentials")
            case .update(let update): words.append(update.words)
            case .report(let report): reports.append(report)
            }
        }
        return words
    }
}

extension WatcherScript {
    /// A watcher that has listed up to version 10 and listens.
    static func live(streaming: Bool = false) -> WatcherScript {
        var script = WatcherScript(streaming: streaming)
        _ = script.begin()
        if streaming {
            _ = script.bookmark("10", endsList: true)
        } else {
            _ = script.page(version: "10")
        }
        _ = script.takeReports()
        return script
    }

    static func refusal(_ code: Int, cause: String? = nil, retryAfter: Duration? = nil) -> APIError {
        var status = APIStatus(code: code, reason: APIReason(httpStatus: code), message: "no")
        if let cause {
            var detail = APIStatus.Cause()
            detail.reason = cause
            status.details.causes = [detail]
        }
        return APIError("watch pods", status, retryAfter: retryAfter)
    }

    static let connectionRefused = APIError(.transport, "watch pods", "connection refused")
}

extension PartialObject {
    /// An object from words such as `a@7`, or `a@7#uid`, or `web/a@7` where it is not of the namespace `default`.
    init(sample: String) {
        let parts = sample.split(whereSeparator: { $0 == "@" || $0 == "#" }).map(String.init)
        let place = parts[0].split(separator: "/").map(String.init)
        let namespace = place.count > 1 ? place[0] : "default"
        var metadata = ObjectMeta(
            name: place[place.count - 1],
            namespace: namespace,
            uid: parts.count > 2 ? parts[2] : "1"
        )
        metadata.resourceVersion = parts.count > 1 ? ResourceVersion(parts[1]) : nil
        self.init(metadata: metadata)
    }

    var words: String { "\(place)\(metadata.name)@\(metadata.resourceVersion?.text ?? "?")" }

    private var place: String {
        metadata.namespace.flatMap { $0 == "default" ? nil : "\($0)/" } ?? ""
    }
}

extension ListOptions {
    fileprivate var words: String {
        var words: [String] = []
        switch version {
        case .mostRecent: words.append("now")
        case .any: words.append("any")
        case .notOlderThan(let version): words.append("from \(version)")
        case .exactly(let version): words.append("at \(version)")
        }
        if let limit { words.append("by \(limit)") }
        if let continueToken { words.append("next \(continueToken)") }
        return words.joined(separator: ", ")
    }
}

extension WatchOptions {
    fileprivate var words: String {
        switch start {
        case .mostRecent: "now"
        case .any: "any"
        case .after(let version): "after \(version)"
        case .streamingList(nil): "list now"
        case .streamingList(let version?): "list from \(version)"
        }
    }
}

extension StoreUpdate<PartialObject> {
    fileprivate var words: String {
        switch self {
        case .begin: "begin"
        case .stage(let objects): (["stage"] + objects.map(\.words)).joined(separator: " ")
        case .unstage(let object): "unstage \(object.words)"
        case .commit(let version, let mayGoBack): "commit \(version)" + (mayGoBack ? "" : " forwards")
        case .discard: "discard"
        case .upsert(let object): "upsert \(object.words)"
        case .remove(let object): "remove \(object.words)"
        case .advance(let version): "advance \(version)"
        }
    }
}
