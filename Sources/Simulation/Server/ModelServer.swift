// SPDX-License-Identifier: Apache-2.0

internal import Basics
internal import HTTPCore
internal import JSONKit
internal import KubeCore
internal import Synchronization

/// An API server that exists only in a simulated world, with two replicas in front of one store.
///
/// What it accepts is the truth with which everything else is compared. What it answers may be late, wrong or nothing.
package final class ModelServer: Sendable {
    /// A write that was accepted and changed something.
    package struct Write: Sendable {
        package let version: Int
        package let time: Duration
        package let request: ModelRequest
        /// The object as it was written, or as it was last.
        package let object: ModelObject
        package let isRemoval: Bool
    }

    struct State: Sendable {
        var store: ModelStore
        var rates: FaultRates
        /// Up to which version each replica has heard of what was written.
        var visible: [Int]
        /// How late each replica hears of it.
        var lag: [Duration]
        var isDown = false
        /// Counts the starts: what belongs to an earlier one is gone.
        var run = 0
        var watches: [Int: OpenWatch] = [:]
        var lastWatch = 0
        var writes: [Write] = []
    }

    struct OpenWatch: Sendable {
        let watch: ModelWatch
        let replica: Int
        /// Up to which version everything was written to it.
        var cursor: Int
        let resource: ModelResource
    }

    let scheduler: Scheduler
    let state: Mutex<State>
    private static let usualLag = Duration.milliseconds(2)

    /// A server of some resources.
    package init(_ resources: [ModelResource], _ scheduler: Scheduler, rates: FaultRates) {
        self.scheduler = scheduler
        let store = ModelStore(resources)
        state = Mutex(
            State(
                store: store,
                rates: rates,
                visible: [store.version, store.version],
                lag: [Self.usualLag, Self.usualLag]
            )
        )
    }

    /// The truth.
    package var store: ModelStore { state.withLock { $0.store } }

    /// All that was accepted, in the order of the versions.
    package var writes: [Write] { state.withLock { $0.writes } }

    /// What goes wrong from now on.
    package var rates: FaultRates {
        get { state.withLock { $0.rates } }
        set { state.withLock { $0.rates = newValue } }
    }

    /// The time of day at the server.
    private var time: Timestamp {
        Timestamp(secondsSinceEpoch: 1_767_225_600) + scheduler.now
    }

    // Requests

    /// Does what a request asks that is no list and no watch.
    func perform(_ request: ModelRequest) -> ModelAnswer {
        let time = time
        let (answer, version) = state.withLock { state -> (ModelAnswer, Int?) in
            let before = state.store.version
            do throws(ModelRefusal) {
                let object = try state.store.perform(request, at: time)
                guard state.store.version > before else { return (ModelAnswer(object), nil) }
                state.note(request, object, at: scheduler.now)
                return (ModelAnswer(object, status: request.verb == .create ? 201 : 200), state.store.version)
            } catch {
                return (ModelAnswer(error), nil)
            }
        }
        if let version { spread(version) }
        return answer
    }

    /// Writes as somebody whom nothing goes wrong for.
    @discardableResult
    package func write(_ body: (inout ModelStore) -> Void) -> Int {
        let version = state.withLock { state in
            body(&state.store)
            return state.store.version
        }
        spread(version)
        return version
    }

    /// Lets the replicas hear of a write, each in its time.
    private func spread(_ version: Int) {
        for (replica, lag) in state.withLock({ $0.lag }).enumerated() {
            scheduler.after(lag) { [self] in reveal(version, to: replica) }
        }
    }

    private func reveal(_ version: Int, to replica: Int) {
        let watches = state.withLock { state in
            state.visible[replica] = max(state.visible[replica], version)
            return state.watches.filter { $0.value.replica == replica }.keys.sorted()
        }
        for watch in watches {
            scheduler.after(scheduler.draw { $0.duration(.microseconds(50)...(.milliseconds(3))) }) { [self] in
                pump(watch)
            }
        }
    }
}

extension ModelServer.State {
    fileprivate mutating func note(_ request: ModelRequest, _ object: ModelObject, at time: Duration) {
        let isRemoval = store.shelves[request.plural]?.objects[object.key] == nil
        writes.append(
            ModelServer.Write(
                version: store.version,
                time: time,
                request: request,
                object: object,
                isRemoval: isRemoval
            )
        )
    }
}

extension ModelStore {
    fileprivate mutating func perform(_ request: ModelRequest, at time: Timestamp) throws(ModelRefusal) -> ModelObject {
        let plural = request.plural
        switch request.verb {
        case .get: return try object(plural, request.key)
        case .create:
            return try create(plural, request.namespace, request.body?.object ?? [:], at: time)
        case .update:
            let old = try object(plural, request.key)
            return try update(plural, old, request.body?.object ?? [:], subresource: request.subresource)
        case .patch:
            let old = try object(plural, request.key)
            let fields = try patched(.object(old.fields), request.body ?? [:])
            return try update(plural, old, fields, subresource: request.subresource)
        case .apply:
            return try apply(
                plural,
                request.key,
                request.body?.object ?? [:],
                manager: request.query["fieldManager"] ?? "",
                subresource: request.subresource,
                at: time
            )
        case .delete: return try delete(plural, request.key, request.body?.object, at: time)
        case .list, .watch: throw .badRequest("lists and watches are answered elsewhere")
        }
    }

    /// A list of operations is a JSON patch, an object a merge patch.
    private func patched(_ fields: JSONValue, _ patch: JSONValue) throws(ModelRefusal) -> JSONObject {
        var fields = fields
        if patch.array != nil {
            do {
                try JSONPatch(parsing: patch.serialized()).apply(to: &fields)
            } catch {
                throw ModelRefusal(code: 422, reason: "Invalid", message: "\(error)")
            }
        } else {
            fields.merge(patch)
        }
        return fields.object ?? [:]
    }
}

// Duties

extension ModelServer {
    /// Deletes what belonged to objects that are gone, again and again.
    package func collectGarbage(every interval: Duration) {
        scheduler.after(interval) { [self] in
            while let orphan = store.orphan() {
                let time = time
                write { store in _ = try? store.delete(orphan.plural, orphan.key, nil, at: time) }
            }
            collectGarbage(every: interval)
        }
    }
}

// Misfortunes

extension ModelServer {
    /// Forgets what happened up to a little before now.
    package func compact() {
        state.withLock { state in
            let visible = state.visible.min() ?? 0
            state.store.compact(upTo: visible)
        }
        scheduler.note("server", "compacts up to \(store.compacted)")
    }

    /// Lets one replica fall behind, or catch up.
    package func setLag(_ lag: Duration?, ofReplica replica: Int) {
        state.withLock { $0.lag[replica] = lag ?? Self.usualLag }
        scheduler.note("server", "replica \(replica) lags by \(lag ?? Self.usualLag)")
        if lag == nil { spread(store.version) }
    }

    /// Stops; everything that is connected notices, or does not.
    package func crash(silently: Bool) {
        let watches = state.withLock { state in
            state.isDown = true
            state.run += 1
            defer { state.watches = [:] }
            return state.watches.sorted { $0.key < $1.key }.map(\.value.watch)
        }
        scheduler.note("server", "goes down\(silently ? " without a word" : "")")
        for watch in watches { watch.end(silently ? .silent : .broken) }
    }

    /// Starts again, with what was stored.
    package func restart() {
        state.withLock { state in
            state.isDown = false
            state.visible = state.visible.map { _ in state.store.version }
        }
        scheduler.note("server", "is back")
    }
}
