// SPDX-License-Identifier: Apache-2.0

extension CELValue {
    /// How two values are ordered.
    enum Order {
        case before
        case same
        case after
        /// One of them is not a number.
        case none
    }

    /// Equality as the language has it: numbers by their value, whatever their types.
    func isEqual(to other: CELValue) -> Bool {
        switch (self, other) {
        case (.int, .uint), (.int, .double), (.uint, .int), (.uint, .double), (.double, .int), (.double, .uint):
            (try? order(relativeTo: other)) == .same
        case (.list(let left), .list(let right)):
            left.count == right.count && zip(left, right).allSatisfy { $0.isEqual(to: $1) }
        case (.map(let left), .map(let right)):
            left.count == right.count
                && left.allSatisfy { key, value in right[key].map { value.isEqual(to: $0) } ?? false }
        default:
            self == other
        }
    }

    /// The order of numbers, strings (bytewise) and booleans.
    func order(relativeTo other: CELValue) throws(CELError) -> Order {
        switch (self, other) {
        case (.int(let left), .int(let right)): return Order(left, right)
        case (.uint(let left), .uint(let right)): return Order(left, right)
        case (.int(let left), .uint(let right)): return left < 0 ? .before : Order(UInt64(left), right)
        case (.uint(let left), .int(let right)): return right < 0 ? .after : Order(left, UInt64(right))
        case (.string(let left), .string(let right)):
            if left.utf8.elementsEqual(right.utf8) { return .same }
            return left.utf8.lexicographicallyPrecedes(right.utf8) ? .before : .after
        case (.bool(let left), .bool(let right)): return Order(left ? 1 : 0, right ? 1 : 0)
        default:
            guard let left = double, let right = other.double else {
                throw CELError(.evaluation, "no such overload: \(typeName) < \(other.typeName)")
            }
            return left.isNaN || right.isNaN ? .none : Order(left, right)
        }
    }

    /// The result of an arithmetic operator; overflow is an error.
    func combined(_ operation: CELExpression.Operator, with other: CELValue) throws(CELError) -> CELValue {
        switch (operation, self, other) {
        case (_, .int(let left), .int(let right)):
            return .int(try Self.arithmetic(operation, left, right))
        case (_, .uint(let left), .uint(let right)):
            return .uint(try Self.arithmetic(operation, left, right))
        case (.add, .double(let left), .double(let right)): return .double(left + right)
        case (.subtract, .double(let left), .double(let right)): return .double(left - right)
        case (.multiply, .double(let left), .double(let right)): return .double(left * right)
        case (.divide, .double(let left), .double(let right)): return .double(left / right)
        case (.add, .string(let left), .string(let right)): return .string(left + right)
        case (.add, .list(let left), .list(let right)): return .list(left + right)
        default:
            throw CELError(.evaluation, "no such overload: \(typeName) \(operation.rawValue) \(other.typeName)")
        }
    }

    private static func arithmetic<Integer: FixedWidthInteger>(
        _ operation: CELExpression.Operator,
        _ left: Integer,
        _ right: Integer
    ) throws(CELError) -> Integer {
        let result: (partialValue: Integer, overflow: Bool)
        switch operation {
        case .add: result = left.addingReportingOverflow(right)
        case .subtract: result = left.subtractingReportingOverflow(right)
        case .multiply: result = left.multipliedReportingOverflow(by: right)
        case .divide where right == 0: throw CELError(.evaluation, "division by zero")
        case .divide: result = left.dividedReportingOverflow(by: right)
        case .remainder where right == 0: throw CELError(.evaluation, "modulus by zero")
        case .remainder: result = left.remainderReportingOverflow(dividingBy: right)
        default: throw CELError(.evaluation, "no such overload: int \(operation.rawValue) int")
        }
        guard !result.overflow else { throw CELError(.evaluation, "integer overflow") }
        return result.partialValue
    }

    private var double: Double? {
        switch self {
        case .int(let value): Double(value)
        case .uint(let value): Double(value)
        case .double(let value): value
        default: nil
        }
    }
}

extension CELValue.Order {
    fileprivate init<Value: Comparable>(_ left: Value, _ right: Value) {
        self = left < right ? .before : left > right ? .after : .same
    }
}
