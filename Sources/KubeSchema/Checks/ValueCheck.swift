// SPDX-License-Identifier: Apache-2.0

package import JSONKit

extension Schema {
    /// What is wrong with a value, in the words and the order of the API server.
    ///
    /// What is wrong with a part that is the same in the old value is forgiven (KEP-4008): a schema that has become
    /// stricter does not stand in the way of other changes.
    package func errors(in value: JSONValue, old: JSONValue? = nil, at path: FieldPath = .root) -> [FieldError] {
        var check = ValueCheck(at: path)
        check.check(value, self, old: old)
        return check.errors
    }
}

/// Compares a value with a schema as the validator of the API server does (kube-openapi, `pkg/validation/validate`).
///
/// The rules are those of JSON Schema draft 4, as far as structural schemas have them. The validator knows nothing of
/// where its value stands: its sentences name the way from the value down, while the paths of errors name the whole.
struct ValueCheck {
    private(set) var errors: [FieldError] = []
    /// How many checks were made, those of parts included; of several failed alternatives, the one with the most is
    /// taken for the one that was meant.
    private(set) var matches = 0
    private var trail: PathTrail

    init(at path: FieldPath) {
        trail = PathTrail(path)
    }

    private init(_ trail: PathTrail) {
        self.trail = trail
    }

    mutating func check(_ value: JSONValue, _ schema: Schema, old: JSONValue?) {
        let count = errors.count
        validate(value, schema, old: old)
        if errors.count > count, let old, old == value { errors.removeSubrange(count...) }
    }

    private mutating func validate(_ value: JSONValue, _ schema: Schema, old: JSONValue?) {
        checkType(of: value, schema)
        if value.isNull { return checkEnum(value, schema.limits) }
        matches += 4
        checkJunctors(value, schema, old: old)
        switch value {
        case .string(let text): checkString(text, schema)
        case .number(let number): checkNumber(number, schema)
        case .array(let elements): checkArray(elements, schema, old: old?.array)
        case .null, .bool, .object: break
        }
        checkEnum(value, schema.limits)
        if case .object(let object) = value { checkObject(object, schema, old: old?.object) }
    }

    /// Checks a value by itself, to see whether it may be what an alternative says.
    private func trial(_ value: JSONValue, _ schema: Schema, old: JSONValue?) -> ValueCheck {
        var check = ValueCheck(trail)
        check.validate(value, schema, old: old)
        return check
    }

    private mutating func merge(_ other: ValueCheck) {
        matches += other.matches
        for error in other.errors { add(error) }
    }

    private mutating func add(_ error: FieldError) {
        if !errors.contains(error) { errors.append(error) }
    }

    private mutating func refuse(_ value: JSONValue, _ message: String) {
        add(.invalid(path, value, "\(trail.relative) in body \(message)"))
    }

    /// A sentence that the validator does not tie to a field.
    private mutating func remark(_ sentence: String) {
        add(.invalid(trail.start, "", sentence))
    }

    private var path: FieldPath {
        let way = trail.relative.description
        return way.isEmpty ? trail.start : trail.start.child(way)
    }
}

extension ValueCheck {
    private mutating func checkType(of value: JSONValue, _ schema: Schema) {
        let types = schema.allowedTypes
        if types.isEmpty, schema.checkedFormat == nil { return }
        if !value.isNull { matches += 1 }
        if let error = typeError(of: value, schema, types) { add(error) } else { matches += 1 }
    }

    private func typeError(of value: JSONValue, _ schema: Schema, _ types: [Schema.ValueType]) -> FieldError? {
        if value.isNull {
            return types.isEmpty || schema.isNullable ? nil : typeError(types.joined, found: "null")
        }
        let fits = types.contains(where: value.has(type:))
        guard let format = schema.checkedFormat else {
            return fits || types.isEmpty ? nil : typeError(types.joined, found: value.typeName)
        }
        switch value {
        case .string, .array:
            // The check of the format says the rest, of strings at least.
            if !types.contains(.number), !types.contains(.integer) { return nil }
        case .number, .bool, .object, .null:
            let ownFormat = value.formatName
            if !fits, ownFormat != format { return typeError(format, found: ownFormat) }
        }
        return fits ? nil : typeError(types.joined, found: value.typeName)
    }

    private func typeError(_ expected: String, found: String) -> FieldError {
        let sentence = "\(trail.relative) in body must be of type \(expected): \(found.quotedAsInGo)"
        return .typeInvalid(path, .string(found), sentence)
    }

    private mutating func checkEnum(_ value: JSONValue, _ limits: SchemaLimits) {
        guard let allowed = limits.allowedValues, !allowed.isEmpty else { return }
        // Null is in no enumeration, not even in one that has it.
        if !value.isNull, allowed.contains(value) { return }
        add(.notSupported(path, value, supported: allowed.map { $0.string ?? $0.serializedText(.sortedKeys) }))
    }

    private mutating func checkString(_ text: String, _ schema: Schema) {
        matches += 1
        checkLength(text, schema)
        guard let format = schema.checkedFormat, let isKept = StringFormat.accepts(text, as: format) else { return }
        matches += 1
        if isKept { return }
        let sentence = "\(trail.relative) in body must be of type \(format): \(text.quotedAsInGo)"
        add(.typeInvalid(path, .string(text), sentence))
    }

    private mutating func checkLength(_ text: String, _ schema: Schema) {
        let length = schema.limits.length
        if length.maximum != nil || length.minimum != nil {
            let count = text.unicodeScalars.count
            if let maximum = length.maximum, count > maximum { return add(.tooLong(path, limit: maximum)) }
            if let minimum = length.minimum, count < minimum {
                return refuse(.string(text), "should be at least \(minimum) chars long")
            }
        }
        guard let pattern = schema.pattern, !pattern.matches(text) else { return }
        refuse(.string(text), "should match '\(pattern.text)'")
    }

    private mutating func checkNumber(_ number: JSONNumber, _ schema: Schema) {
        matches += 2
        let limits = schema.limits
        if schema.type == .integer, !schema.extensions.isIntOrString {
            let is32 = limits.format == "int32"
            let fits = is32 ? number.exactly(Int32.self) != nil : number.isIntegral
            let format =
                is32 ? "with format int32" : limits.format == "int64" ? "with format int64" : "(default format)"
            if !fits { remark("Checked value must be of type integer \(format) in \(trail.relative)") }
        }
        if let factor = limits.multipleOf, !number.isMultiple(of: factor) {
            refuse(.number(number), "should be a multiple of \(factor)")
        }
        if let minimum = limits.minimum,
            minimum.exceeds(number) || limits.excludesMinimum && !number.exceeds(minimum)
        {
            let relation = limits.excludesMinimum ? "greater than" : "greater than or equal to"
            refuse(.number(number), "should be \(relation) \(minimum)")
        }
        if let maximum = limits.maximum,
            number.exceeds(maximum) || limits.excludesMaximum && !maximum.exceeds(number)
        {
            let relation = limits.excludesMaximum ? "less than" : "less than or equal to"
            refuse(.number(number), "should be \(relation) \(maximum)")
        }
    }

    private mutating func checkArray(_ elements: [JSONValue], _ schema: Schema, old: [JSONValue]?) {
        matches += 2
        if let items = schema.items {
            for (index, element) in elements.enumerated() {
                trail.enter(element: index)
                check(element, items, old: schema.counterpart(of: element, in: old))
                trail.leave()
            }
        }
        if let minimum = schema.limits.items.minimum, elements.count < minimum {
            refuse(.count(elements.count), "should have at least \(minimum) items")
        }
        if let maximum = schema.limits.items.maximum, elements.count > maximum {
            add(.tooMany(path, count: elements.count, limit: maximum))
        }
        if schema.limits.hasUniqueItems, Set(elements).count < elements.count {
            refuse("", "shouldn't contain duplicates")
        }
    }

    private mutating func checkObject(_ object: JSONObject, _ schema: Schema, old: JSONObject?) {
        matches += 1
        if let minimum = schema.limits.members.minimum, object.count < minimum {
            refuse(.count(object.count), "should have at least \(minimum) properties")
        }
        if let maximum = schema.limits.members.maximum, object.count > maximum {
            add(.tooMany(path, count: object.count, limit: maximum))
        }
        if let others = schema.additionalSchema {
            for (key, value) in object where schema.properties[key] == nil { check(key, value, others, old) }
        }
        for (name, member) in schema.orderedProperties {
            if let value = object[name] { check(name, value, member, old) }
        }
        for name in schema.limits.required where object[name] == nil {
            trail.enter(member: name)
            add(.required(path))
            trail.leave()
        }
    }

    private mutating func check(_ key: String, _ value: JSONValue, _ schema: Schema, _ old: JSONObject?) {
        trail.enter(member: key)
        check(value, schema, old: old?[key])
        trail.leave()
    }
}

extension ValueCheck {
    private mutating func checkJunctors(_ value: JSONValue, _ schema: Schema, old: JSONValue?) {
        let junctors = schema.junctors
        guard !junctors.isEmpty else { return }
        let name = trail.relative.description.quotedAsInGo
        if !junctors.any.isEmpty { checkAny(of: junctors.any, value, old: old, name) }
        if !junctors.one.isEmpty { checkOne(of: junctors.one, value, old: old, name) }
        if !junctors.all.isEmpty {
            let trials = junctors.all.map { trial(value, $0, old: old) }
            for trial in trials { merge(trial) }
            let failures = trials.count { !$0.errors.isEmpty }
            if failures > 0 {
                let none = failures == trials.count ? ". None validated" : ""
                remark("\(name) must validate all the schemas (allOf)\(none)")
            }
        }
        if let excluded = junctors.none, trial(value, excluded, old: old).errors.isEmpty {
            remark("\(name) must not validate the schema (not)")
        }
    }

    private mutating func checkAny(of schemas: [Schema], _ value: JSONValue, old: JSONValue?, _ name: String) {
        var failures: [ValueCheck] = []
        for schema in schemas {
            let trial = trial(value, schema, old: old)
            guard !trial.errors.isEmpty else { return merge(trial) }
            failures.append(trial)
        }
        remark("\(name) must validate at least one schema (anyOf)")
        mergeClosest(of: failures)
    }

    private mutating func checkOne(of schemas: [Schema], _ value: JSONValue, old: JSONValue?, _ name: String) {
        let trials = schemas.map { trial(value, $0, old: old) }
        let successes = trials.filter(\.errors.isEmpty)
        guard successes.count != 1 else { return merge(successes[0]) }
        let found = successes.isEmpty ? "Found none valid" : "Found \(successes.count) valid alternatives"
        remark("\(name) must validate one and only one schema (oneOf). \(found)")
        if successes.isEmpty { mergeClosest(of: trials) }
    }

    private mutating func mergeClosest(of failures: [ValueCheck]) {
        guard var closest = failures.first else { return }
        for failure in failures.dropFirst() where failure.matches > closest.matches { closest = failure }
        merge(closest)
    }
}
