// SPDX-License-Identifier: Apache-2.0

internal import JSONKit

/// Merges lists of one field: of objects by their merge key, of other values as sets.
struct StrategicListMerge {
    private let element: MergeType
    private let mergesElements: Bool
    /// Nil for values that are no objects.
    private let mergeKey: String?

    init(_ list: MergeType) throws(MergeError) {
        element = list.element
        mergesElements = try list.patchStrategy() == "merge"
        mergeKey = list.patchMergeKey
    }

    /// Merges a list of the patch, or replaces the list by it if the schema knows of no way to merge.
    func merge(_ patch: [JSONValue], into original: [JSONValue]) throws(MergeError) -> [JSONValue] {
        guard mergesElements else { return patch }
        if original.isEmpty, patch.isEmpty { return original }
        guard try holdsObjects(original, patch) else {
            var seen: Set<JSONValue> = []
            let merged = (original + patch).filter { seen.insert($0).inserted }
            return try ordered(merged, by: patch, original)
        }
        return try mergeObjects(patch, into: original)
    }

    /// Takes values out of a list, whatever the schema says of merging it.
    func delete(_ values: [JSONValue], from original: [JSONValue]) throws(MergeError) -> [JSONValue] {
        if original.isEmpty, values.isEmpty { return original }
        if try holdsObjects(original, values) { return try mergeObjects(values, into: original) }
        let deleted = Set(values)
        return original.filter { !deleted.contains($0) }
    }

    /// Merges lists of which the patch says in which order their elements are to stand; nil when there is neither list.
    func merge(
        _ patch: [JSONValue]?,
        into original: [JSONValue]?,
        order: [JSONValue]
    ) throws(MergeError) -> [JSONValue]? {
        try checkOrder(of: patch ?? [], order)
        let merged: [JSONValue]
        var liveOrder = original ?? []
        switch (original, patch) {
        case (nil, nil): return nil
        case (let original?, nil): merged = original
        case (nil, let patch?): merged = patch.compactMap(\.withoutDirectives)
        case (let original?, let patch?):
            merged = try merge(patch, into: original)
            liveOrder = try orderAfterDeletions(original, patch)
        }
        let sorted = try ordered(merged, by: order, liveOrder)
        _ = try holdsObjects(original ?? [], patch ?? [])
        return sorted
    }

    /// The order of the live list as the API server sees it once elements are deleted from it.
    ///
    /// There the places of deleted elements are filled up by new ones, since both are done to the same array; so a new
    /// element comes behind those of others when it takes the place of one that goes.
    private func orderAfterDeletions(
        _ original: [JSONValue],
        _ patch: [JSONValue]
    ) throws(MergeError) -> [JSONValue] {
        guard mergesElements, let mergeKey, patch.contains(where: { $0[Directive.patch] == Directive.delete }) else {
            return original
        }
        let (rest, changes) = try obeyDirectives(of: patch, original, mergeKey)
        let present = Set(rest.map { $0[mergeKey] })
        return Array((rest + changes.filter { !present.contains($0[mergeKey]) }).prefix(original.count))
    }
}

extension StrategicListMerge {
    private func mergeObjects(_ patch: [JSONValue], into original: [JSONValue]) throws(MergeError) -> [JSONValue] {
        guard let mergeKey else {
            throw MergeError(.invalidObject, "cannot merge lists without merge key for struct")
        }
        let (rest, changes) = try obeyDirectives(of: patch, original, mergeKey)
        var merged = rest
        var places: [JSONValue: Int] = [:]
        for (place, element) in rest.enumerated() {
            guard let value = element[mergeKey], places[value] == nil else { continue }
            places[value] = place
        }
        for change in changes {
            let change = change.object ?? JSONObject()
            guard let value = change[mergeKey] else { throw .noMergeKey(change, mergeKey) }
            if let place = places[value] {
                let current = merged[place].object ?? JSONObject()
                merged[place] = .object(try StrategicMerge(type: element).merge(change, into: current))
            } else {
                places[value] = merged.count
                merged.append(JSONValue.object(change).asNewElement)
            }
        }
        return try ordered(merged, by: changes, rest)
    }

    /// Deletes and replaces as `$patch` says in elements of the patch; what is left of both lists is merged.
    private func obeyDirectives(
        of patch: [JSONValue],
        _ original: [JSONValue],
        _ mergeKey: String
    ) throws(MergeError) -> (original: [JSONValue], changes: [JSONValue]) {
        var changes: [JSONValue] = []
        var deleted: Set<JSONValue> = []
        var replacesAll = false
        for element in patch {
            let object = element.object ?? JSONObject()
            switch object[Directive.patch] {
            case nil:
                changes.append(element)
            case Directive.delete?:
                guard let value = object[mergeKey] else { throw .noMergeKey(object, mergeKey) }
                deleted.insert(value)
            case Directive.replace?:
                replacesAll = true
            case Directive.merge?:
                throw MergeError(.invalidObject, "merging lists cannot yet be specified in the patch")
            case let other?:
                throw .unknownDirective(other, in: object)
            }
        }
        if replacesAll { return (changes.map(\.asNewElement), []) }
        let rest = original.filter { element in element[mergeKey].map { !deleted.contains($0) } ?? true }
        return (rest, changes)
    }

    /// Whether the elements are objects; an error unless all are of one kind.
    private func holdsObjects(_ lists: [JSONValue]...) throws(MergeError) -> Bool {
        guard let first = lists.joined().first else {
            throw MergeError(.invalidObject, "no elements in any of the given slices")
        }
        guard first.kind != .array else { throw MergeError(.unprocessable, "lists of lists are not supported") }
        guard lists.joined().allSatisfy({ $0.goType == first.goType }), !first.isNull else {
            let text = JSONValue.array(lists.map(JSONValue.array)).goText
            throw MergeError(.invalidObject, "list element types are not identical: \(text)")
        }
        return first.kind == .object
    }
}

extension StrategicListMerge {
    /// Puts elements that the patch speaks of into its order, and the others between them as they stood in the object.
    private func ordered(
        _ merged: [JSONValue],
        by patchOrder: [JSONValue],
        _ liveOrder: [JSONValue]
    ) throws(MergeError) -> [JSONValue] {
        let patchRanks = try ranks(of: patchOrder)
        let liveRanks = try ranks(of: liveOrder)
        var patched: [Ranked] = []
        var others: [Ranked] = []
        for element in merged {
            let identity = try identity(of: element)
            let liveRank = liveRanks[identity]
            if let rank = patchRanks[identity] {
                patched.append(Ranked(element: element, rank: rank, liveRank: liveRank))
            } else {
                others.append(Ranked(element: element, rank: liveRank, liveRank: liveRank))
            }
        }
        return Self.interleave(Self.sorted(others), Self.sorted(patched))
    }

    private struct Ranked {
        let element: JSONValue
        /// Where the element is to stand, if anybody says so.
        let rank: Int?
        /// Where the element stood in the object.
        let liveRank: Int?
    }

    private static func sorted(_ elements: [Ranked]) -> [Ranked] {
        guard elements.contains(where: { $0.rank == nil }), elements.count <= 20 else {
            return elements.enumerated()
                .sorted { ($0.element.rank ?? -1, $0.offset) < ($1.element.rank ?? -1, $1.offset) }
                .map(\.element)
        }
        // Without a rank an element is less than any other, and any other less than it: where it ends up depends on the
        // algorithm, which for lists as short as this is insertion.
        var sorted: [Ranked] = []
        for element in elements {
            let place = sorted.lastIndex { other in
                if let rank = element.rank, let otherRank = other.rank { otherRank <= rank } else { false }
            }
            sorted.insert(element, at: place.map { $0 + 1 } ?? 0)
        }
        return sorted
    }

    /// Puts each of the others before the first patched element that it stood before.
    private static func interleave(_ others: [Ranked], _ patched: [Ranked]) -> [JSONValue] {
        var result: [JSONValue] = []
        var rest = others[...]
        for element in patched {
            while let other = rest.first, let place = other.liveRank, let next = element.liveRank, place < next {
                result.append(other.element)
                rest = rest.dropFirst()
            }
            result.append(element.element)
        }
        return result + rest.map(\.element)
    }

    /// What tells an element from the others of its list.
    private func identity(of element: JSONValue) throws(MergeError) -> JSONValue {
        guard let mergeKey else { return element }
        guard let object = element.object else { throw .expected("map[string]interface {}", found: element) }
        guard let value = object[mergeKey] else { throw .noMergeKey(object, mergeKey) }
        return value
    }

    private func ranks(of list: [JSONValue]) throws(MergeError) -> [JSONValue: Int] {
        var ranks: [JSONValue: Int] = [:]
        for (rank, element) in list.enumerated() {
            let identity = try identity(of: element)
            if ranks[identity] == nil { ranks[identity] = rank }
        }
        return ranks
    }

    /// The elements of the patch must be among those of the order, and in that order; one with a directive only while
    /// there is something left of the order.
    private func checkOrder(of patch: [JSONValue], _ order: [JSONValue]) throws(MergeError) {
        guard !patch.isEmpty, !order.isEmpty else { return }
        var rest = patch[...]
        if mergeKey != nil { rest = rest.filter { $0[Directive.patch] != Directive.delete }[...] }
        for ordered in order {
            rest = rest.drop { $0[Directive.patch] != nil }
            guard let next = rest.first else { return }
            if try identity(of: next) == identity(of: ordered) { rest = rest.dropFirst() }
        }
        guard rest.isEmpty else {
            let lists = (JSONValue.array(patch).goText, JSONValue.array(order).goText)
            throw MergeError(
                .invalidObject,
                "The order in patch list:\n\(lists.0)\n doesn't match \(Directive.order) list:\n\(lists.1)\n"
            )
        }
    }
}
