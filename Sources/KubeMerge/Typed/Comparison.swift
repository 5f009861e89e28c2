// SPDX-License-Identifier: Apache-2.0

internal import JSONKit

/// How two values of one type differ, field by field; no field is in more than one of the sets.
struct Comparison {
    /// The fields that only the old value has.
    var removed = FieldSet()
    /// The fields that both have with different values.
    var modified = FieldSet()
    /// The fields that only the new value has.
    var added = FieldSet()

    init(_ old: JSONValue, _ new: JSONValue, _ type: MergeType) {
        self = Self.compare(old, new, type).inside
    }

    fileprivate init() {}

    /// The fields that the new value says something new of.
    var changed: FieldSet { modified.union(added) }

    /// Leaves fields and everything inside of them out.
    func excluding(_ fields: FieldSet) -> Comparison {
        var rest = Comparison()
        rest.removed = removed.subtractingRecursively(fields)
        rest.modified = modified.subtractingRecursively(fields)
        rest.added = added.subtractingRecursively(fields)
        return rest
    }
}

extension Comparison {
    /// What is true of one field itself, and of the fields inside of it.
    fileprivate struct Finding {
        var isRemoved = false
        var isModified = false
        var isAdded = false
        var inside = Comparison()
    }

    fileprivate static func compare(_ old: JSONValue?, _ new: JSONValue?, _ type: MergeType) -> Finding {
        let oldShape = type.resolvedShape(for: old)
        let newShape = type.resolvedShape(for: new)
        var finding: Finding
        if new == nil {
            finding = compare(old, new, type, as: type.kind(of: old))
        } else if old == nil || oldShape == newShape {
            finding = compare(old, new, type, as: type.kind(of: new))
        } else {
            finding = compare(old, new, type, as: type.kind(of: old))
            finding.unite(with: compare(old, new, type, as: type.kind(of: new)))
        }
        if old == nil { finding.isAdded = true }
        if new == nil { finding.isRemoved = true }
        return finding
    }

    private static func compare(
        _ old: JSONValue?,
        _ new: JSONValue?,
        _ type: MergeType,
        as kind: MergeType.Kind
    ) -> Finding {
        switch kind {
        case .list(let rule) where rule != .whole:
            let lists = (old?.array ?? [], new?.array ?? [])
            // Two empty lists are a leaf, so that null and empty are still told apart.
            if !lists.0.isEmpty || !lists.1.isEmpty { return Finding(inside: elements(lists.0, lists.1, rule, type)) }
        case .map(.members):
            let objects = (old?.object ?? JSONObject(), new?.object ?? JSONObject())
            if !objects.0.isEmpty || !objects.1.isEmpty { return Finding(inside: members(objects.0, objects.1, type)) }
        case .scalar, .list, .map:
            break
        }
        return Finding(isModified: old != nil && new != nil && old != new)
    }

    private static func members(_ old: JSONObject, _ new: JSONObject, _ type: MergeType) -> Comparison {
        var builder = Builder()
        for (name, value) in old {
            guard let member = type.member(name) else { continue }
            builder.add(.field(name), compare(value, new[name], member))
        }
        for (name, value) in new where old[name] == nil {
            guard let member = type.member(name) else { continue }
            builder.add(.field(name), compare(nil, value, member))
        }
        return builder.comparison
    }

    private static func elements(
        _ old: [JSONValue],
        _ new: [JSONValue],
        _ rule: MergeType.ListRule,
        _ type: MergeType
    ) -> Comparison {
        let oldByPlace = Dictionary(grouping: old) { try? type.pathElement(of: $0, rule) }
        let newByPlace = Dictionary(grouping: new) { try? type.pathElement(of: $0, rule) }
        var builder = Builder()
        for case let place? in Set(oldByPlace.keys).union(newByPlace.keys) {
            builder.add(place, compare(oldByPlace[place] ?? [], newByPlace[place] ?? [], type.element))
        }
        return builder.comparison
    }

    /// Compares the elements of one name; of several with the same name only that they differ is known.
    private static func compare(_ old: [JSONValue], _ new: [JSONValue], _ type: MergeType) -> Finding {
        switch (old.count > 1, new.count > 1) {
        case (false, false):
            return compare(old.first, new.first, type)
        case (true, true):
            return Finding(isModified: old != new)
        case (true, false):
            var finding = new.first.map { compare(nil, $0, type) } ?? Finding()
            finding.isRemoved = true
            return finding
        case (false, true):
            var finding = old.first.map { compare($0, nil, type) } ?? Finding()
            finding.isAdded = true
            return finding
        }
    }
}

extension Comparison.Finding {
    fileprivate mutating func unite(with other: Self) {
        isModified = isModified || other.isModified
        inside.removed = inside.removed.union(other.inside.removed)
        inside.modified = inside.modified.union(other.inside.modified)
        inside.added = inside.added.union(other.inside.added)
    }
}

/// Collects what is found of the members of an object or the elements of a list.
private struct Builder {
    private var removed: [FieldSet.Node] = []
    private var modified: [FieldSet.Node] = []
    private var added: [FieldSet.Node] = []

    mutating func add(_ element: PathElement, _ finding: Comparison.Finding) {
        removed.append(.init(element: element, isMember: finding.isRemoved, children: finding.inside.removed))
        modified.append(.init(element: element, isMember: finding.isModified, children: finding.inside.modified))
        added.append(.init(element: element, isMember: finding.isAdded, children: finding.inside.added))
    }

    var comparison: Comparison {
        var comparison = Comparison()
        comparison.removed = FieldSet(unordered: removed)
        comparison.modified = FieldSet(unordered: modified)
        comparison.added = FieldSet(unordered: added)
        return comparison
    }
}
