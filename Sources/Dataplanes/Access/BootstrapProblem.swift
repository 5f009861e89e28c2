// SPDX-License-Identifier: Apache-2.0

/// Why Portolan cannot get into a dataplane with what it was given: what is wrong, where, and what to do.
package struct BootstrapProblem: Error, Sendable, Hashable, CustomStringConvertible {
    /// Without a secret.
    package let description: String

    init(_ description: String) {
        self.description = description
    }
}
