// SPDX-License-Identifier: Apache-2.0

/// How much an API server is asked to do.
struct ClusterScale: Sendable {
    /// The objects of a burst of creations.
    var creations = 10_000
    /// The clients that create at the same time, each on a connection of its own.
    var clients = 32
    /// The objects of a full server.
    var objects = 100_000
    /// The objects of one page of a list.
    var pageSize = 500
    /// The watches of all objects, each on a connection of its own.
    var watchers = 1_000
    /// The changes that the watchers wait for, one after the other.
    var changes = 50

    /// What the goals are about.
    static let full = ClusterScale()
    /// For a first look.
    static let quick = ClusterScale(creations: 2_000, objects: 5_000, watchers: 100, changes: 20)
}
