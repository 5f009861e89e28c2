// SPDX-License-Identifier: Apache-2.0

/// Which objects are meant, by their labels: all conditions must hold, and none means everything.
package struct LabelSelector: Sendable, Hashable {
    /// The conditions, in the order of their keys.
    package let requirements: [LabelRequirement]

    /// Everything for which all the conditions hold.
    package init(_ requirements: [LabelRequirement] = []) {
        self.requirements = requirements.sorted { $0.key < $1.key }
    }

    /// Everything that has these labels.
    package init(matching labels: [String: String]) throws(KubeFormatError) {
        var requirements: [LabelRequirement] = []
        for (key, value) in labels { requirements.append(try LabelRequirement(key, .equals(value))) }
        self.init(requirements)
    }

    /// Everything.
    package static let everything = LabelSelector()

    /// Whether there is no condition.
    package var isEverything: Bool { requirements.isEmpty }

    /// Whether an object with these labels is meant.
    package func matches(_ labels: [String: String]) -> Bool {
        requirements.allSatisfy { $0.matches(labels) }
    }
}

extension LabelSelector: CustomStringConvertible {
    /// The selector as it stands in a query.
    package var description: String { requirements.map(\.description).joined(separator: ",") }
}
