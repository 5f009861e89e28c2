// SPDX-License-Identifier: Apache-2.0

import KubeCore
import KubeRuntime

/// A table of objects such as `a@7#uid`, whose changes are read as words.
struct StoreScript {
    var table: ObjectTable<PartialObject>

    init(indexes: [ObjectIndex<PartialObject>] = [], transform: ObjectTable<PartialObject>.Transform? = nil) {
        table = ObjectTable(indexes: indexes, transform: transform)
    }

    /// A table that has seen a complete list.
    static func synced(_ objects: String..., version: String = "10") -> StoreScript {
        var script = StoreScript()
        _ = script.list(objects, version: version)
        return script
    }

    mutating func apply(_ update: StoreUpdate<PartialObject>) -> [String] { table.apply(update).map(\.words) }

    mutating func upsert(_ object: String) -> [String] { apply(.upsert(PartialObject(sample: object))) }

    mutating func remove(_ object: String) -> [String] { apply(.remove(PartialObject(sample: object))) }

    mutating func list(_ objects: [String], version: String, mayGoBack: Bool = false) -> [String] {
        _ = apply(.begin)
        _ = apply(.stage(objects.map(PartialObject.init(sample:))))
        return apply(.commit(ResourceVersion(version), mayGoBack: mayGoBack))
    }

    var content: [String] { table.snapshot.all.map(\.words) }

    var version: String? { table.snapshot.resourceVersion?.text }
}

extension ObjectChange<PartialObject> {
    var words: String {
        switch self {
        case .added(let object): "+\(object.words)"
        case .updated(let old, let new): "\(old.words) > \(new.words)"
        case .recreated(let old, let new): "\(old.words) >> \(new.words)"
        case .deleted(let object, let isLastState): "-\(object.words)" + (isLastState ? "" : " or later")
        }
    }
}
