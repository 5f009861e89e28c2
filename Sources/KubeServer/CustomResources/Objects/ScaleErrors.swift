// SPDX-License-Identifier: Apache-2.0

internal import JSONKit
internal import KubeSchema

/// What is wrong with the numbers that the scale of a custom object shows.
struct ScaleErrors {
    private let scale: ServedResource.Subresources.Scale?

    init(_ scale: ServedResource.Subresources.Scale?) {
        self.scale = scale
    }

    func errors(in object: JSONObject, isStatus: Bool) -> [FieldError] {
        guard let scale else { return [] }
        var errors = isStatus ? [] : inReplicas(of: object, at: scale.specReplicas)
        errors += inReplicas(of: object, at: scale.statusReplicas)
        if let selector = scale.selector, let problem = Self.problem(object, selector, "string", { $0.string != nil }) {
            errors.append(.invalid(Self.path(selector), "", problem))
        }
        return errors
    }

    private func inReplicas(of object: JSONObject, at names: [String]) -> [FieldError] {
        let path = Self.path(names)
        if let problem = Self.problem(object, names, "int64", { $0.number?.exactly(Int64.self) != nil }) {
            return [.invalid(path, 0, problem)]
        }
        guard let value = object.value(at: names), let replicas = value.int else { return [] }
        if replicas < 0 { return [.invalid(path, value, "should be a non-negative integer")] }
        if replicas > Int32.max { return [.invalid(path, value, "should be less than or equal to \(Int32.max)")] }
        return []
    }

    /// The path as the definition has it, with the dot before it.
    private static func path(_ names: [String]) -> FieldPath {
        .root.child("." + names.joined(separator: "."))
    }

    /// Why there is something else at a path than what must be there, if there is anything.
    private static func problem(
        _ object: JSONObject,
        _ names: [String],
        _ type: String,
        _ fits: (JSONValue) -> Bool
    ) -> String? {
        var value = JSONValue.object(object)
        for (index, name) in names.enumerated() {
            guard value.object != nil else {
                let path = names[...(index)].joined(separator: ".")
                return ".\(path) accessor error: \(shown(value)), expected map[string]interface{}"
            }
            guard let next = value[name] else { return nil }
            value = next
        }
        if fits(value) { return nil }
        return ".\(names.joined(separator: ".")) accessor error: \(shown(value)), expected \(type)"
    }

    private static func shown(_ value: JSONValue) -> String {
        switch value {
        case .null: "<nil> is of the type <nil>"
        case .bool(let value): "\(value) is of the type bool"
        case .number(let number): "\(number) is of the type \(number.exactly(Int64.self) == nil ? "float64" : "int64")"
        case .string(let text): "\(text) is of the type string"
        case .array: "\(value.serializedText()) is of the type []interface {}"
        case .object: "\(value.serializedText()) is of the type map[string]interface {}"
        }
    }
}
