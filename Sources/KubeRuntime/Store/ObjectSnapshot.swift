// SPDX-License-Identifier: Apache-2.0

package import KubeCore

/// What a store held at a moment: a value that a reader keeps as long as it likes, and that never changes under it.
package struct ObjectSnapshot<Object: KubeObject>: Sendable {
    /// An object in its place: one reference, whatever its size, so that copying a node of the map is cheap.
    final class Entry: Sendable {
        let object: Object

        init(_ object: Object) {
            self.object = object
        }
    }

    private(set) var indexes: [ObjectIndex<Object>]
    /// Each of them is an ``Entry``.
    var objects = SortedMap<ObjectKey, SnapshotEntry>()
    var indexed = SortedMap<ObjectIndexKey, Void>()
    /// The versions up to which everything was heard, by part of what is watched; nil before its first list is complete.
    package internal(set) var versions: [ResourceVersion?]

    init(indexes: [ObjectIndex<Object>], parts: Int) {
        self.indexes = indexes
        versions = Array(repeating: nil, count: parts)
    }

    /// The version up to which everything was heard of all parts; nil before the first list of each is complete.
    package var resourceVersion: ResourceVersion? {
        versions.dropFirst().reduce(versions[0]) { oldest, version in
            guard let oldest, let version else { return nil }
            return version.isOlder(than: oldest) == true ? version : oldest
        }
    }

    /// Whether a list of each part was ever complete: before, that there is no object means nothing.
    package var isSynced: Bool { versions.allSatisfy { $0 != nil } }

    /// The number of objects.
    package var count: Int { objects.count }

    /// The object of a key.
    package subscript(key: ObjectKey) -> Object? { entry(of: key)?.object }

    func entry(of key: ObjectKey) -> Entry? { objects[key].map(Self.typed) }

    static func typed(_ entry: SnapshotEntry) -> Entry {
        // SAFETY: nothing but an `Entry` is ever put into `objects`; debug builds check it.
        unsafe unsafeDowncast(entry, to: Entry.self)
    }

    /// An object that another refers to: of the same namespace, or of the cluster where objects have no namespace.
    ///
    /// An object of the cluster is found by a reference with a namespace, as objects refer to their owners. It is not so
    /// the other way round: a reference without a namespace does not find an object that has one.
    package func object(referredToBy key: ObjectKey) -> Object? {
        self[key] ?? key.namespace.flatMap { _ in self[ObjectKey(name: key.name)] }
    }

    /// All objects, by namespace and name.
    package var all: some Sequence<Object> { objects.lazy.map { Self.typed($0.value).object } }

    /// All keys, by namespace and name.
    package var keys: some Sequence<ObjectKey> { objects.lazy.map(\.key) }

    /// The objects of a namespace, by name.
    package func objects(in namespace: String) -> some Sequence<Object> {
        objects.entries(from: ObjectKey(namespace: namespace, name: ""))
            .lazy.prefix { $0.key.namespace == namespace }.map { Self.typed($0.value).object }
    }

    /// The keys of the objects that an index finds under a value, by namespace and name.
    package func keys(by index: String, _ value: String) -> [ObjectKey] {
        guard let position = indexes.firstIndex(where: { $0.name == index }) else {
            preconditionFailure("there is no index \"\(index)\"")
        }
        let start = ObjectIndexKey(index: position, value: value, key: nil)
        return indexed.entries(from: start)
            .prefix { $0.key.index == position && $0.key.value == value }
            .compactMap(\.key.key)
    }

    /// The objects that an index finds under a value, by namespace and name.
    package func objects(by index: String, _ value: String) -> [Object] {
        keys(by: index, value).compactMap { self[$0] }
    }

    /// Adds an index, which finds at once what is there.
    mutating func addIndex(_ index: ObjectIndex<Object>) {
        guard !indexes.contains(where: { $0.name == index.name }) else { return }
        let position = indexes.count
        indexes.append(index)
        for (key, entry) in objects {
            for value in index.values(Self.typed(entry).object) {
                indexed[ObjectIndexKey(index: position, value: value, key: key)] = ()
            }
        }
    }

    /// Moves a key in the indexes from where one entry belongs to where another does.
    mutating func reindex(_ key: ObjectKey, from old: Entry?, to new: Entry?) {
        for (position, index) in indexes.enumerated() {
            let before = Set(old.map { index.values($0.object) } ?? [])
            let after = Set(new.map { index.values($0.object) } ?? [])
            for value in before.subtracting(after) {
                indexed[ObjectIndexKey(index: position, value: value, key: key)] = nil
            }
            for value in after.subtracting(before) {
                indexed[ObjectIndexKey(index: position, value: value, key: key)] = ()
            }
        }
    }
}

/// An entry of a store of any kind.
///
/// Its type has no parameter so that the map of entries has none either, and is compiled for the types that it is used
/// with: generic code that the compiler cannot specialise looks its types up at run time, which showed in
/// every profile.
typealias SnapshotEntry = any AnyObject & Sendable
