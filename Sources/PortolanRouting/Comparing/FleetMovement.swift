// SPDX-License-Identifier: Apache-2.0

/// Which names go elsewhere when a fleet becomes another.
package struct FleetMovement: Sendable, Hashable {
    /// A way that names take; nil is no dataplane at all.
    package struct Way: Sendable, Hashable, Comparable {
        package let from: String?
        package let to: String?

        package static func < (left: Self, right: Self) -> Bool {
            (left.from ?? "", left.to ?? "") < (right.from ?? "", right.to ?? "")
        }
    }

    /// How many names were tried.
    package private(set) var count = 0
    /// How many went each way, those that stay where they are left out.
    package private(set) var moved: [Way: Int] = [:]

    /// What becomes of so many names, `prefix-0` and on, of executions that differ in nothing else.
    package init(
        from before: Fleet,
        to after: Fleet,
        like request: RoutingRequest,
        names: Int,
        prefix: String = "execution"
    ) {
        var request = request
        for number in 0..<max(names, 0) {
            request.execution = "\(prefix)-\(number)"
            count += 1
            let from = (try? before.decide(request))?.dataplane
            let to = (try? after.decide(request))?.dataplane
            if from != to { moved[Way(from: from, to: to), default: 0] += 1 }
        }
    }

    /// The part of the names that goes elsewhere.
    package var share: Double {
        count == 0 ? 0 : Double(moved.values.reduce(0, +)) / Double(count)
    }
}
