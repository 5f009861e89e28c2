// SPDX-License-Identifier: Apache-2.0

/// One evaluation of a rule: the variables, and how many steps are left.
struct CELEvaluation {
    private var variables: [String: CELValue]
    private(set) var stepsLeft: Int

    init(variables: [String: CELValue], steps: Int) {
        self.variables = variables
        stepsLeft = steps
    }

    mutating func value(of expression: CELExpression) throws(CELError) -> CELValue {
        stepsLeft -= 1
        guard stepsLeft >= 0 else {
            throw CELError(.budget, "operation cancelled: actual cost limit exceeded")
        }
        switch expression {
        case .literal(let value): return value
        case .variable(let name, _): return try variable(name)
        case .member(let base, let name, _): return try member(name, of: try value(of: base))
        case .element(let base, let index): return try element(try value(of: index), of: try value(of: base))
        case .list(let elements): return .list(try values(of: elements))
        case .map(let entries): return try map(entries)
        case .not(let operand): return .bool(!(try bool(operand)))
        case .negate(let operand): return try negated(try value(of: operand))
        case .and(let left, let right): return .bool(try decide(left, right, deciding: false))
        case .or(let left, let right): return .bool(try decide(left, right, deciding: true))
        case .conditional(let condition, let positive, let negative):
            return try bool(condition) ? try value(of: positive) : try value(of: negative)
        case .binary(let operation, let left, let right, _):
            return try binary(operation, try value(of: left), try value(of: right))
        case .presence(let base, let name, _): return .bool(try isPresent(name, in: try value(of: base)))
        case .call(let name, let receiver, let arguments):
            var operands: [CELValue] = []
            if let receiver { operands.append(try value(of: receiver)) }
            operands += try values(of: arguments)
            return try CELFunctions.call(name, operands)
        case .matches(let base, let pattern):
            let subject = try value(of: base)
            guard case .string(let text) = subject else {
                throw CELError(.evaluation, "no such overload: matches(\(subject.typeName), string)")
            }
            return .bool(pattern.matches(text))
        case .comprehension(let macro, let base, let variable, let bodies):
            return try comprehend(macro, try value(of: base), variable, bodies)
        }
    }

    mutating func bool(_ expression: CELExpression) throws(CELError) -> Bool {
        let result = try value(of: expression)
        guard case .bool(let truth) = result else {
            throw CELError(.evaluation, "no such overload: a condition of type \(result.typeName)")
        }
        return truth
    }

    private mutating func values(of expressions: [CELExpression]) throws(CELError) -> [CELValue] {
        var values: [CELValue] = []
        for expression in expressions { values.append(try value(of: expression)) }
        return values
    }

    private func variable(_ name: String) throws(CELError) -> CELValue {
        guard let value = variables[name] else {
            throw CELError(.evaluation, "undeclared reference to '\(name)'")
        }
        return value
    }

    private func member(_ name: String, of base: CELValue) throws(CELError) -> CELValue {
        guard case .map(let members) = base else {
            throw CELError(.evaluation, "no such overload: \(base.typeName).\(name)")
        }
        guard let value = members[.string(CELIdentifier.unescape(name))] else {
            throw CELError(.evaluation, "no such key: \(name)")
        }
        return value
    }

    private func isPresent(_ name: String, in base: CELValue) throws(CELError) -> Bool {
        guard case .map(let members) = base else {
            throw CELError(.evaluation, "no such overload: has(\(base.typeName).\(name))")
        }
        return members[.string(CELIdentifier.unescape(name))] != nil
    }

    private func element(_ index: CELValue, of base: CELValue) throws(CELError) -> CELValue {
        switch (base, CELKey(index)) {
        case (.list(let elements), .int(let position)?):
            guard position >= 0, position < elements.count else {
                throw CELError(.evaluation, "index out of bounds: \(position)")
            }
            return elements[Int(position)]
        case (.map(let members), let key?):
            guard let value = members[key] else { throw CELError(.evaluation, "no such key: \(key.value)") }
            return value
        default:
            throw CELError(.evaluation, "no such overload: \(base.typeName)[\(index.typeName)]")
        }
    }

    private mutating func map(_ entries: [CELExpression.Entry]) throws(CELError) -> CELValue {
        var members: [CELKey: CELValue] = [:]
        for entry in entries {
            let key = try value(of: entry.key)
            guard let key = CELKey(key) else { throw CELError(.evaluation, "unsupported key type: \(key.typeName)") }
            members[key] = try value(of: entry.value)
        }
        return .map(members)
    }

    private func negated(_ value: CELValue) throws(CELError) -> CELValue {
        switch value {
        case .int(.min): throw CELError(.evaluation, "integer overflow")
        case .int(let integer): return .int(-integer)
        case .double(let number): return .double(-number)
        default: throw CELError(.evaluation, "no such overload: -\(value.typeName)")
        }
    }

    /// `&&` and `||` do not care for an error on one side when the other side decides alone.
    private mutating func decide(
        _ left: CELExpression,
        _ right: CELExpression,
        deciding: Bool
    ) throws(CELError) -> Bool {
        let failure: CELError
        do throws(CELError) {
            if try bool(left) == deciding { return deciding }
            return try bool(right)
        } catch {
            failure = error
        }
        guard failure.code != .budget, (try? bool(right)) == deciding else { throw failure }
        return deciding
    }

    private func binary(
        _ operation: CELExpression.Operator,
        _ left: CELValue,
        _ right: CELValue
    ) throws(CELError) -> CELValue {
        switch operation {
        case .equal: return .bool(left.isEqual(to: right))
        case .unequal: return .bool(!left.isEqual(to: right))
        case .less: return .bool(try left.order(relativeTo: right) == .before)
        case .lessOrEqual: return .bool([.before, .same].contains(try left.order(relativeTo: right)))
        case .greater: return .bool(try left.order(relativeTo: right) == .after)
        case .greaterOrEqual: return .bool([.after, .same].contains(try left.order(relativeTo: right)))
        case .isIn: return .bool(try isElement(left, of: right))
        case .add, .subtract, .multiply, .divide, .remainder: return try left.combined(operation, with: right)
        }
    }

    private func isElement(_ value: CELValue, of container: CELValue) throws(CELError) -> Bool {
        switch container {
        case .list(let elements): return elements.contains { $0.isEqual(to: value) }
        case .map(let members): return CELKey(value).map { members[$0] != nil } ?? false
        default: throw CELError(.evaluation, "no such overload: \(value.typeName) in \(container.typeName)")
        }
    }
}

extension CELEvaluation {
    private mutating func comprehend(
        _ macro: CELExpression.Comprehension,
        _ base: CELValue,
        _ variable: String,
        _ bodies: [CELExpression]
    ) throws(CELError) -> CELValue {
        let elements: [CELValue]
        switch base {
        case .list(let values): elements = values
        case .map(let members): elements = members.keys.map(\.value)
        default: throw CELError(.evaluation, "no such overload: \(base.typeName).\(macro.rawValue)()")
        }
        let shadowed = variables[variable]
        defer { variables[variable] = shadowed }
        switch macro {
        case .all: return .bool(try quantify(elements, variable, bodies[0], deciding: false))
        case .exists: return .bool(try quantify(elements, variable, bodies[0], deciding: true))
        case .existsOne:
            return .bool(try select(elements, variable, bodies[0]).count == 1)
        case .filter:
            return .list(try select(elements, variable, bodies[0]))
        case .map:
            let chosen = bodies.count == 2 ? try select(elements, variable, bodies[0]) : elements
            var results: [CELValue] = []
            for element in chosen {
                variables[variable] = element
                results.append(try value(of: bodies[bodies.count - 1]))
            }
            return .list(results)
        }
    }

    /// One element that decides is enough, also when others are in error.
    private mutating func quantify(
        _ elements: [CELValue],
        _ variable: String,
        _ body: CELExpression,
        deciding: Bool
    ) throws(CELError) -> Bool {
        var failure: CELError?
        for element in elements {
            variables[variable] = element
            do throws(CELError) {
                if try bool(body) == deciding { return deciding }
            } catch {
                guard error.code != .budget else { throw error }
                failure = failure ?? error
            }
        }
        if let failure { throw failure }
        return !deciding
    }

    private mutating func select(
        _ elements: [CELValue],
        _ variable: String,
        _ condition: CELExpression
    ) throws(CELError) -> [CELValue] {
        var selected: [CELValue] = []
        for element in elements {
            variables[variable] = element
            if try bool(condition) { selected.append(element) }
        }
        return selected
    }
}
