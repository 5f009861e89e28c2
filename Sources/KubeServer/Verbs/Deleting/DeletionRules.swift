// SPDX-License-Identifier: Apache-2.0

internal import Basics
internal import JSONKit

/// What becomes of an object that somebody deletes: a pure function of the object, the request and the time.
///
/// The order of the questions is that of Kubernetes (apiserver, `registry/rest/delete.go` and
/// `registry/generic/registry/store.go`).
struct DeletionRules {
    /// What is to be done.
    enum Step: Equatable {
        /// Nothing: it is on its way already.
        case wait
        /// It stays, marked, until others are done with it.
        case mark(JSONObject)
        /// It is marked, so that everybody sees it end, and removed at once.
        case markAndRemove(JSONObject)
        case remove
    }

    private let strategy: any ResourceStrategy
    private let request: DeleteRequest
    private let now: Timestamp

    init(_ strategy: any ResourceStrategy, _ request: DeleteRequest, now: Timestamp) {
        self.strategy = strategy
        self.request = request
        self.now = now.truncatedToSeconds
    }

    func step(for object: JSONObject) -> Step {
        var object = object
        let isGoing = !object.metadata.text("deletionTimestamp").isEmpty
        if !isGoing, strategy.announceDeletion(of: &object, request, at: now) { return .mark(object) }
        if isGoing, strategy.isHeld(object) { return .wait }
        let end = isGoing ? shortened(&object) : begun(&object)
        if end == .pending { return .wait }
        let finalizers = request.finalizers(object.metadata.strings("finalizers"), strategy.deletion)
        object.metadata["finalizers"] = finalizers.isEmpty ? nil : .array(finalizers.map { .string($0) })
        switch end {
        case .graceful(let seconds): return finalizers.isEmpty && seconds == 0 ? .markAndRemove(object) : .mark(object)
        case .pending, .sudden:
            guard !finalizers.isEmpty else { return .remove }
            return .mark(marked(object))
        }
    }

    /// Whether a change takes away the last that kept an object that is to be deleted.
    static func lets(_ old: JSONObject, go new: JSONObject, _ strategy: any ResourceStrategy) -> Bool {
        let isEnding =
            !old.metadata.text("deletionTimestamp").isEmpty && old.metadata["deletionGracePeriodSeconds"]?.int ?? 0 == 0
        return isEnding && new.metadata.strings("finalizers").isEmpty && !strategy.isHeld(new)
    }

    /// How an object ends.
    private enum End: Equatable {
        /// As soon as nothing keeps it.
        case sudden
        /// It has been told to end, and has at most this many seconds.
        case graceful(seconds: Int)
        /// It has been told before, and the client does not hurry it.
        case pending
    }

    /// Negative wishes count as the shortest one.
    private var granted: Int? { request.gracePeriodSeconds.map { $0 < 0 ? 1 : $0 } }

    private func begun(_ object: inout JSONObject) -> End {
        guard let period = strategy.gracePeriod(of: object, granted: granted) else { return .sudden }
        setEnd(&object.metadata, at: now + .seconds(period), period)
        countGeneration(&object.metadata)
        return .graceful(seconds: period)
    }

    /// Who deletes an object again can only shorten the time that it has.
    private func shortened(_ object: inout JSONObject) -> End {
        guard strategy.gracePeriod(of: object, granted: granted) != nil,
            let present = object.metadata["deletionGracePeriodSeconds"]?.int, present != 0,
            let end = try? Timestamp(parsing: object.metadata.text("deletionTimestamp"))
        else { return .sudden }
        guard let granted, granted < max(present, 1) else { return .pending }
        let earlier = end - .seconds(present) + .seconds(granted)
        if earlier < now {
            setEnd(&object.metadata, at: now, granted == 0 ? 0 : 1)
        } else {
            setEnd(&object.metadata, at: earlier, granted)
        }
        return .graceful(seconds: granted)
    }

    private func marked(_ object: JSONObject) -> JSONObject {
        var object = object
        let present = object.metadata.text("deletionTimestamp")
        if present.isEmpty { countGeneration(&object.metadata) }
        let end = (try? Timestamp(parsing: present)).map { min($0, now) } ?? now
        setEnd(&object.metadata, at: end, 0)
        return object
    }

    private func setEnd(_ metadata: inout JSONObject, at time: Timestamp, _ seconds: Int) {
        metadata["deletionTimestamp"] = .string(time.formatted(.none))
        metadata["deletionGracePeriodSeconds"] = .number(JSONNumber(seconds))
    }

    /// To be deleted is a change of what is wanted.
    private func countGeneration(_ metadata: inout JSONObject) {
        guard let generation = metadata["generation"]?.int, generation > 0 else { return }
        metadata["generation"] = .number(JSONNumber(generation + 1))
    }
}
