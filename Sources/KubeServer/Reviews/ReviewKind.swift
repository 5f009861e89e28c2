// SPDX-License-Identifier: Apache-2.0

/// The questions that are asked by creating an object, which is answered and not kept.
package enum ReviewKind: String, Sendable, CaseIterable {
    case tokenReview = "TokenReview"
    case selfSubjectReview = "SelfSubjectReview"
    case subjectAccessReview = "SubjectAccessReview"
    case localSubjectAccessReview = "LocalSubjectAccessReview"
    case selfSubjectAccessReview = "SelfSubjectAccessReview"
    case selfSubjectRulesReview = "SelfSubjectRulesReview"

    /// The group; all are served in version `v1`.
    package var group: String {
        switch self {
        case .tokenReview, .selfSubjectReview: "authentication.k8s.io"
        case .subjectAccessReview, .localSubjectAccessReview, .selfSubjectAccessReview, .selfSubjectRulesReview:
            "authorization.k8s.io"
        }
    }

    /// The resource that is created.
    package var resource: ResourceID { ResourceID(group: group, plural: "\(rawValue.lowercased())s") }

    /// Whether it is created in a namespace.
    package var isNamespaced: Bool { self == .localSubjectAccessReview }
}
