// SPDX-License-Identifier: Apache-2.0

package import KubeCore

/// What a controller wrote and has not seen yet, so that it never decides on a state from before its own last write.
///
/// Each object that is reconciled has a record of the newest version it wrote of every resource (KEP-5647). Before the
/// next pass, the stores of those resources must have come that far, be it by the write itself or by a bookmark behind
/// it: then even a written object that is gone again cannot hold anybody up. Other objects are not concerned.
package struct WrittenVersions: Sendable {
    /// An object that was deleted, and of which the server did not say a version.
    struct Deletion: Sendable, Hashable {
        let key: ObjectKey
        let uid: ObjectIdentity
    }

    fileprivate struct Record: Sendable {
        /// Whose record it is: an object that was made again with the same name is another.
        let uid: ObjectIdentity
        var versions: [GroupResource: ResourceVersion] = [:]
        var deletions: [GroupResource: Set<Deletion>] = [:]
    }

    /// What a store has seen.
    package struct Sight: Sendable {
        /// The version up to which the store has heard everything.
        package let version: ResourceVersion?
        /// The `uid` of the object of a key, if there is one.
        package let uid: @Sendable (ObjectKey) -> ObjectIdentity?

        /// What a store has seen.
        package init(version: ResourceVersion?, uid: @escaping @Sendable (ObjectKey) -> ObjectIdentity?) {
            self.version = version
            self.uid = uid
        }
    }

    /// Why a pass must wait.
    package enum Hold: Sendable, Hashable {
        /// A store has not come to a version that was written.
        case version(ResourceVersion, of: GroupResource)
        /// A store still shows an object that was deleted.
        case deletion(ObjectKey, of: GroupResource)
    }

    private var records: [ObjectKey: Record] = [:]

    /// Nothing was written.
    package init() {}

    /// How many objects wait for what they wrote.
    package var count: Int { records.count }

    /// For an object, something was written, and has this version now.
    package mutating func wrote(_ version: ResourceVersion, of resource: GroupResource, for owner: ObjectMeta) {
        change(owner) { record in
            // The newest counts; where that cannot be said, the last.
            if let known = record.versions[resource], version.isOlder(than: known) == true { return }
            record.versions[resource] = version
        }
    }

    /// For an object, something was deleted that had no finalizers, of which the server does not say the version.
    package mutating func deleted(_ object: ObjectMeta, of resource: GroupResource, for owner: ObjectMeta) {
        let deletion = Deletion(key: object.key, uid: object.identity)
        change(owner) { _ = $0.deletions[resource, default: []].insert(deletion) }
    }

    /// Why an object must wait before its next pass; nil, and nothing is remembered, when all has been seen.
    ///
    /// A store that cannot say how far it is, or says it in other than numbers, holds nobody up.
    package mutating func hold(
        _ owner: ObjectMeta,
        seen: (GroupResource) -> Sight?
    ) -> Hold? {
        guard var record = records[owner.key], record.uid == owner.identity else {
            forget(owner.key)
            return nil
        }
        var hold: Hold?
        for resource in Set(record.versions.keys).union(record.deletions.keys).sorted(by: Self.precedes) {
            guard let sight = seen(resource) else {
                record.versions[resource] = nil
                record.deletions[resource] = nil
                continue
            }
            let reason = record.settle(resource, sight)
            hold = hold ?? reason
        }
        records[owner.key] = record.isEmpty ? nil : record
        return hold
    }

    /// The object is gone, and with it what it wrote.
    package mutating func forget(_ owner: ObjectKey) {
        records[owner] = nil
    }

    /// The versions of a resource have begun anew, because its database was restored: none that was written will ever be
    /// reached.
    package mutating func startOver(_ resource: GroupResource) {
        for key in Array(records.keys) {
            records[key]?.versions[resource] = nil
            records[key]?.deletions[resource] = nil
            if records[key]?.isEmpty == true { records[key] = nil }
        }
    }

    private mutating func change(_ owner: ObjectMeta, _ body: (inout Record) -> Void) {
        let known = records[owner.key].flatMap { $0.uid == owner.identity ? $0 : nil }
        var record = known ?? Record(uid: owner.identity)
        body(&record)
        records[owner.key] = record
    }

    private static func precedes(_ left: GroupResource, _ right: GroupResource) -> Bool {
        (left.group, left.resource) < (right.group, right.resource)
    }
}

extension WrittenVersions.Record {
    fileprivate var isEmpty: Bool { versions.isEmpty && deletions.isEmpty }

    /// Strikes out what a store has seen, and says what it has not.
    fileprivate mutating func settle(
        _ resource: GroupResource,
        _ sight: WrittenVersions.Sight
    ) -> WrittenVersions.Hold? {
        var hold: WrittenVersions.Hold?
        if let version = versions[resource] {
            if sight.version?.isOlder(than: version) == true {
                hold = .version(version, of: resource)
            } else {
                versions[resource] = nil
            }
        }
        let visible = deletions[resource, default: []].filter { sight.uid($0.key) == $0.uid }
        deletions[resource] = visible.isEmpty ? nil : visible
        let first = visible.map(\.key).min()
        return hold ?? first.map { .deletion($0, of: resource) }
    }
}
