// SPDX-License-Identifier: Apache-2.0

extension CELFunctions {
    /// The functions of Kubernetes' string library; positions count Unicode code points, as in the specification.
    static func text(_ name: String, _ values: [CELValue]) throws(CELError) -> CELValue? {
        switch values.first {
        case .string(let receiver): try text(name, receiver, Array(values.dropFirst()))
        case .list(let elements) where name == "join": try join(elements, Array(values.dropFirst()))
        default: nil
        }
    }

    private static func text(_ name: String, _ text: String, _ values: [CELValue]) throws(CELError) -> CELValue? {
        let scalars = Array(text.unicodeScalars)
        switch (name, values.first, values.count > 1 ? values[1] : nil) {
        case ("lowerAscii", nil, nil): return .string(text.mappingASCII { $0.lowercased() })
        case ("upperAscii", nil, nil): return .string(text.mappingASCII { $0.uppercased() })
        case ("trim", nil, nil): return .string(text.trimmingSpace)
        case ("split", .string(let separator), nil): return .list(text.split(separator, .max).map { .string($0) })
        case ("split", .string(let separator), .int(let limit)):
            let parts = text.split(separator, limit < 0 ? .max : Int(clamping: limit))
            return .list(parts.map { .string($0) })
        case ("replace", .string(let old), .string(let new)):
            return .string(text.split(old, .max).joined(separator: new))
        case ("indexOf", .string(let part), let start):
            return .int(Int64(text.indexOfScalars(part, from: try offset(start, 0, scalars.count)) ?? -1))
        case ("substring", .int(let start), let end):
            let lower = try offset(.int(start), 0, scalars.count)
            let upper = try offset(end, scalars.count, scalars.count)
            guard lower <= upper else { throw CELError(.evaluation, "index out of range: \(upper)") }
            return .string(String(String.UnicodeScalarView(scalars[lower..<upper])))
        default: return nil
        }
    }

    private static func offset(_ value: CELValue?, _ standard: Int, _ count: Int) throws(CELError) -> Int {
        guard let value else { return standard }
        guard case .int(let offset) = value, offset >= 0, offset <= count else {
            throw CELError(.evaluation, "index out of range")
        }
        return Int(offset)
    }

    private static func join(_ elements: [CELValue], _ values: [CELValue]) throws(CELError) -> CELValue? {
        var parts: [String] = []
        for element in elements {
            guard case .string(let part) = element else { return nil }
            parts.append(part)
        }
        switch values.first {
        case .string(let separator): return .string(parts.joined(separator: separator))
        case nil: return .string(parts.joined())
        default: return nil
        }
    }
}

extension String {
    // `hasPrefix` and its kin compare by canonical equivalence; CEL and Go compare bytes.
    func hasPrefixBytes(_ part: String) -> Bool { utf8.starts(with: part.utf8) }

    func hasSuffixBytes(_ part: String) -> Bool { utf8.reversed().starts(with: part.utf8.reversed()) }

    func indexOfScalars(_ part: String, from start: Int = 0) -> Int? {
        let (text, part) = (Array(unicodeScalars), Array(part.unicodeScalars))
        guard start + part.count <= text.count else { return nil }
        return (start...(text.count - part.count)).first { text[$0..<$0 + part.count].elementsEqual(part) }
    }

    fileprivate func split(_ separator: String, _ limit: Int) -> [String] {
        guard limit > 0 else { return [] }
        if separator.isEmpty { return unicodeScalars.map { String($0) } }
        var parts: [String] = []
        let scalars = Array(unicodeScalars)
        var start = 0
        while parts.count < limit - 1, let next = indexOfScalars(separator, from: start) {
            parts.append(String(String.UnicodeScalarView(scalars[start..<next])))
            start = next + separator.unicodeScalars.count
        }
        return parts + [String(String.UnicodeScalarView(scalars[start...]))]
    }

    fileprivate func mappingASCII(_ transform: (Character) -> String) -> String {
        String(
            String.UnicodeScalarView(
                unicodeScalars.flatMap { scalar in
                    scalar.isASCII ? Array(transform(Character(scalar)).unicodeScalars) : [scalar]
                }
            )
        )
    }

    var trimmingSpace: String {
        let scalars = unicodeScalars
        guard let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
            let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
        else { return "" }
        return String(scalars[first...last])
    }
}
