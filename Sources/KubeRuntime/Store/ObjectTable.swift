// SPDX-License-Identifier: Apache-2.0

package import KubeCore

/// The content of a store: what is there, what a list that is under way has brought, and what changed by each update.
///
/// There is one writer. Readers take ``snapshot``, which is the state before or after an update and never a mixture: a
/// list is staged out of sight and replaces everything at once. What a list does not mention was deleted while nobody
/// listened, and is reported as such.
package struct ObjectTable<Object: KubeObject>: Sendable {
    typealias Entry = ObjectSnapshot<Object>.Entry

    /// Drops from an object what nobody reads, before it is kept or compared; doing so twice is doing so once.
    package typealias Transform = @Sendable (inout Object) -> Void

    /// What is there.
    package private(set) var snapshot: ObjectSnapshot<Object>
    private let transform: Transform?
    /// What a list has brought; nil when none is under way.
    private var staged: SortedMap<ObjectKey, SnapshotEntry>?

    /// An empty table.
    package init(indexes: [ObjectIndex<Object>] = [], transform: Transform? = nil) {
        precondition(Set(indexes.map(\.name)).count == indexes.count, "two indexes have the same name")
        snapshot = ObjectSnapshot(indexes: indexes)
        self.transform = transform
    }

    /// Adds a way to find objects; one of the same name is taken for the same.
    package mutating func addIndex(_ index: ObjectIndex<Object>) {
        snapshot.addIndex(index)
    }

    /// Does what a watcher says, and returns what changed by it; the changes of a list are in the order of the keys.
    ///
    /// Where nobody wants to know what changed by a list, it is not put together: for the first list that would be all
    /// objects once more.
    package mutating func apply(_ update: StoreUpdate<Object>, isFollowed: Bool = true) -> [ObjectChange<Object>] {
        switch update {
        case .begin: staged = SortedMap()
        case .discard: staged = nil
        case .stage(let objects):
            for object in objects { stage(object) }
        case .unstage(let object): unstage(object)
        case .commit(let version, let mayGoBack): return commit(version, mayGoBack, isFollowed)
        case .upsert(let object): return upsert(object)
        case .remove(let object): return remove(object)
        case .advance(let version): advance(to: version)
        }
        return []
    }

    private func transformed(_ object: Object) -> Object {
        guard let transform else { return object }
        var object = object
        transform(&object)
        return object
    }

    private mutating func advance(to version: ResourceVersion?) {
        guard let version else { return }
        if let known = snapshot.resourceVersion, version.isOlder(than: known) == true { return }
        snapshot.resourceVersion = version
    }
}

// Events

extension ObjectTable {
    private mutating func upsert(_ object: Object) -> [ObjectChange<Object>] {
        let key = object.key
        let known = snapshot.entry(of: key)
        guard !isFromThePast(object, known) else { return [] }
        let object = transformed(object)
        replace(known, by: Entry(object), key)
        advance(to: object.metadata.resourceVersion)
        return ObjectChange(from: known?.object, to: object).map { [$0] } ?? []
    }

    private mutating func remove(_ object: Object) -> [ObjectChange<Object>] {
        let key = object.key
        defer { advance(to: object.metadata.resourceVersion) }
        guard let known = snapshot.entry(of: key), !isFromThePast(object, known) else { return [] }
        replace(known, by: nil, key)
        // What is gone is what was known. If that was another object of the same name, its end was missed.
        guard known.object.metadata.identity == object.metadata.identity else {
            return [.deleted(known.object, isLastState: false)]
        }
        return [.deleted(transformed(object), isLastState: true)]
    }

    private mutating func replace(_ old: Entry?, by new: Entry?, _ key: ObjectKey) {
        snapshot.objects[key] = new
        snapshot.reindex(key, from: old, to: new)
    }

    /// Whether an event tells of what happened before what is known: a watch that was reconnected to a server that lags
    /// must neither undo a change nor bring back what was deleted.
    private func isFromThePast(_ object: Object, _ known: Entry?) -> Bool {
        guard let version = object.metadata.resourceVersion,
            let present = known?.object.metadata.resourceVersion ?? snapshot.resourceVersion
        else { return false }
        return version.isOlder(than: present) == true
    }
}

// Lists

extension ObjectTable {
    private mutating func stage(_ object: Object) {
        let key = object.key
        if let staged = stagedEntry(of: key), Self.isOlder(object, than: staged.object) { return }
        // What has not changed is kept as it is: a list costs the memory of what is new in it.
        let known = snapshot.entry(of: key).flatMap { Self.isSame($0.object, object) ? $0 : nil }
        let entry = known ?? Entry(transformed(object))
        staged?[key] = entry
    }

    private mutating func unstage(_ object: Object) {
        let key = object.key
        guard let known = stagedEntry(of: key), !Self.isOlder(object, than: known.object) else { return }
        staged?[key] = nil
    }

    private func stagedEntry(of key: ObjectKey) -> Entry? {
        staged?[key].map(ObjectSnapshot<Object>.typed)
    }

    private static func isOlder(_ object: Object, than other: Object) -> Bool {
        guard let version = object.metadata.resourceVersion, let known = other.metadata.resourceVersion else {
            return false
        }
        return version.isOlder(than: known) == true
    }

    private static func isSame(_ object: Object, _ other: Object) -> Bool {
        guard let version = object.metadata.resourceVersion else { return false }
        return version == other.metadata.resourceVersion && object.metadata.identity == other.metadata.identity
    }

    /// Replaces everything by what was staged.
    private mutating func commit(
        _ version: ResourceVersion,
        _ mayGoBack: Bool,
        _ isFollowed: Bool
    ) -> [ObjectChange<Object>] {
        guard let staged = self.staged.take() else { return [] }
        let isOlder = snapshot.resourceVersion.flatMap { version.isOlder(than: $0) } == true
        guard !isOlder || mayGoBack else { return [] }
        var changes: [ObjectChange<Object>] = []
        if isFollowed || !snapshot.indexes.isEmpty {
            Self.forEachDifference(snapshot.objects, staged) { key, old, new in
                snapshot.reindex(key, from: old, to: new)
                guard isFollowed else { return }
                let change = ObjectChange(from: old?.object, to: new?.object, isLastState: false)
                if let change { changes.append(change) }
            }
        }
        snapshot.objects = staged
        snapshot.resourceVersion = version
        return changes
    }

    /// What differs between two states, found by walking over both at once.
    private static func forEachDifference(
        _ before: SortedMap<ObjectKey, SnapshotEntry>,
        _ after: SortedMap<ObjectKey, SnapshotEntry>,
        _ body: (_ key: ObjectKey, _ old: Entry?, _ new: Entry?) -> Void
    ) {
        let typed = ObjectSnapshot<Object>.typed
        var (olds, news) = (before.makeIterator(), after.makeIterator())
        var (old, new) = (olds.next(), news.next())
        while true {
            switch (old, new) {
            case (nil, nil): return
            case (let gone?, let next) where next.map({ gone.key < $0.key }) ?? true:
                body(gone.key, typed(gone.value), nil)
                old = olds.next()
            case (let next, let added?) where next.map({ added.key < $0.key }) ?? true:
                body(added.key, nil, typed(added.value))
                new = news.next()
            case (let present?, let listed?):
                if present.value !== listed.value { body(present.key, typed(present.value), typed(listed.value)) }
                (old, new) = (olds.next(), news.next())
            default: preconditionFailure("one of two keys comes first, or they are the same")
            }
        }
    }
}
