// SPDX-License-Identifier: Apache-2.0

/// One condition of a label selector.
package struct LabelRequirement: Sendable, Hashable {
    /// What is asked of a label.
    package enum Operation: Sendable, Hashable {
        /// `key=value`
        case equals(String)
        /// `key!=value`; also true where there is no such label.
        case notEquals(String)
        /// `key in (a,b)`
        case isIn(Set<String>)
        /// `key notin (a,b)`; also true where there is no such label.
        case isNotIn(Set<String>)
        /// `key`
        case exists
        /// `!key`
        case doesNotExist
        /// `key>5`: the label's value is a whole number above.
        case greaterThan(Int64)
        /// `key<5`: the label's value is a whole number below.
        case lessThan(Int64)
    }

    /// The label, and what is asked of it.
    package let key: String
    package let operation: Operation

    /// A condition on the label of a key; an error where no label can have the key or one of the values.
    package init(_ key: String, _ operation: Operation) throws(KubeFormatError) {
        try LabelGrammar.checkKey(key)
        switch operation {
        case .equals(let value), .notEquals(let value):
            try LabelGrammar.checkValue(value, of: key)
        case .isIn(let values), .isNotIn(let values):
            guard !values.isEmpty else {
                throw KubeFormatError(.labelSelector, "\"\(key)\": \"in\" and \"notin\" need at least one value")
            }
            for value in values.sorted() { try LabelGrammar.checkValue(value, of: key) }
        case .greaterThan(let bound), .lessThan(let bound):
            try LabelGrammar.checkValue("\(bound)", of: key)
        case .exists, .doesNotExist:
            break
        }
        self.key = key
        self.operation = operation
    }

    /// Whether an object with these labels fulfils the condition.
    package func matches(_ labels: [String: String]) -> Bool {
        let value = labels[key]
        return switch operation {
        case .equals(let expected): value == expected
        case .notEquals(let refused): value != refused
        case .isIn(let values): value.map(values.contains) ?? false
        case .isNotIn(let values): !(value.map(values.contains) ?? false)
        case .exists: value != nil
        case .doesNotExist: value == nil
        case .greaterThan(let bound): value.flatMap { Int64($0) }.map { $0 > bound } ?? false
        case .lessThan(let bound): value.flatMap { Int64($0) }.map { $0 < bound } ?? false
        }
    }
}

extension LabelRequirement: CustomStringConvertible {
    /// The condition as it stands in a query.
    package var description: String {
        switch operation {
        case .equals(let value): "\(key)=\(value)"
        case .notEquals(let value): "\(key)!=\(value)"
        case .isIn(let values): "\(key) in (\(values.sorted().joined(separator: ",")))"
        case .isNotIn(let values): "\(key) notin (\(values.sorted().joined(separator: ",")))"
        case .exists: key
        case .doesNotExist: "!\(key)"
        case .greaterThan(let bound): "\(key)>\(bound)"
        case .lessThan(let bound): "\(key)<\(bound)"
        }
    }
}
