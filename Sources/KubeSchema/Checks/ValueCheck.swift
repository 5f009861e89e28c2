// SPDX-License-Identifier: Apache-2.0

package import JSONKit

extension Schema {
    /// What is wrong with a value, in the words and the order of the API server.
    package func errors(in value: JSONValue, at path: FieldPath = .root) -> [FieldError] {
        var check = ValueCheck()
        check.check(value, self, at: path)
        return check.errors
    }
}

/// Compares a value with a schema; the rules are those of JSON Schema draft 4, as far as structural schemas have them.
struct ValueCheck {
    private(set) var errors: [FieldError] = []

    mutating func check(_ value: JSONValue, _ schema: Schema, at path: FieldPath) {
        guard checkType(of: value, schema, at: path) else { return }
        if value.isNull { return }
        checkJunctors(value, schema, at: path)
        checkEnum(value, schema.limits, at: path)
        switch value {
        case .string(let text): checkString(text, schema, at: path)
        case .number(let number): checkNumber(number, schema.limits, at: path)
        case .array(let elements): checkArray(elements, schema, at: path)
        case .object(let object): checkObject(object, schema, at: path)
        case .null, .bool: break
        }
    }

    private mutating func checkType(of value: JSONValue, _ schema: Schema, at path: FieldPath) -> Bool {
        let expected: [Schema.ValueType]
        if schema.extensions.isIntOrString {
            expected = [.integer, .string]
        } else if let type = schema.type {
            expected = [type]
        } else {
            return true
        }
        if value.isNull, schema.isNullable { return true }
        if expected.contains(where: value.has(type:)) { return true }
        let names = expected.map(\.rawValue).joined(separator: ",")
        let found = value.typeName
        let message = "\(path.inBody) must be of type \(names): \(found.quotedAsInGo)"
        errors.append(.typeInvalid(path, .string(found), message))
        return false
    }

    private mutating func checkEnum(_ value: JSONValue, _ limits: SchemaLimits, at path: FieldPath) {
        guard let allowed = limits.allowedValues, !allowed.contains(value) else { return }
        errors.append(
            .notSupported(path, value, supported: allowed.map { $0.string ?? $0.serializedText(.sortedKeys) })
        )
    }

    private mutating func checkString(_ text: String, _ schema: Schema, at path: FieldPath) {
        let limits = schema.limits
        let count = text.unicodeScalars.count
        if let maximum = limits.length.maximum, count > maximum {
            errors.append(.tooLong(path, limit: maximum))
        }
        if let minimum = limits.length.minimum, count < minimum {
            refuse(.string(text), "should be at least \(minimum) chars long", at: path)
        }
        if let pattern = limits.pattern, !((try? Pattern(pattern).matches(text)) ?? false) {
            refuse(.string(text), "should match '\(pattern)'", at: path)
        }
        if let format = limits.format, !StringFormat.accepts(text, as: format) {
            let message = "\(path.inBody) must be of type \(format): \(text.quotedAsInGo)"
            errors.append(.typeInvalid(path, .string(text), message))
        }
    }

    private mutating func checkNumber(_ number: JSONNumber, _ limits: SchemaLimits, at path: FieldPath) {
        let value = number.nearestDouble
        if let maximum = limits.maximum,
            limits.excludesMaximum ? value >= maximum.nearestDouble : number.exceeds(maximum)
        {
            let relation = limits.excludesMaximum ? "less than" : "less than or equal to"
            refuse(.number(number), "should be \(relation) \(maximum)", at: path)
        }
        if let minimum = limits.minimum,
            limits.excludesMinimum ? value <= minimum.nearestDouble : minimum.exceeds(number)
        {
            let relation = limits.excludesMinimum ? "greater than" : "greater than or equal to"
            refuse(.number(number), "should be \(relation) \(minimum)", at: path)
        }
        if let factor = limits.multipleOf, !number.isMultiple(of: factor) {
            refuse(.number(number), "should be a multiple of \(factor)", at: path)
        }
    }

    private mutating func checkArray(_ elements: [JSONValue], _ schema: Schema, at path: FieldPath) {
        if let items = schema.items {
            for (index, element) in elements.enumerated() { check(element, items, at: path.index(index)) }
        }
        if let minimum = schema.limits.items.minimum, elements.count < minimum {
            refuse(.count(elements.count), "should have at least \(minimum) items", at: path)
        }
        if let maximum = schema.limits.items.maximum, elements.count > maximum {
            errors.append(.tooMany(path, count: elements.count, limit: maximum))
        }
        if schema.limits.hasUniqueItems, Set(elements).count < elements.count {
            refuse(.string(""), "shouldn't contain duplicates", at: path)
        }
    }

    private mutating func checkObject(_ object: JSONObject, _ schema: Schema, at path: FieldPath) {
        if let minimum = schema.limits.members.minimum, object.count < minimum {
            refuse(.count(object.count), "should have at least \(minimum) properties", at: path)
        }
        if let maximum = schema.limits.members.maximum, object.count > maximum {
            errors.append(.tooMany(path, count: object.count, limit: maximum))
        }
        for (key, value) in object.sorted(by: { $0.key < $1.key }) {
            guard let member = schema.member(key) else { continue }
            check(value, member, at: path.child(key))
        }
        for name in schema.limits.required where object[name] == nil {
            errors.append(.required(path.child(name)))
        }
    }

    private mutating func refuse(_ value: JSONValue, _ message: String, at path: FieldPath) {
        errors.append(.invalid(path, value, "\(path.inBody) \(message)"))
    }
}

extension ValueCheck {
    private mutating func checkJunctors(_ value: JSONValue, _ schema: Schema, at path: FieldPath) {
        let name = path.description.quotedAsInGo
        if !schema.junctors.any.isEmpty {
            let failures = schema.junctors.any.map { $0.errors(in: value, at: path) }
            if !failures.contains(where: \.isEmpty) {
                compose("\(name) must validate at least one schema (anyOf)", failures, at: path)
            }
        }
        if !schema.junctors.one.isEmpty {
            let failures = schema.junctors.one.map { $0.errors(in: value, at: path) }
            let count = failures.count { $0.isEmpty }
            if count != 1 {
                let found = count == 0 ? "Found none valid" : "Found \(count) valid alternatives"
                compose("\(name) must validate one and only one schema (oneOf). \(found)", failures, at: path)
            }
        }
        if !schema.junctors.all.isEmpty {
            let failures = schema.junctors.all.map { $0.errors(in: value, at: path) }
            let none = failures.contains(where: \.isEmpty) ? "" : ". None validated"
            if failures.contains(where: { !$0.isEmpty }) {
                errors.append(.invalid(.root, "", "\(name) must validate all the schemas (allOf)\(none)"))
                errors += failures.flatMap { $0 }
            }
        }
        if let excluded = schema.junctors.none, excluded.errors(in: value, at: path).isEmpty {
            errors.append(.invalid(.root, "", "\(name) must not validate the schema (not)"))
        }
    }

    /// The sentence about the junctor, and the errors of the alternative that came closest.
    private mutating func compose(_ message: String, _ failures: [[FieldError]], at path: FieldPath) {
        errors.append(.invalid(.root, "", message))
        if let closest = failures.filter({ !$0.isEmpty }).min(by: { $0.count < $1.count }) { errors += closest }
    }
}

extension FieldPath {
    /// How the validator of JSON Schema speaks of a field.
    fileprivate var inBody: String { "\(description) in body" }
}

extension JSONValue {
    fileprivate static func count(_ count: Int) -> JSONValue { .number(JSONNumber(count)) }

    fileprivate func has(type: Schema.ValueType) -> Bool {
        switch (type, self) {
        case (.object, .object), (.array, .array), (.string, .string), (.boolean, .bool), (.number, .number): true
        case (.integer, .number(let number)): number.isIntegral
        default: false
        }
    }

    fileprivate var typeName: String {
        switch self {
        case .null: "null"
        case .bool: "boolean"
        case .number(let number): number.exactly(Int64.self) == nil ? "number" : "integer"
        case .string: "string"
        case .array: "array"
        case .object: "object"
        }
    }
}

extension JSONNumber {
    fileprivate var isIntegral: Bool {
        exactly(Int64.self) != nil || nearestDouble.rounded() == nearestDouble && abs(nearestDouble) < 9e15
    }

    fileprivate func exceeds(_ other: JSONNumber) -> Bool {
        if let left = exactly(Int64.self), let right = other.exactly(Int64.self) { return left > right }
        return nearestDouble > other.nearestDouble
    }

    fileprivate func isMultiple(of factor: JSONNumber) -> Bool {
        if let value = exactly(Int64.self), let factor = factor.exactly(Int64.self) {
            return factor > 0 && value % factor == 0
        }
        let quotient = nearestDouble / factor.nearestDouble
        return factor.nearestDouble > 0 && abs(quotient - quotient.rounded()) < 1e-9 * max(1, abs(quotient))
    }
}
