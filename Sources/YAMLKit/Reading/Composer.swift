// SPDX-License-Identifier: Apache-2.0

import JSONKit

/// Builds documents from events.
struct Composer: ~Copyable {
    private enum Anchor {
        /// The node is still being read: an alias to it would make it a part of itself.
        case open
        case complete(Node)
    }

    private var events: EventReader
    private let limits: YAMLLimits
    private var anchors: [String: Anchor] = [:]
    private var aliasedNodes = 0
    private let allowsDuplicateKeys: Bool
    private var duplicateKeys: [YAMLDocument.DuplicateKey] = []

    init(_ body: ArraySlice<UInt8>, limits: YAMLLimits, allowsDuplicateKeys: Bool = false) {
        self.limits = limits
        self.allowsDuplicateKeys = allowsDuplicateKeys
        events = EventReader(body)
    }

    /// The next document of the stream, or nil after the last one.
    mutating func nextDocument() throws(YAMLError) -> YAMLDocument? {
        while true {
            switch try events.next().content {
            case .streamEnd:
                return nil
            case .documentStart:
                anchors = [:]
                duplicateKeys = []
                let node = try node(from: events.next(), depth: 0)
                return YAMLDocument(value: node.value, outline: node.outline, duplicateKeys: duplicateKeys)
            default:
                continue
            }
        }
    }

    private mutating func node(from event: Event, depth: Int) throws(YAMLError) -> Node {
        switch event.content {
        case .alias(let name):
            return try alias(to: name, at: event.position, depth: depth)
        case .scalar(let scalar):
            let node = try self.scalar(scalar, at: event.position)
            if let anchor = scalar.anchor { anchors[anchor] = .complete(node) }
            return node
        case .sequenceStart(let anchor):
            try checkDepth(depth + 1, at: event.position)
            open(anchor)
            return try close(anchor, sequence(at: event.position, depth: depth + 1))
        case .mappingStart(let anchor):
            try checkDepth(depth + 1, at: event.position)
            open(anchor)
            return try close(anchor, mapping(at: event.position, depth: depth + 1))
        case .sequenceEnd, .mappingEnd, .documentStart, .documentEnd, .streamEnd:
            throw YAMLError(.syntax, at: event.position, "a value is missing")
        }
    }

    private func scalar(_ scalar: Event.Scalar, at position: YAMLPosition) throws(YAMLError) -> Node {
        let meaning = try ScalarMeaning(scalar, at: position)
        guard let value = meaning.json else {
            let message = "JSON has no infinity and no NaN: put the value in quotes to have it as a string"
            throw YAMLError(.unsupportedValue, at: position, message)
        }
        let weight = Node.weight(ofText: scalar.text)
        return Node(value: value, outline: YAMLOutline(start: position), scalar: meaning, weight: weight, height: 0)
    }

    private mutating func sequence(at position: YAMLPosition, depth: Int) throws(YAMLError) -> Node {
        var items: [JSONValue] = []
        var outline = YAMLOutline(start: position)
        var weight = 1
        var height = 0
        while true {
            let event = try events.next()
            if case .sequenceEnd = event.content { break }
            let item = try node(from: event, depth: depth)
            items.append(item.value)
            outline.children.append(item.outline)
            weight += item.weight
            height = max(height, item.height)
        }
        return Node(value: .array(items), outline: outline, scalar: nil, weight: weight, height: height + 1)
    }

    private mutating func mapping(at position: YAMLPosition, depth: Int) throws(YAMLError) -> Node {
        var mapping = MappingBuilder(start: position)
        while true {
            let event = try events.next()
            if case .mappingEnd = event.content { return mapping.build() }
            if case .scalar(let scalar) = event.content, scalar.isMergeKey {
                for source in try mergeSources(from: events.next(), depth: depth) {
                    mapping.merge(source)
                }
            } else {
                let key = try key(from: event, depth: depth)
                let value = try node(from: events.next(), depth: depth)
                if allowsDuplicateKeys, mapping.hasOwn(key) {
                    duplicateKeys.append(YAMLDocument.DuplicateKey(key: key, position: event.position))
                    mapping.replace(key, with: value)
                } else {
                    try mapping.set(key, at: event.position, to: value)
                }
            }
        }
    }

    private mutating func key(from event: Event, depth: Int) throws(YAMLError) -> String {
        // Most keys are text without an anchor, and need no node.
        if case .scalar(let scalar) = event.content, scalar.anchor == nil {
            return try key(ScalarMeaning(scalar, at: event.position), at: event.position)
        }
        return try key(node(from: event, depth: depth).scalar, at: event.position)
    }

    private func key(_ meaning: ScalarMeaning?, at position: YAMLPosition) throws(YAMLError) -> String {
        if let key = meaning?.key { return key }
        let problem =
            switch meaning {
            case .none: "a sequence or a mapping cannot be a key"
            case .null: "null cannot be a key: put it in quotes, or write the key that is missing"
            default: "this number is too large for a key: put it in quotes"
            }
        throw YAMLError(.unsupportedKey, at: position, problem)
    }

    /// The mappings that a merge key names, in the order in which they take effect: the first one wins, so it is last.
    private mutating func mergeSources(from event: Event, depth: Int) throws(YAMLError) -> [Node] {
        guard case .sequenceStart = event.content else { return [try mergeSource(from: event, depth: depth)] }
        var sources: [Node] = []
        while true {
            let item = try events.next()
            if case .sequenceEnd = item.content { return sources.reversed() }
            sources.append(try mergeSource(from: item, depth: depth))
        }
    }

    private mutating func mergeSource(from event: Event, depth: Int) throws(YAMLError) -> Node {
        let source = try node(from: event, depth: depth)
        guard case .object = source.value else {
            throw YAMLError(
                .merge,
                at: event.position,
                "a merge key << takes a mapping, an alias of one, or a list of them"
            )
        }
        return source
    }
}

extension Composer {
    private mutating func open(_ anchor: String?) {
        if let anchor { anchors[anchor] = .open }
    }

    private mutating func close(_ anchor: String?, _ node: Node) -> Node {
        // A node inside with the same anchor began later: from now on the anchor is that node's.
        if let anchor, case .open = anchors[anchor] { anchors[anchor] = .complete(node) }
        return node
    }

    private mutating func alias(to name: String, at position: YAMLPosition, depth: Int) throws(YAMLError) -> Node {
        switch anchors[name] {
        case .none:
            throw YAMLError(.alias, at: position, "there is no anchor &\(name) above the alias *\(name)")
        case .open:
            throw YAMLError(.alias, at: position, "the alias *\(name) makes its anchor &\(name) contain itself")
        case .complete(let node):
            aliasedNodes += node.weight
            guard aliasedNodes <= limits.aliasedNodes else {
                let message = "aliases expand to more than \(limits.aliasedNodes) nodes: write the values out"
                throw YAMLError(.limit, at: position, message)
            }
            try checkDepth(depth + node.height, at: position)
            return node
        }
    }

    private func checkDepth(_ depth: Int, at position: YAMLPosition) throws(YAMLError) {
        guard depth <= limits.depth else {
            throw YAMLError(.limit, at: position, "values nest deeper than \(limits.depth) levels")
        }
    }
}
