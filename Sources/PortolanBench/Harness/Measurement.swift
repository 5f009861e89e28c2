// SPDX-License-Identifier: Apache-2.0

/// Something that can be measured: a name, and how to get a contest ready.
struct Measurement: Sendable {
    /// What it is, as `room/what`.
    let name: String
    /// One sentence.
    let summary: String
    /// Makes inputs, builds peers, starts servers.
    let prepare: @Sendable (Bench) throws -> Contest
}
