// SPDX-License-Identifier: Apache-2.0

/// How much a controller is asked to do.
struct ControllerScale: Sendable {
    /// The objects that it visits.
    let objects: Int
    /// The changes that it is told of, one after the other.
    var changes = 200
    /// How often it writes a status.
    var writes = 10_000

    /// What the goals are about.
    static let full = [ControllerScale(objects: 10_000), ControllerScale(objects: 100_000)]
    /// For a first look.
    static let quick = [
        ControllerScale(objects: 2_000, changes: 50, writes: 1_000),
        ControllerScale(objects: 10_000, changes: 50, writes: 1_000),
    ]
}
