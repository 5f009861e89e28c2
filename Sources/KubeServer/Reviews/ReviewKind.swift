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

extension ReviewKind {
    /// The kind of review that is created as a resource.
    init?(_ resource: ResourceID) {
        guard let kind = Self.allCases.first(where: { $0.resource == resource }) else { return nil }
        self = kind
    }

    /// What reviews are as a resource, of which nothing is stored.
    static func resource(at target: RequestInfo.Target) -> ServedResource? {
        guard target.version == "v1",
            let kind = ReviewKind(ResourceID(group: target.group, plural: target.plural))
        else { return nil }
        let names = ServedResource.Names(
            plural: target.plural,
            singular: kind.rawValue.lowercased(),
            kind: kind.rawValue
        )
        return ServedResource(
            names,
            group: kind.group,
            version: "v1",
            isNamespaced: kind.isNamespaced,
            strategy: PlainStrategy()
        )
    }
}
