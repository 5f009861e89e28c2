// SPDX-License-Identifier: Apache-2.0

import JSONKit

/// The members of a mapping while it is read.
struct MappingBuilder {
    private var members: [(key: String, value: JSONValue)] = []
    private var outline: YAMLOutline
    private var numbers: [String: Int] = [:]
    /// Which members the mapping itself has; the others come from merge keys and may be replaced.
    private var isOwn: [Bool] = []
    private var weight = 1
    private var height = 0

    init(start: YAMLPosition) {
        outline = YAMLOutline(start: start)
    }

    /// Sets a member that is written in this mapping.
    mutating func set(_ key: String, at position: YAMLPosition, to node: Node) throws(YAMLError) {
        if let number = numbers[key], isOwn[number] {
            let first = outline.children[number].key ?? outline.start
            throw YAMLError(.duplicateKey, at: position, "key \"\(key)\" is already set on line \(first.line)")
        }
        var outline = node.outline
        outline.key = position
        put(key, node.value, outline, isOwn: true)
        weight += 1 + node.weight
        height = max(height, node.height)
    }

    /// Takes over the members of another mapping.
    ///
    /// They replace what was written above the merge key, too: YAML would keep it, kubectl does not.
    mutating func merge(_ node: Node) {
        guard case .object(let object) = node.value else { return }
        for (member, outline) in zip(object, node.outline.children) {
            put(member.key, member.value, outline, isOwn: numbers[member.key].map { isOwn[$0] } ?? false)
        }
        weight += node.weight
        height = max(height, node.height - 1)
    }

    private mutating func put(_ key: String, _ value: JSONValue, _ outline: YAMLOutline, isOwn: Bool) {
        if let number = numbers[key] {
            members[number].value = value
            self.outline.children[number] = outline
            self.isOwn[number] = isOwn
        } else {
            numbers[key] = members.count
            members.append((key, value))
            self.outline.children.append(outline)
            self.isOwn.append(isOwn)
        }
    }

    /// The mapping as a node.
    func build() -> Node {
        var object = JSONObject()
        for member in members { object[member.key] = member.value }
        return Node(value: .object(object), outline: outline, scalar: nil, weight: weight, height: height + 1)
    }
}
