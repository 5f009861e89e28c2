// SPDX-License-Identifier: Apache-2.0

/// The functions that rules may call; what is not among them is refused when the rule is compiled.
enum CELFunctions {
    private static let methods: [String: ClosedRange<Int>] = [
        "size": 0...0, "matches": 1...1, "startsWith": 1...1, "endsWith": 1...1, "contains": 1...1,
        "lowerAscii": 0...0, "upperAscii": 0...0, "trim": 0...0, "split": 1...2, "join": 0...1,
        "indexOf": 1...2, "substring": 1...2, "replace": 2...2, "isSorted": 0...0, "sum": 0...0,
    ]

    private static let functions: [String: ClosedRange<Int>] = [
        "size": 1...1, "matches": 2...2, "int": 1...1, "uint": 1...1, "double": 1...1, "string": 1...1, "bool": 1...1,
    ]

    /// An error when there is no such function here.
    static func check(_ name: String, isMethod: Bool, argumentCount: Int, column: Int) throws(CELError) {
        guard let counts = (isMethod ? methods : functions)[name] else {
            let known = (isMethod ? methods : functions).keys.sorted().joined(separator: ", ")
            let message = "the function \(name)() is not supported here; those that are: \(known)"
            throw CELError(.unsupported, message, column: column)
        }
        guard counts.contains(argumentCount) else {
            throw CELError(.syntax, "found no matching overload for '\(name)'", column: column)
        }
    }

    /// Calls a function on evaluated values, the receiver first.
    static func call(_ name: String, _ values: [CELValue]) throws(CELError) -> CELValue {
        switch (name, values.first, values.count > 1 ? values[1] : nil, values.count > 2 ? values[2] : nil) {
        case ("size", .string(let text), nil, nil): return .int(Int64(text.unicodeScalars.count))
        case ("size", .list(let elements), nil, nil): return .int(Int64(elements.count))
        case ("size", .map(let members), nil, nil): return .int(Int64(members.count))
        case ("matches", .string(let text), .string(let pattern), nil): return .bool(try matches(text, pattern))
        case ("startsWith", .string(let text), .string(let part), nil): return .bool(text.hasPrefixBytes(part))
        case ("endsWith", .string(let text), .string(let part), nil): return .bool(text.hasSuffixBytes(part))
        case ("contains", .string(let text), .string(let part), nil): return .bool(text.indexOfScalars(part) != nil)
        case ("isSorted", .list(let elements), nil, nil): return .bool(try isSorted(elements))
        case ("sum", .list(let elements), nil, nil): return try sum(elements)
        default: break
        }
        if let result = try convert(name, values) { return result }
        if let result = try text(name, values) { return result }
        throw CELError(.evaluation, "no such overload: \(name)(\(values.map(\.typeName).joined(separator: ", ")))")
    }

    private static func matches(_ text: String, _ pattern: String) throws(CELError) -> Bool {
        do throws(PatternError) {
            return try Pattern(pattern).matches(text)
        } catch {
            throw CELError(.evaluation, "\(error)")
        }
    }

    private static func isSorted(_ elements: [CELValue]) throws(CELError) -> Bool {
        for (left, right) in zip(elements, elements.dropFirst()) where try left.order(relativeTo: right) == .after {
            return false
        }
        return true
    }

    private static func sum(_ elements: [CELValue]) throws(CELError) -> CELValue {
        guard var total = elements.first else { return .int(0) }
        for element in elements.dropFirst() { total = try total.combined(.add, with: element) }
        return total
    }

    private static func convert(_ name: String, _ values: [CELValue]) throws(CELError) -> CELValue? {
        guard values.count == 1 else { return nil }
        switch (name, values[0]) {
        case ("int", .int), ("uint", .uint), ("double", .double), ("string", .string), ("bool", .bool): return values[0]
        case ("int", .uint(let value)): return try present(Int64(exactly: value).map { .int($0) }, "int")
        case ("int", .double(let value)):
            return try present(Int64(exactly: value.rounded(.towardZero)).map { .int($0) }, "int")
        case ("int", .string(let text)): return try present(Int64(text).map { .int($0) }, "int")
        case ("uint", .int(let value)): return try present(UInt64(exactly: value).map { .uint($0) }, "uint")
        case ("uint", .double(let value)):
            return try present(UInt64(exactly: value.rounded(.towardZero)).map { .uint($0) }, "uint")
        case ("uint", .string(let text)): return try present(UInt64(text).map { .uint($0) }, "uint")
        case ("double", .int(let value)): return .double(Double(value))
        case ("double", .uint(let value)): return .double(Double(value))
        case ("double", .string(let text)): return try present(Double(text).map { .double($0) }, "double")
        case ("string", .int(let value)): return .string("\(value)")
        case ("string", .uint(let value)): return .string("\(value)")
        case ("string", .double(let value)): return .string("\(value)")
        case ("string", .bool(let value)): return .string("\(value)")
        case ("bool", .string("true")): return .bool(true)
        case ("bool", .string("false")): return .bool(false)
        default: return nil
        }
    }

    private static func present(_ value: CELValue?, _ type: String) throws(CELError) -> CELValue {
        guard let value else { throw CELError(.evaluation, "type conversion error: the value is no \(type)") }
        return value
    }
}
