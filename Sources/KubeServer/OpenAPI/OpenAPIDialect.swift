// SPDX-License-Identifier: Apache-2.0

/// The two versions of OpenAPI that clients read.
package enum OpenAPIDialect: Sendable {
    /// Swagger: one document for everything, without defaults, alternatives and nulls.
    case v2
    /// One document for each version of a group.
    case v3

    /// What references to definitions begin with.
    var referencePrefix: String {
        switch self {
        case .v2: "#/definitions/"
        case .v3: "#/components/schemas/"
        }
    }
}
