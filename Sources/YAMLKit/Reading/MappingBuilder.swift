// SPDX-License-Identifier: Apache-2.0

import JSONKit

/// The members of a mapping while it is read.
struct MappingBuilder {
    private struct Member {
        let key: String
        var value: JSONValue
        var outline: YAMLOutline
        /// Whether the mapping itself has it; the others come from merge keys and may be replaced.
        var isOwn: Bool
    }

    private static let largestWithoutIndex = 16

    private let start: YAMLPosition
    private var members: [Member] = []
    /// The number of each key by its bytes, because in JSON `é` as one character is another key than `é` as two; empty
    /// for a small mapping, which is searched.
    private var index: [[UInt8]: Int] = [:]
    private var weight = 1
    private var height = 0

    init(start: YAMLPosition) {
        self.start = start
    }

    /// Sets a member that is written in this mapping.
    mutating func set(_ key: String, at position: YAMLPosition, to node: Node) throws(YAMLError) {
        let number = number(of: key)
        if let number, members[number].isOwn {
            let first = members[number].outline.key ?? start
            throw YAMLError(.duplicateKey, at: position, "key \"\(key)\" is already set on line \(first.line)")
        }
        var outline = node.outline
        outline.key = position
        put(Member(key: key, value: node.value, outline: outline, isOwn: true), in: number)
        weight += Node.weight(ofText: key) + node.weight
        height = max(height, node.height)
    }

    /// Whether a member is written in this mapping already.
    func hasOwn(_ key: String) -> Bool { number(of: key).map { members[$0].isOwn } ?? false }

    /// Sets a member that is there to another value.
    mutating func replace(_ key: String, with node: Node) {
        guard let number = number(of: key) else { return }
        var outline = node.outline
        outline.key = members[number].outline.key
        members[number] = Member(key: key, value: node.value, outline: outline, isOwn: true)
        weight += node.weight
        height = max(height, node.height)
    }

    /// Takes over the members of another mapping.
    ///
    /// They replace what was written above the merge key, too: YAML would keep it, kubectl does not.
    mutating func merge(_ node: Node) {
        guard case .object(let object) = node.value else { return }
        for (member, outline) in zip(object, node.outline.children) {
            let number = number(of: member.key)
            let isOwn = number.map { members[$0].isOwn } ?? false
            put(Member(key: member.key, value: member.value, outline: outline, isOwn: isOwn), in: number)
        }
        weight += node.weight
        height = max(height, node.height - 1)
    }

    /// The mapping as a node.
    func build() -> Node {
        var object = JSONObject()
        for member in members { object[member.key] = member.value }
        let outline = YAMLOutline(start: start, children: members.map(\.outline))
        return Node(value: .object(object), outline: outline, scalar: nil, weight: weight, height: height + 1)
    }

    private func number(of key: String) -> Int? {
        guard index.isEmpty else { return index[Array(key.utf8)] }
        return members.firstIndex { $0.key == key && $0.key.utf8.elementsEqual(key.utf8) }
    }

    private mutating func put(_ member: Member, in number: Int?) {
        if let number {
            members[number] = member
            return
        }
        members.append(member)
        if !index.isEmpty {
            index[Array(member.key.utf8)] = members.count - 1
        } else if members.count > Self.largestWithoutIndex {
            for (number, member) in members.enumerated() { index[Array(member.key.utf8)] = number }
        }
    }
}
