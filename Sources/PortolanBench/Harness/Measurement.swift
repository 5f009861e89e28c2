// SPDX-License-Identifier: Apache-2.0

/// Something that can be measured: a name, and how to get its contests ready.
struct Measurement: Sendable {
    /// What it is, as `room/what`.
    let name: String
    /// One sentence.
    let summary: String
    /// Makes inputs, builds peers, starts servers; contests that share them are run in their order.
    let prepare: @Sendable (Bench) throws -> [Contest]
}
