// SPDX-License-Identifier: Apache-2.0

/// How many dataplanes an operator is asked to look after.
struct DataplaneScale: Sendable {
    let dataplanes: Int
    /// For how long it is watched while nothing happens.
    let idleSeconds: Int

    /// What the goals are about.
    static let full = DataplaneScale(dataplanes: 1_000, idleSeconds: 20)
    /// For a first look.
    static let quick = DataplaneScale(dataplanes: 100, idleSeconds: 12)
}
