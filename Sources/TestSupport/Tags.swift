// SPDX-License-Identifier: Apache-2.0

package import Testing

extension Tag {
    /// The rules of the house: imports, sizes, documentation.
    @Tag package static var architecture: Self
    /// A state machine, as tables of (state, input) → (state, action).
    @Tag package static var machine: Self
    /// A codec against what its specification says.
    @Tag package static var codec: Self
    /// Random operations against a naive model, by seed.
    @Tag package static var property: Self
    /// Several tasks or threads at once.
    @Tag package static var concurrency: Self
    /// Real sockets on the loopback interface.
    @Tag package static var network: Self
    /// Against somebody else's program.
    @Tag package static var interop: Self
    /// What an attacker would try.
    @Tag package static var security: Self
    /// Text that people read: help, logs, errors.
    @Tag package static var wording: Self
    /// Longer than a second.
    @Tag package static var slow: Self
}
