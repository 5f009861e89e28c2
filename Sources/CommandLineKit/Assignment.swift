// SPDX-License-Identifier: Apache-2.0

/// A word of the command line that belongs to a parameter, by the parameter's index.
struct Assignment: Sendable, Equatable {
    let parameter: Int
    let word: String
}
