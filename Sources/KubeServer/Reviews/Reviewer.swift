// SPDX-License-Identifier: Apache-2.0

package import Basics
package import JSONKit
internal import KubeSchema

/// Answers reviews: the object that was asked with, with a status.
package struct Reviewer: Sendable {
    private let authorizer: Authorizer
    let tokens: TokenAuthenticator

    package init(_ authorizer: Authorizer, _ tokens: TokenAuthenticator) {
        self.authorizer = authorizer
        self.tokens = tokens
    }

    /// The answer to a review from a user, or what is wrong with the question.
    ///
    /// One kind of review has a namespace, that of the path.
    package func answer(
        _ kind: ReviewKind,
        _ object: JSONObject,
        from user: UserInfo,
        in namespace: String = "",
        at now: Timestamp
    ) throws(APIFailure) -> JSONObject {
        var answer = object
        switch kind {
        case .tokenReview: answer["status"] = try tokenStatus(object, now)
        case .selfSubjectReview:
            answer["metadata"] = ["creationTimestamp": .string(now.formatted(.none))]
            answer["status"] = ["userInfo": user.tree]
        case .selfSubjectRulesReview: answer["status"] = try rulesStatus(object, user)
        case .selfSubjectAccessReview: answer["status"] = try accessStatus(kind, object, of: user)
        case .subjectAccessReview: answer["status"] = try accessStatus(kind, object, of: nil)
        case .localSubjectAccessReview:
            answer.metadata["namespace"] = .string(namespace)
            answer["status"] = try accessStatus(kind, answer, of: nil, in: namespace)
        }
        return answer
    }

    private func accessStatus(
        _ kind: ReviewKind,
        _ object: JSONObject,
        of asker: UserInfo?,
        in namespace: String? = nil
    ) throws(APIFailure) -> JSONValue {
        let spec: AccessReviewSpec = try ReviewBody.read(object, kind.rawValue)
        var errors = spec.errors(in: object, asksAboutOthers: asker == nil)
        errors += Self.metadataErrors(object, in: namespace)
        if let namespace { errors += Self.localErrors(spec, object, in: namespace) }
        guard errors.isEmpty, let access = spec.access else {
            // The strategy of a review has no kind to name (kubernetes, `pkg/registry/authorization`).
            throw APIFailure.invalid(kind: "", group: kind.group, name: "", errors)
        }
        let decision = authorizer.decision(on: access, for: asker ?? spec.user)
        var status: JSONObject = ["allowed": .bool(decision.isAllowed)]
        if !decision.reason.isEmpty { status["reason"] = .string(decision.reason) }
        return .object(status)
    }

    private func rulesStatus(_ object: JSONObject, _ user: UserInfo) throws(APIFailure) -> JSONValue {
        guard let namespace = object["spec"]?["namespace"]?.string, !namespace.isEmpty else {
            throw APIFailure.badRequest("no namespace on request")
        }
        let (rules, complaint) = authorizer.rules(of: user, in: namespace)
        var status: JSONObject = [
            "resourceRules": .array(rules.filter { !$0.resources.isEmpty }.map { $0.onResources.tree }),
            "nonResourceRules": .array(rules.filter { !$0.paths.isEmpty }.map { $0.onPaths.tree }),
            "incomplete": false,
        ]
        if let complaint { status["evaluationError"] = .string(complaint) }
        return .object(status)
    }
}

extension Reviewer {
    /// A question has no name.
    private static func metadataErrors(_ object: JSONObject, in namespace: String?) -> [FieldError] {
        var metadata = object.metadata
        metadata["managedFields"] = nil
        metadata["creationTimestamp"] = nil
        if namespace != nil { metadata["namespace"] = nil }
        guard !metadata.isEmpty else { return [] }
        return [.invalid(.root.child("metadata"), object["metadata"], "must be empty")]
    }

    private static func localErrors(
        _ spec: AccessReviewSpec,
        _ object: JSONObject,
        in namespace: String
    ) -> [FieldError] {
        let path = FieldPath.root.child("spec")
        var errors: [FieldError] = []
        if let resource = spec.resource, resource.namespace != namespace {
            let field = path.child("resourceAttributes", "namespace")
            errors.append(.invalid(field, .string(resource.namespace), "must match metadata.namespace"))
        }
        if spec.path != nil {
            let (field, shown) = (path.child("nonResourceAttributes"), AccessReviewSpec.shownPath(of: object))
            errors.append(.invalid(field, shown: shown, "disallowed on this kind of request"))
        }
        return errors
    }
}

extension PolicyRule {
    fileprivate var onResources: PolicyRule {
        PolicyRule(verbs: verbs, groups: groups, resources: resources, names: names)
    }

    fileprivate var onPaths: PolicyRule { PolicyRule(verbs: verbs, paths: paths) }
}
