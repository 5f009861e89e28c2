// SPDX-License-Identifier: Apache-2.0

/// Where many executions go that differ in nothing but their names.
package struct FleetDistribution: Sendable, Hashable {
    /// How many names were tried.
    package private(set) var count = 0
    /// How many went to each dataplane.
    package private(set) var counts: [String: Int] = [:]
    /// How many were refused.
    package private(set) var refused = 0

    /// The dataplanes of so many names, `prefix-0` and on.
    package init(of fleet: Fleet, like request: RoutingRequest, names: Int, prefix: String = "execution") {
        var request = request
        for number in 0..<max(names, 0) {
            request.execution = "\(prefix)-\(number)"
            count += 1
            if let decision = try? fleet.decide(request) {
                counts[decision.dataplane, default: 0] += 1
            } else {
                refused += 1
            }
        }
    }

    /// The part of the names that went to a dataplane.
    package func share(of dataplane: String) -> Double {
        count == 0 ? 0 : Double(counts[dataplane, default: 0]) / Double(count)
    }
}
