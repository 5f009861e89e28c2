// SPDX-License-Identifier: Apache-2.0

/// Looks for what can never be right about a rule, whatever the value: fields that do not exist, and comparisons of what
/// cannot be compared.
///
/// It knows less than the checker of Kubernetes, and where it does not know it lets the rule pass.
struct CELTypeCheck {
    private var variables: [String: CELType]

    /// A check of a rule about values of a type; `oldSelf` has another one when it may be absent.
    init(self type: CELType, old: CELType) {
        variables = ["self": type, "oldSelf": old]
    }

    /// The type of an expression, or what is wrong with it.
    mutating func type(of expression: CELExpression) throws(CELError) -> CELType {
        switch expression {
        case .literal(let value): return CELType(of: value)
        case .variable(let name, _): return variables[name] ?? .dynamic
        case .member(let base, let name, let column):
            return try member(name, of: try type(of: base), at: column)
        case .presence(let base, let name, let column):
            _ = try member(name, of: try type(of: base), at: column)
            return .bool
        case .element(let base, let index):
            let container = try type(of: base)
            _ = try type(of: index)
            return container.element ?? .dynamic
        case .list(let elements): return .list(try common(elements))
        case .map(let entries):
            for entry in entries { _ = try type(of: entry.key) }
            return .map(try common(entries.map(\.value)))
        case .not(let operand):
            _ = try type(of: operand)
            return .bool
        case .negate(let operand): return try type(of: operand)
        case .and(let left, let right), .or(let left, let right):
            _ = try type(of: left)
            _ = try type(of: right)
            return .bool
        case .conditional(let condition, let positive, let negative):
            _ = try type(of: condition)
            return try common([positive, negative])
        case .binary(let operation, let left, let right, let column):
            return try result(of: operation, try type(of: left), try type(of: right), at: column)
        case .call(let name, let receiver, let arguments):
            for part in (receiver.map { [$0] } ?? []) + arguments { _ = try type(of: part) }
            return CELFunctions.resultType(name)
        case .matches(let base, _):
            _ = try type(of: base)
            return .bool
        case .comprehension(let macro, let base, let variable, let bodies):
            return try result(of: macro, over: try type(of: base), variable, bodies)
        }
    }

    private func member(_ name: String, of base: CELType, at column: Int) throws(CELError) -> CELType {
        if let type = base.member(name) { return type }
        if case .object = base { throw CELError(.syntax, "undefined field '\(name)'", column: column) }
        let shown = base.name ?? "list"
        throw CELError(.syntax, "type '\(shown)' does not support field selection", column: column)
    }

    private mutating func common(_ expressions: [CELExpression]) throws(CELError) -> CELType {
        var types: [CELType] = []
        for expression in expressions { types.append(try type(of: expression)) }
        guard let first = types.first, let name = first.name, types.allSatisfy({ $0.name == name }) else {
            return .dynamic
        }
        return first
    }

    private func result(
        of operation: CELExpression.Operator,
        _ left: CELType,
        _ right: CELType,
        at column: Int
    ) throws(CELError) -> CELType {
        let isOrder = [.less, .lessOrEqual, .greater, .greaterOrEqual].contains(operation)
        let isRelation = isOrder || [.equal, .unequal, .isIn].contains(operation)
        guard let first = left.name, let second = right.name else { return isRelation ? .bool : .dynamic }
        let fits: Bool
        switch operation {
        case .isIn: fits = right.searched.map { $0.name == first || $0.name == nil } ?? false
        case .equal, .unequal: fits = first == second
        case .less, .lessOrEqual, .greater, .greaterOrEqual:
            fits = left.isNumber && right.isNumber || first == second && left.element == nil
        case .add: fits = first == second && first != "bool"
        case .subtract, .multiply, .divide: fits = first == second && left.isNumber
        case .remainder: fits = first == second && ["int", "uint"].contains(first)
        }
        guard fits else {
            let sign = operation == .isIn ? "@in" : "_\(operation.rawValue)_"
            let message = "found no matching overload for '\(sign)' applied to '(\(first), \(second))'"
            throw CELError(.syntax, message, column: column)
        }
        return isRelation ? .bool : left
    }

    private mutating func result(
        of macro: CELExpression.Comprehension,
        over base: CELType,
        _ variable: String,
        _ bodies: [CELExpression]
    ) throws(CELError) -> CELType {
        let shadowed = variables[variable]
        defer { variables[variable] = shadowed }
        switch base {
        case .list(let element): variables[variable] = element
        case .map, .object: variables[variable] = .string
        case .dynamic, .bool, .int, .uint, .double, .string: variables[variable] = .dynamic
        }
        var last = CELType.dynamic
        for body in bodies { last = try type(of: body) }
        return switch macro {
        case .all, .exists, .existsOne: .bool
        case .filter: base
        case .map: .list(last)
        }
    }
}

extension CELType {
    /// The type of a literal.
    fileprivate init(of value: CELValue) {
        switch value {
        case .bool: self = .bool
        case .int: self = .int
        case .uint: self = .uint
        case .double: self = .double
        case .string: self = .string
        case .null, .list, .map: self = .dynamic
        }
    }

    /// The type of what is in a list or a map.
    fileprivate var element: CELType? {
        switch self {
        case .list(let element): element
        case .map(let values): values
        case .dynamic, .bool, .int, .uint, .double, .string, .object: nil
        }
    }
}

extension CELType {
    /// The type of what `in` looks for: the elements of a list, the keys of a map.
    fileprivate var searched: CELType? {
        switch self {
        case .list(let element): element
        case .map: .string
        case .dynamic, .bool, .int, .uint, .double, .string, .object: nil
        }
    }
}

extension CELFunctions {
    /// What a function returns, as far as that is always the same.
    fileprivate static func resultType(_ name: String) -> CELType {
        switch name {
        case "size", "indexOf", "int": .int
        case "uint": .uint
        case "double": .double
        case "matches", "startsWith", "endsWith", "contains", "isSorted", "bool": .bool
        case "lowerAscii", "upperAscii", "trim", "join", "substring", "replace", "string": .string
        case "split": .list(.string)
        default: .dynamic
        }
    }
}
