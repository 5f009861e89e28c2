// SPDX-License-Identifier: Apache-2.0

internal import Basics
internal import HTTPCore
internal import JSONKit
internal import KubeCore

/// Writes the lines of one watch; what other watches of the same form have written is not written again.
struct EventLines {
    /// What an event says of an object.
    enum Kind: String {
        case added = "ADDED"
        case modified = "MODIFIED"
        case deleted = "DELETED"
    }

    private let resource: ServedResource
    private var answers: ObjectAnswers
    private let cache: EventCache
    /// What distinguishes the lines of this watch from those of others about the same change.
    private let form: String
    private let showsAges: Bool
    /// Whether the next line is the first: that of a table has its columns.
    private var isFirst = true

    /// The time that ages are counted from.
    var today: Timestamp {
        didSet { if showsAges, today != oldValue { answers = answers.at(today) } }
    }

    init(_ call: ResourceCall, cache: EventCache) throws(APIFailure) {
        resource = call.resource
        answers = try call.answers()
        self.cache = cache
        today = call.now
        showsAges = call.form.shape == .table
        let columns = showsAges ? resource.columns.map(\.jsonPath).joined(separator: ",") : ""
        form =
            "\(resource.apiVersion) \(resource.names.kind) \(call.form) \(call.query["includeObject"] ?? "") \(columns)"
    }

    /// An object that was there before the watch: a thousand of them are read once, and not worth remembering.
    mutating func present(_ object: StoredObject) throws(APIFailure) -> [UInt8] {
        defer { isFirst = false }
        return try answers.event(Kind.added.rawValue, object, isFirst: isFirst)
    }

    mutating func event(_ kind: Kind, _ object: StoredObject) throws(APIFailure) -> [UInt8] {
        defer { isFirst = false }
        let (answers, isFirst, key) = (answers, isFirst, key(kind, object.resourceVersion))
        return try cache.line(key) { () throws(APIFailure) in
            try answers.event(kind.rawValue, object, isFirst: isFirst)
        }
    }

    /// An object that is gone, or gone out of sight: as it was last seen, with the resource version at which it went.
    mutating func departure(_ change: Change) throws(APIFailure) -> [UInt8] {
        defer { isFirst = false }
        let (answers, resource, isFirst) = (answers, resource, isFirst)
        return try cache.line(key(.deleted, change.resourceVersion)) { () throws(APIFailure) in
            let previous = change.previous ?? change.object
            let tree = try ResourceStore.tree(of: previous, resource)
            let last = ResourceStore.stored(tree, previous.key, resource, change.resourceVersion)
            return try answers.event(Kind.deleted.rawValue, last, isFirst: isFirst)
        }
    }

    func bookmark(_ revision: UInt64, endsInitialEvents: Bool) -> [UInt8] {
        answers.bookmark(revision, endsInitialEvents: endsInitialEvents)
    }

    /// A failure, as the last line of a watch that had begun: clients do not get another status then.
    func error(_ failure: APIFailure) -> [UInt8] {
        Array("{\"type\":\"ERROR\",\"object\":".utf8) + failure.serialized() + Array("}\n".utf8)
    }

    private func key(_ kind: Kind, _ revision: UInt64) -> EventCache.Key {
        let second = showsAges ? today.secondsSinceEpoch : 0
        let form = showsAges && isFirst ? "\(form) first" : form
        return EventCache.Key(revision: revision, kind: kind, form: form, second: second)
    }
}
