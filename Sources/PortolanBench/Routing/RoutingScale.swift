// SPDX-License-Identifier: Apache-2.0

/// How much the routing service is asked to know and to do.
struct RoutingScale: Sendable {
    let labels: Int
    let dataplanes: Int
    /// The changes that are made, one after the other.
    let changes: Int

    /// What the goals are about.
    static let full = RoutingScale(labels: 10_000, dataplanes: 1_000, changes: 200)
    /// For a first look.
    static let quick = RoutingScale(labels: 1_000, dataplanes: 100, changes: 50)
}
