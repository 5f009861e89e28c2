// SPDX-License-Identifier: Apache-2.0

/// Whether the objects of a resource live in namespaces.
package enum ResourceScope: String, Sendable {
    case namespaced = "Namespaced"
    case cluster = "Cluster"
}
