// SPDX-License-Identifier: Apache-2.0

package import KubeCore

/// The content of a store: what is there, what a list that is under way has brought, and what changed by each update.
///
/// There is one writer. Readers take ``snapshot``, which is the state before or after an update and never a mixture: a
/// list is staged out of sight and replaces everything at once. What a list does not mention was deleted while nobody
/// listened, and is reported as such.
///
/// Where several namespaces are watched, each is a part of its own, with its own lists and its own version: a list of one
/// says nothing about the others.
package struct ObjectTable<Object: KubeObject>: Sendable {
    typealias Entry = ObjectSnapshot<Object>.Entry

    /// Drops from an object what nobody reads, before it is kept or compared; doing so twice is doing so once.
    package typealias Transform = @Sendable (inout Object) -> Void

    /// What is there.
    package private(set) var snapshot: ObjectSnapshot<Object>
    private let transform: Transform?
    /// The namespaces of the parts; empty where the only part is everything.
    private let namespaces: [String]
    /// What a list of each part has brought; nil when none is under way.
    private var staged: [SortedMap<ObjectKey, SnapshotEntry>?]

    /// An empty table, of the objects of some namespaces or, by default, of all.
    package init(
        namespaces: [String] = [],
        indexes: [ObjectIndex<Object>] = [],
        transform: Transform? = nil
    ) {
        precondition(Set(indexes.map(\.name)).count == indexes.count, "two indexes have the same name")
        let parts = max(1, namespaces.count)
        snapshot = ObjectSnapshot(indexes: indexes, parts: parts)
        staged = Array(repeating: nil, count: parts)
        self.namespaces = namespaces
        self.transform = transform
    }

    /// Adds a way to find objects; one of the same name is taken for the same.
    package mutating func addIndex(_ index: ObjectIndex<Object>) {
        snapshot.addIndex(index)
    }

    /// Does what the watcher of a part says, and returns what changed by it; the changes of a list are in the order of the keys.
    ///
    /// Where nobody wants to know what changed by a list, it is not put together: for the first list that would be all
    /// objects once more.
    package mutating func apply(
        _ update: StoreUpdate<Object>,
        of part: Int = 0,
        isFollowed: Bool = true
    ) -> [ObjectChange<Object>] {
        switch update {
        case .begin: staged[part] = SortedMap()
        case .discard: staged[part] = nil
        case .stage(let objects):
            for object in objects { stage(object, part) }
        case .unstage(let object): unstage(object, part)
        case .commit(let version, let mayGoBack): return commit(part, version, mayGoBack, isFollowed)
        case .upsert(let object): return upsert(object, part)
        case .remove(let object): return remove(object, part)
        case .advance(let version): advance(part, to: version)
        }
        return []
    }

    private func transformed(_ object: Object) -> Object {
        guard let transform else { return object }
        var object = object
        transform(&object)
        return object
    }

    private mutating func advance(_ part: Int, to version: ResourceVersion?) {
        guard let version else { return }
        if let known = snapshot.versions[part], version.isOlder(than: known) == true { return }
        snapshot.versions[part] = version
    }
}

// Events

extension ObjectTable {
    private mutating func upsert(_ object: Object, _ part: Int) -> [ObjectChange<Object>] {
        let key = object.key
        let known = snapshot.entry(of: key)
        guard !isFromThePast(object, known, part) else { return [] }
        let object = transformed(object)
        replace(known, by: Entry(object), key)
        advance(part, to: object.metadata.resourceVersion)
        return ObjectChange(from: known?.object, to: object).map { [$0] } ?? []
    }

    private mutating func remove(_ object: Object, _ part: Int) -> [ObjectChange<Object>] {
        let key = object.key
        defer { advance(part, to: object.metadata.resourceVersion) }
        guard let known = snapshot.entry(of: key), !isFromThePast(object, known, part) else { return [] }
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
    private func isFromThePast(_ object: Object, _ known: Entry?, _ part: Int) -> Bool {
        guard let version = object.metadata.resourceVersion,
            let present = known?.object.metadata.resourceVersion ?? snapshot.versions[part]
        else { return false }
        return version.isOlder(than: present) == true
    }
}

// Lists

extension ObjectTable {
    private mutating func stage(_ object: Object, _ part: Int) {
        let key = object.key
        if let staged = stagedEntry(of: key, part), Self.isOlder(object, than: staged.object) { return }
        // What has not changed is kept as it is: a list costs the memory of what is new in it.
        let known = snapshot.entry(of: key).flatMap { Self.isSame($0.object, object) ? $0 : nil }
        let entry = known ?? Entry(transformed(object))
        staged[part]?[key] = entry
    }

    private mutating func unstage(_ object: Object, _ part: Int) {
        let key = object.key
        guard let known = stagedEntry(of: key, part), !Self.isOlder(object, than: known.object) else { return }
        staged[part]?[key] = nil
    }

    private func stagedEntry(of key: ObjectKey, _ part: Int) -> Entry? {
        staged[part]?[key].map(ObjectSnapshot<Object>.typed)
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

    /// Replaces everything there is of a part by what was staged.
    private mutating func commit(
        _ part: Int,
        _ version: ResourceVersion,
        _ mayGoBack: Bool,
        _ isFollowed: Bool
    ) -> [ObjectChange<Object>] {
        guard let staged = self.staged[part].take() else { return [] }
        let isOlder = snapshot.versions[part].flatMap { version.isOlder(than: $0) } == true
        guard !isOlder || mayGoBack else { return [] }
        snapshot.versions[part] = version
        let isWhole = namespaces.count <= 1
        var changes: [ObjectChange<Object>] = []
        if isFollowed || !snapshot.indexes.isEmpty || !isWhole {
            Self.forEachDifference(present(part), staged) { key, old, new in
                if isWhole { snapshot.reindex(key, from: old, to: new) } else { replace(old, by: new, key) }
                guard isFollowed else { return }
                let change = ObjectChange(from: old?.object, to: new?.object, isLastState: false)
                if let change { changes.append(change) }
            }
        }
        if isWhole { snapshot.objects = staged }
        return changes
    }

    /// What there is of a part: a stretch of the map, which is in the order of the namespaces.
    private func present(_ part: Int) -> PresentEntries {
        guard namespaces.count > 1 else {
            return PresentEntries(IteratorSequence(snapshot.objects.makeIterator()), namespace: nil)
        }
        let start = ObjectKey(namespace: namespaces[part], name: "")
        return PresentEntries(snapshot.objects.entries(from: start), namespace: namespaces[part])
    }

    /// What differs between two states, found by walking over both at once.
    private static func forEachDifference(
        _ before: PresentEntries,
        _ after: SortedMap<ObjectKey, SnapshotEntry>,
        _ body: (_ key: ObjectKey, _ old: Entry?, _ new: Entry?) -> Void
    ) {
        let typed = ObjectSnapshot<Object>.typed
        var (olds, news) = (before, after.makeIterator())
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

/// The entries of a namespace, or all of them, in their order.
private struct PresentEntries: IteratorProtocol {
    private var entries: IteratorSequence<SortedMap<ObjectKey, SnapshotEntry>.Iterator>
    private let namespace: String?

    /// The entries from where an iteration is, as long as they are of the namespace.
    init(_ entries: IteratorSequence<SortedMap<ObjectKey, SnapshotEntry>.Iterator>, namespace: String?) {
        self.entries = entries
        self.namespace = namespace
    }

    mutating func next() -> (key: ObjectKey, value: SnapshotEntry)? {
        guard let entry = entries.next(), namespace == nil || entry.key.namespace == namespace else { return nil }
        return entry
    }
}
