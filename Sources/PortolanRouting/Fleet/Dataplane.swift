// SPDX-License-Identifier: Apache-2.0

/// What routing knows of a dataplane.
package struct Dataplane: Sendable, Hashable {
    /// A label that a dataplane takes work for.
    package struct Label: Sendable, Hashable {
        /// The label's name.
        package let name: String
        /// Its part of the label's work, relative to the weights of others; none: only when nobody else can.
        package let weight: Int

        /// A label with a weight from zero to a million; others are taken for the nearest of these.
        package init(_ name: String, weight: Int = 1) {
            self.name = name
            self.weight = min(max(weight, 0), 1_000_000)
        }
    }

    /// Its name.
    package let name: String
    /// What Flyte calls it.
    package var flyteName: String
    /// Whether it is to get new work at all.
    package var isEnabled = true
    /// Why it cannot take work now, though it is to; nil when it can.
    package var obstacle: String?
    /// The labels it takes work for, each once.
    package private(set) var labels: [Label]

    /// A dataplane that can take work; of labels that are named twice the first counts.
    package init(_ name: String, labels: [Label] = [], flyteName: String? = nil) {
        self.name = name
        self.flyteName = flyteName ?? name
        var seen: Set<String> = []
        self.labels = labels.filter { seen.insert($0.name).inserted }
    }

    /// Whether it takes new work now.
    package var isUsable: Bool { isEnabled && obstacle == nil }
}
