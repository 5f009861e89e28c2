// SPDX-License-Identifier: Apache-2.0

/// Why a service account cannot have the rules that somebody wants for it: which field is wrong, and why.
package struct PermissionProblem: Error, Sendable, Hashable, CustomStringConvertible {
    package let description: String
}
