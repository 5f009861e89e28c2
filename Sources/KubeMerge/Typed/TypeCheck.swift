// SPDX-License-Identifier: Apache-2.0

internal import JSONKit

/// Whether a value is what its schema says, as far as merging depends on it.
///
/// This is not the validation of an object: only kinds, unknown members, and the keys of lists matter here.
struct TypeCheck {
    enum Duplicates {
        /// As in objects that are stored: whoever put them there is not the one who asks.
        case allowed
        /// As in an intent: it would not be clear which one is meant.
        case refused
    }

    fileprivate struct Problem {
        var path: String
        let message: String
    }

    let duplicates: Duplicates

    /// Fails with everything that is wrong.
    func check(_ value: JSONValue, _ type: MergeType) throws(MergeError) {
        let problems = problems(in: value, type).map { $0.path.isEmpty ? $0.message : "\($0.path): \($0.message)" }
        guard let first = problems.first else { return }
        throw MergeError(
            .invalidObject,
            problems.count == 1 ? first : "errors:\n" + problems.map { "  \($0)" }.joined(separator: "\n")
        )
    }

    private func problems(in value: JSONValue, _ type: MergeType) -> [Problem] {
        if value.isNull { return [] }
        return switch type.kind(of: value) {
        case .scalar(let scalar): scalar.objection(to: value).map { [Problem(path: "", message: $0)] } ?? []
        case .list(let rule): problems(inList: value, rule, type)
        case .map: problems(inMap: value, type)
        }
    }

    private func problems(inList value: JSONValue, _ rule: MergeType.ListRule, _ type: MergeType) -> [Problem] {
        guard let elements = value.array else {
            return [Problem(path: "", message: "expected list, got &{\(value.goText)}")]
        }
        var problems: [Problem] = []
        var seen: Set<PathElement> = []
        for (index, element) in elements.enumerated() {
            var place = PathElement.index(index)
            if rule != .whole {
                do throws(MergeType.ElementProblem) {
                    place = try type.pathElement(of: element, rule)
                } catch {
                    // What cannot be named cannot be reported on either.
                    return problems + [Problem(path: "", message: "element \(index): \(error.message)")]
                }
                if !seen.insert(place).inserted, duplicates == .refused {
                    problems.append(Problem(path: "", message: "duplicate entries for key \(place)"))
                }
            }
            problems += self.problems(in: element, type.element).map { $0.inside(place) }
        }
        return problems
    }

    private func problems(inMap value: JSONValue, _ type: MergeType) -> [Problem] {
        guard let object = value.object else {
            return [Problem(path: "", message: "expected map, got &{\(value.goText)}")]
        }
        var problems: [Problem] = []
        for (name, value) in object {
            guard let member = type.member(name) else {
                // Like the API server, which says no more of an object than the first unknown member.
                return problems + [Problem(path: ".\(name)", message: "field not declared in schema")]
            }
            problems += self.problems(in: value, member).map { $0.inside(.field(name)) }
        }
        return problems
    }
}

extension TypeCheck.Problem {
    fileprivate func inside(_ element: PathElement) -> TypeCheck.Problem {
        TypeCheck.Problem(path: element.description + path, message: message)
    }
}

extension MergeType.Scalar {
    fileprivate func objection(to value: JSONValue) -> String? {
        switch (self, value) {
        case (.numeric, .number), (.string, .string), (.boolean, .bool): nil
        case (.any, .number), (.any, .string), (.any, .bool): nil
        case (.numeric, _): "expected numeric (int or float), got \(value.goType)"
        case (.string, _): "expected string, got &value.valueUnstructured{Value:\(value.goSyntax)}"
        case (.boolean, _): "expected boolean, got &{\(value.goText)}"
        case (.any, _): "expected any scalar, got &{\(value.goText)}"
        }
    }
}
