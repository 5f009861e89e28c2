// SPDX-License-Identifier: Apache-2.0

internal import JSONKit

/// Merges what somebody intends into what there is: nothing is removed, and of two values of a leaf the intended stays.
enum ValueMerge {
    /// The merged value; nil when nothing is left, as when an object has no members.
    static func merge(_ live: JSONValue?, _ intent: JSONValue?, _ type: MergeType) -> JSONValue? {
        let kind = intent == nil ? type.kind(of: live) : type.kind(of: intent)
        switch kind {
        case .list(let rule) where rule != .whole:
            let lists = (live?.array ?? [], intent?.array ?? [])
            if !lists.0.isEmpty || !lists.1.isEmpty {
                var merge = ListMerge(live: lists.0, intent: lists.1, rule: rule, type: type)
                let merged = merge.run()
                return merged.isEmpty ? nil : .array(merged)
            }
        case .map(.members):
            let objects = (live?.object ?? JSONObject(), intent?.object ?? JSONObject())
            if !objects.0.isEmpty || !objects.1.isEmpty { return members(objects.0, objects.1, type) }
        case .scalar, .list, .map:
            break
        }
        // Also two empty lists or objects: an intended `[]` is not the same as null.
        return intent ?? live
    }

    private static func members(_ live: JSONObject, _ intent: JSONObject, _ type: MergeType) -> JSONValue? {
        var merged = JSONObject()
        for (name, value) in live {
            merged[name] = merge(value, intent[name], type.member(name) ?? .whole)
        }
        for (name, value) in intent where live[name] == nil {
            merged[name] = merge(nil, value, type.member(name) ?? .whole)
        }
        return merged.isEmpty ? nil : .object(merged)
    }
}

/// Merges two lists whose elements have names.
///
/// Elements of both lists come in the order of the intent, and those that only one list has keep their neighbours as
/// far as that is possible.
private struct ListMerge {
    private let live: [JSONValue]
    private let type: MergeType
    private let liveNames: [PathElement]
    private let intentNames: [PathElement]
    /// The element of each name; null where several have it, since those are replaced and not merged.
    private let liveByName: [PathElement: JSONValue]
    private let intentByName: [PathElement: JSONValue]
    /// The names that both lists have, in the order of the intent.
    private var shared: ArraySlice<PathElement>

    private var merged: [JSONValue] = []
    private var mergedNames: Set<PathElement> = []
    private var liveIndex = 0
    private var intentIndex = 0

    init(live: [JSONValue], intent: [JSONValue], rule: MergeType.ListRule, type: MergeType) {
        let named = live.compactMap { element in (try? type.pathElement(of: element, rule)).map { ($0, element) } }
        self.live = named.map(\.1)
        self.type = type.element
        liveNames = named.map(\.0)
        liveByName = Dictionary(named) { _, _ in .null }
        let intended = intent.compactMap { element in (try? type.pathElement(of: element, rule)).map { ($0, element) } }
        intentNames = intended.map(\.0)
        intentByName = Dictionary(intended) { first, _ in first }
        let liveByName = liveByName
        shared = intentNames.filter { liveByName[$0] != nil }[...]
    }

    mutating func run() -> [JSONValue] {
        while liveIndex < liveNames.count || intentIndex < intentNames.count {
            let liveName = liveIndex < liveNames.count ? liveNames[liveIndex] : nil
            let intentName = intentIndex < intentNames.count ? intentNames[intentIndex] : nil
            if let liveName, let intentName {
                if liveName == intentName {
                    takeIntended(intentName)
                    liveIndex += 1
                    shared = shared.dropFirst()
                    continue
                }
                if intentByName[liveName] != nil, let next = shared.first, next != liveName {
                    // In both lists, but the intent has another one first: its turn comes there.
                    liveIndex += 1
                    continue
                }
            }
            if let liveName {
                if intentByName[liveName] == nil {
                    append(ValueMerge.merge(live[liveIndex], nil, type))
                    liveIndex += 1
                    continue
                }
                if mergedNames.contains(liveName) { liveIndex += 1 }
            }
            if let intentName {
                takeIntended(intentName)
                if shared.first == intentName { shared = shared.dropFirst() }
            }
        }
        return merged
    }

    private mutating func takeIntended(_ name: PathElement) {
        mergedNames.insert(name)
        append(ValueMerge.merge(liveByName[name], intentByName[name], type))
        intentIndex += 1
    }

    private mutating func append(_ element: JSONValue?) {
        if let element { merged.append(element) }
    }
}
