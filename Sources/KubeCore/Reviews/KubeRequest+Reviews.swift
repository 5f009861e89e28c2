// SPDX-License-Identifier: Apache-2.0

internal import HTTPCore
internal import JSONKit

// Reviews are questions in the form of objects: they are created, answered, and not kept.

extension KubeRequest {
    /// Asks for a token of a service account.
    package static func token(
        of serviceAccount: ObjectKey,
        _ request: TokenRequest = TokenRequest()
    ) throws(KubeFormatError) -> KubeRequest {
        try create(.token, of: CoreV1.ServiceAccount.resourceType, serviceAccount, request)
    }

    /// Asks whose token this is.
    package static func review(_ token: TokenReview) -> KubeRequest {
        review(.authentication, "TokenReview", "tokenreviews", token)
    }

    /// Asks whether somebody may do something.
    package static func review(_ access: AccessReview) -> KubeRequest {
        access.user == nil
            ? review(.authorization, "SelfSubjectAccessReview", "selfsubjectaccessreviews", access)
            : review(.authorization, "SubjectAccessReview", "subjectaccessreviews", access)
    }

    /// Asks what whoever asks may do in a namespace.
    package static func rules(in namespace: String) -> KubeRequest {
        let body: JSONValue = [
            "apiVersion": .string(GroupVersion.authorization.apiVersion),
            "kind": "SelfSubjectRulesReview",
            "spec": ["namespace": .string(namespace)],
        ]
        return review(.authorization, "SelfSubjectRulesReview", "selfsubjectrulesreviews", body)
    }

    /// Asks who the server takes the asker for.
    package static var selfReview: KubeRequest {
        let body: JSONValue = [
            "apiVersion": .string(GroupVersion.authentication.apiVersion),
            "kind": "SelfSubjectReview",
        ]
        return review(.authentication, "SelfSubjectReview", "selfsubjectreviews", body)
    }

    /// Asks a pod to go, which disruption budgets may refuse with 429.
    package static func evict(
        _ pod: ObjectKey,
        _ options: DeleteOptions = DeleteOptions()
    ) throws(KubeFormatError) -> KubeRequest {
        try create(.eviction, of: CoreV1.Pod.resourceType, pod, Eviction(pod: pod, options: options))
    }

    private static func review(
        _ groupVersion: GroupVersion,
        _ kind: String,
        _ plural: String,
        _ body: some JSONEncodable
    ) -> KubeRequest {
        KubeRequest(
            .create,
            .post,
            path: "\(groupVersion.path)/\(plural)",
            content: Content(MediaType.json, body.serialized()),
            target: RequestTarget(
                ResourceType(groupVersion, kind: kind, plural: plural, scope: .cluster),
                namespace: nil
            )
        )
    }
}

private struct Eviction: JSONEncodable {
    let pod: ObjectKey
    let options: DeleteOptions

    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.field("apiVersion", GroupVersion.policy.apiVersion)
            writer.field("kind", "Eviction")
            writer.key("metadata")
            writer.object { writer in
                writer.field("name", pod.name)
                writer.field("namespace", pod.namespace)
            }
            if options != DeleteOptions() { writer.field("deleteOptions", options) }
        }
    }
}
