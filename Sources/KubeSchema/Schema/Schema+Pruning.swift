// SPDX-License-Identifier: Apache-2.0

package import JSONKit

extension Schema {
    /// Removes what the schema does not know, and returns the paths of it in order.
    ///
    /// `apiVersion` and `kind` of the object itself and of embedded resources stay; a schema of something that is no
    /// resource has none of them to keep. Their metadata is pruned by the schema `metadata`, and stays as it is without.
    package func prune(_ object: inout JSONValue, isResource: Bool = true, metadata: Schema? = nil) -> [String] {
        var pruning = Pruning(metadata: metadata)
        pruning.prune(&object, self, isResource: isResource)
        return pruning.unknown
    }
}

/// The walk through a value (apiextensions-apiserver, `pkg/apiserver/schema/pruning/algorithm.go`).
private struct Pruning {
    private static let identity: Set<String> = ["apiVersion", "kind", "metadata"]

    /// What part of the object something unknown was in, as the API server looks at one after the other.
    private enum Part: Int, CaseIterable {
        case metadata
        case content
        case embeddedMetadata
    }

    private var found: [[String]] = Part.allCases.map { _ in [] }
    private var part = Part.content
    private var count = 0
    private let metadata: Schema?
    private var trail = PathTrail(.root)

    init(metadata: Schema?) {
        self.metadata = metadata
    }

    /// The paths of what was removed.
    var unknown: [String] {
        found.flatMap { paths in paths.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) } }
    }

    private mutating func record() {
        found[part.rawValue].append(trail.path.description)
        count += 1
    }

    mutating func prune(_ value: inout JSONValue, _ schema: Schema?, isResource: Bool = false) {
        let keepsUnknown = schema?.extensions.preservesUnknownFields == true
        switch value {
        case .object(let object):
            let isResource = isResource || schema?.extensions.isEmbeddedResource == true
            guard let pruned = pruned(object, schema, isResource, keepsUnknown) else { return }
            value = .object(pruned)
        case .array(let elements):
            if keepsUnknown, schema?.items == nil { return }
            guard let pruned = pruned(elements, schema?.items) else { return }
            value = .array(pruned)
        case .null, .bool, .number, .string:
            return
        }
    }

    /// The object without what is unknown; nil when nothing is, which is nearly always so.
    private mutating func pruned(
        _ object: JSONObject,
        _ schema: Schema?,
        _ isResource: Bool,
        _ keepsUnknown: Bool
    ) -> JSONObject? {
        var result: JSONObject?
        for (key, present) in object {
            let isKnown: Bool
            let member: Schema?
            if isResource, Self.identity.contains(key) {
                guard key == "metadata", let metadata else { continue }
                pruneMetadata(present, metadata, of: object, &result)
                continue
            } else if let property = schema?.properties[key] {
                (isKnown, member) = (true, property)
            } else if let schema, schema.allowsMore {
                (isKnown, member) = (true, schema.additionalSchema)
            } else {
                (isKnown, member) = (false, nil)
            }
            trail.enter(member: key)
            if isKnown {
                var value = present
                let before = count
                prune(&value, member)
                if count > before {
                    if result == nil { result = object }
                    result?[key] = value
                }
            } else if !keepsUnknown {
                record()
                if result == nil { result = object }
                result?[key] = nil
            }
            trail.leave()
        }
        return result
    }

    private mutating func pruneMetadata(
        _ present: JSONValue,
        _ schema: Schema,
        of object: JSONObject,
        _ result: inout JSONObject?
    ) {
        let (outer, before) = (part, count)
        part = trail.isAtStart ? .metadata : .embeddedMetadata
        defer { part = outer }
        var value = present
        trail.enter(member: "metadata")
        prune(&value, schema)
        trail.leave()
        guard count > before else { return }
        if result == nil { result = object }
        result?["metadata"] = value
    }

    /// The elements without what is unknown in them; nil when nothing is.
    private mutating func pruned(_ elements: [JSONValue], _ items: Schema?) -> [JSONValue]? {
        var result: [JSONValue]?
        for (index, present) in elements.enumerated() {
            var element = present
            let before = count
            trail.enter(element: index)
            prune(&element, items)
            trail.leave()
            guard count > before else { continue }
            if result == nil { result = elements }
            result?[index] = element
        }
        return result
    }
}

extension Schema {
    /// Whether members that are not named may stand in an object; what they hold is pruned where they have no schema.
    fileprivate var allowsMore: Bool {
        guard case .none = additional else { return true }
        return false
    }
}
