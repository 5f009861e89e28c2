// SPDX-License-Identifier: Apache-2.0

internal import JSONKit
internal import KubeSchema

/// Merges a patch into an object of one type.
struct StrategicMerge {
    let type: MergeType

    func merge(_ patch: JSONObject, into original: JSONObject) throws(MergeError) -> JSONObject {
        var patch = patch
        if let directive = patch[Directive.patch] {
            patch[Directive.patch] = nil
            switch directive {
            case Directive.replace: return patch
            case Directive.delete: return JSONObject()
            default:
                patch[Directive.patch] = directive
                throw .unknownDirective(directive, in: patch)
            }
        }
        var result = original
        try dropUnretained(from: &result, &patch)
        try mergeOrderedLists(into: &result, &patch)
        for (key, change) in patch {
            let isDeletion = key.hasPrefix(Directive.deletion)
            let name = isDeletion ? try Directive.member(of: key, Directive.deletion) : key
            if change.isNull {
                result[name] = nil
            } else if let current = result[name], current.kind == change.kind {
                result[name] = try merge(change, into: current, at: name, isDeletion ? .deletion : .merge)
            } else if !isDeletion {
                result[name] = change.withoutDirectives
            }
        }
        return result
    }

    /// What a list in the patch does to the list in the object.
    private enum ListChange {
        case merge
        case deletion
    }

    private func merge(
        _ change: JSONValue,
        into current: JSONValue,
        at name: String,
        _ listChange: ListChange
    ) throws(MergeError) -> JSONValue? {
        switch (current, change) {
        case (.object(let original), .object(let patch)):
            let member = try member(name)
            guard try member.patchStrategy() != "replace" else { return change }
            return .object(try StrategicMerge(type: member).merge(patch, into: original))
        case (.array(let original), .array(let patch)):
            let list = try StrategicListMerge(member(name))
            return .array(
                try listChange == .deletion ? list.delete(patch, from: original) : list.merge(patch, into: original)
            )
        default:
            return change.withoutDirectives
        }
    }

    private func member(_ name: String) throws(MergeError) -> MergeType {
        guard let member = type.member(name) else {
            throw MergeError(.invalidObject, "unable to find api field \(name.quotedAsInGo)")
        }
        return member
    }
}

extension StrategicMerge {
    /// `$retainKeys`: the members of a union that are to stay; what another choice left behind goes.
    private func dropUnretained(from original: inout JSONObject, _ patch: inout JSONObject) throws(MergeError) {
        guard let directive = patch[Directive.retainKeys] else { return }
        patch[Directive.retainKeys] = nil
        let invalid = MergeError(.badRequest, "invalid patch format of retainKeys")
        guard let retained = directive.array.map(Set.init) else { throw invalid }
        for (key, value) in patch where !value.isNull && !Directive.isParallelList(key) {
            guard retained.contains(.string(key)) else { throw invalid }
        }
        for key in original.keys where !retained.contains(.string(key)) { original[key] = nil }
    }

    /// `$setElementOrder/…`: lists whose elements are to stand in an order, which are merged together with it.
    private func mergeOrderedLists(into original: inout JSONObject, _ patch: inout JSONObject) throws(MergeError) {
        for key in patch.keys where key.hasPrefix(Directive.order) {
            guard let order = patch[key] else { continue }
            patch[key] = nil
            guard let order = order.array else { throw .expected("[]interface {}", found: order) }
            let name = try Directive.member(of: key, Directive.order)
            let live = original[name]
            let change = patch[name]
            for list in [live, change] {
                if let list, list.array == nil { throw .expected("[]interface {}", found: list) }
            }
            let list = try StrategicListMerge(member(name))
            guard let merged = try list.merge(change?.array, into: live?.array, order: order) else { continue }
            original[name] = .array(merged)
            patch[name] = nil
        }
    }
}

extension MergeType {
    /// What the schema says of patching a list.
    var patchMergeKey: String? {
        switch self {
        case .schema(let schema, _), .resource(let schema, _): schema.extensions.patchMergeKey
        case .deduced, .whole: nil
        }
    }

    /// How a list or object is patched, apart from `retainKeys`, which only says how patches are made.
    func patchStrategy() throws(MergeError) -> String {
        switch self {
        case .deduced, .whole:
            return ""
        case .schema(let schema, _), .resource(let schema, _):
            let strategies = schema.extensions.patchStrategy
            let rest = strategies.filter { $0 != "retainKeys" }
            guard rest.count <= 1, strategies.count <= 2 else {
                throw MergeError(.invalidObject, "unexpected patch strategy: [\(strategies.joined(separator: " "))]")
            }
            return rest.first ?? ""
        }
    }
}

extension JSONValue {
    /// A value that the object did not have, as it is put there: without nulls and directives; nil when a directive was
    /// all there is to it.
    var withoutDirectives: JSONValue? {
        switch self {
        case .object(let object):
            guard object[Directive.patch] == nil else { return nil }
            return .object(object.cleaned { $0.withoutDirectives })
        case .array(let elements):
            return .array(elements.compactMap { $0.withoutDirectives })
        case .null, .bool, .number, .string:
            return self
        }
    }

    /// An element that is added to a merged list, of which the API server keeps also what stands beside a `$patch`.
    var asNewElement: JSONValue {
        switch self {
        case .object(let object): .object(object.cleaned(\.asNewElement))
        case .array(let elements): .array(elements.map(\.asNewElement))
        case .null, .bool, .number, .string: self
        }
    }
}

extension JSONObject {
    fileprivate func cleaned(_ clean: (JSONValue) -> JSONValue?) -> JSONObject {
        var result = JSONObject()
        for (key, value) in self where !value.isNull && key != Directive.patch && key != Directive.retainKeys {
            if !Directive.isParallelList(key) { result[key] = clean(value) }
        }
        return result
    }
}
