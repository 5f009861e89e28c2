// SPDX-License-Identifier: Apache-2.0

/// Which field of a type has which number in protobuf.
struct MessageLayout: Sendable {
    /// What has a number.
    enum Member: Sendable {
        /// A field, by its place among the fields of the type.
        case field(Int)
        /// A message whose fields JSON shows among those of the type: what Go embeds.
        case group(MessageLayout)
        case metadata
    }

    /// By number; the numbers of Kubernetes have few gaps.
    private var members: [Member?] = []

    init(_ fields: [FieldDefinition], isKind: Bool) {
        if isKind { set(.metadata, at: 1) }
        for (place, field) in fields.enumerated() { insert(place, at: field.number[...]) }
    }

    private init() {}

    /// What has a number, if the type knows it.
    func member(_ number: Int) -> Member? {
        members.indices.contains(number) ? members[number] : nil
    }

    private mutating func insert(_ place: Int, at number: ArraySlice<Int>) {
        guard let first = number.first else { return }
        let rest = number.dropFirst()
        guard !rest.isEmpty else { return set(.field(place), at: first) }
        var group = MessageLayout()
        if case .group(let present)? = member(first) { group = present }
        group.insert(place, at: rest)
        set(.group(group), at: first)
    }

    private mutating func set(_ member: Member, at number: Int) {
        while members.count <= number { members.append(nil) }
        members[number] = member
    }
}
