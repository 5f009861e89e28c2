// SPDX-License-Identifier: Apache-2.0

import HTTPCore
import JSONKit
import Testing

extension Conformance {
    @Suite("Roles and reviews that are refused", .timeLimit(.minutes(2)))
    struct RoleRefusals {
        @Test("a role, a binding or a review that cannot be is refused in these words", arguments: rows)
        func refuses(_ row: Refusal) async throws {
            try await row.check(given: Self.given)
        }
    }
}

extension Conformance.RoleRefusals {
    static let given: [Call] = [
        .post(
            "/apis/rbac.authorization.k8s.io/v1/namespaces/{ns}/rolebindings",
            [
                "metadata": ["name": "b"],
                "roleRef": ["apiGroup": "rbac.authorization.k8s.io", "kind": "Role", "name": "r"],
                "subjects": [["kind": "User", "apiGroup": "rbac.authorization.k8s.io", "name": "bob"]],
            ]
        )
    ]

    static let rows: [Refusal] = [
        Refusal(
            "a rule without groups",
            .post(
                "/apis/rbac.authorization.k8s.io/v1/namespaces/{ns}/roles",
                ["metadata": ["name": "b"], "rules": [["verbs": ["get"], "resources": ["x"]]]]
            ),
            422,
            "Invalid",
            #"""
            Role.rbac.authorization.k8s.io "b" is invalid: rules[0].apiGroups: Required value: resource rules \#
            must supply at least one api group
            """#
        ),
        Refusal(
            "a rule without resources",
            .post(
                "/apis/rbac.authorization.k8s.io/v1/namespaces/{ns}/roles",
                ["metadata": ["name": "b"], "rules": [["apiGroups": [""], "resources": [], "verbs": ["get"]]]]
            ),
            422,
            "Invalid",
            #"""
            Role.rbac.authorization.k8s.io "b" is invalid: rules[0].resources: Required value: resource rules \#
            must supply at least one resource
            """#
        ),
        Refusal(
            "a rule without verbs",
            .post(
                "/apis/rbac.authorization.k8s.io/v1/namespaces/{ns}/roles",
                ["metadata": ["name": "b"], "rules": [["apiGroups": [""], "resources": ["x"], "verbs": []]]]
            ),
            422,
            "Invalid",
            #"""
            Role.rbac.authorization.k8s.io "b" is invalid: rules[0].verbs: Required value: verbs must contain \#
            at least one value
            """#
        ),
        Refusal(
            "a path in a namespace",
            .post(
                "/apis/rbac.authorization.k8s.io/v1/namespaces/{ns}/roles",
                ["metadata": ["name": "b"], "rules": [["nonResourceURLs": ["/x"], "verbs": ["get"]]]]
            ),
            422,
            "Invalid",
            #"""
            Role.rbac.authorization.k8s.io "b" is invalid: rules[0].nonResourceURLs: Invalid value: ["/x"]: \#
            namespaced rules cannot apply to non-resource URLs
            """#
        ),
        Refusal(
            "paths and resources in one rule",
            .post(
                "/apis/rbac.authorization.k8s.io/v1/clusterroles",
                [
                    "metadata": ["name": "{ns}-b"],
                    "rules": [["nonResourceURLs": ["/x"], "apiGroups": [""], "resources": ["x"], "verbs": ["get"]]],
                ]
            ),
            422,
            "Invalid",
            #"""
            ClusterRole.rbac.authorization.k8s.io "{ns}-b" is invalid: rules[0].nonResourceURLs: Invalid value: \#
            ["/x"]: rules cannot apply to both regular resources and non-resource URLs
            """#
        ),
        Refusal(
            "another role in a binding",
            .put(
                "/apis/rbac.authorization.k8s.io/v1/namespaces/{ns}/rolebindings/b",
                [
                    "metadata": ["name": "b"],
                    "roleRef": ["apiGroup": "rbac.authorization.k8s.io", "kind": "Role", "name": "other"],
                    "subjects": [["kind": "User", "apiGroup": "rbac.authorization.k8s.io", "name": "bob"]],
                ]
            ),
            422,
            "Invalid",
            #"""
            RoleBinding.rbac.authorization.k8s.io "b" is invalid: roleRef: Invalid value: \#
            {"APIGroup":"rbac.authorization.k8s.io","Kind":"Role","Name":"other"}: cannot change roleRef
            """#
        ),
        Refusal(
            "a binding to nothing",
            .post(
                "/apis/rbac.authorization.k8s.io/v1/namespaces/{ns}/rolebindings",
                [
                    "metadata": ["name": "c"],
                    "roleRef": ["apiGroup": "rbac.authorization.k8s.io", "kind": "Role", "name": ""],
                ]
            ),
            422,
            "Invalid",
            #"RoleBinding.rbac.authorization.k8s.io "c" is invalid: roleRef.name: Required value"#
        ),
        Refusal(
            "a binding to another kind",
            .post(
                "/apis/rbac.authorization.k8s.io/v1/namespaces/{ns}/rolebindings",
                ["metadata": ["name": "c"], "roleRef": ["apiGroup": "x", "kind": "Foo", "name": "r"]]
            ),
            422,
            "Invalid",
            #"""
            RoleBinding.rbac.authorization.k8s.io "c" is invalid: [roleRef.apiGroup: Unsupported value: "x": \#
            supported values: "rbac.authorization.k8s.io", roleRef.kind: Unsupported value: "Foo": supported \#
            values: "Role", "ClusterRole"]
            """#
        ),
        Refusal(
            "a subject of another kind",
            .post(
                "/apis/rbac.authorization.k8s.io/v1/namespaces/{ns}/rolebindings",
                [
                    "metadata": ["name": "c"],
                    "roleRef": ["apiGroup": "rbac.authorization.k8s.io", "kind": "Role", "name": "r"],
                    "subjects": [["kind": "Foo", "name": "x"]],
                ]
            ),
            422,
            "Invalid",
            #"""
            RoleBinding.rbac.authorization.k8s.io "c" is invalid: subjects[0].kind: Unsupported value: "Foo": \#
            supported values: "ServiceAccount", "User", "Group"
            """#
        ),
        Refusal(
            "a subject without a name",
            .post(
                "/apis/rbac.authorization.k8s.io/v1/namespaces/{ns}/rolebindings",
                [
                    "metadata": ["name": "c"],
                    "roleRef": ["apiGroup": "rbac.authorization.k8s.io", "kind": "Role", "name": "r"],
                    "subjects": [["kind": "ServiceAccount", "namespace": "x"]],
                ]
            ),
            422,
            "Invalid",
            #"RoleBinding.rbac.authorization.k8s.io "c" is invalid: subjects[0].name: Required value"#
        ),
        Refusal(
            "an account without a namespace in a binding for the cluster",
            .post(
                "/apis/rbac.authorization.k8s.io/v1/clusterrolebindings",
                [
                    "metadata": ["name": "{ns}-c"],
                    "roleRef": ["apiGroup": "rbac.authorization.k8s.io", "kind": "ClusterRole", "name": "view"],
                    "subjects": [["kind": "ServiceAccount", "name": "x"]],
                ]
            ),
            422,
            "Invalid",
            #"""
            ClusterRoleBinding.rbac.authorization.k8s.io "{ns}-c" is invalid: subjects[0].namespace: Required \#
            value
            """#
        ),
        Refusal(
            "a binding for the cluster to a role of a namespace",
            .post(
                "/apis/rbac.authorization.k8s.io/v1/clusterrolebindings",
                [
                    "metadata": ["name": "{ns}-c"],
                    "roleRef": ["apiGroup": "rbac.authorization.k8s.io", "kind": "Role", "name": "view"],
                    "subjects": [["kind": "User", "apiGroup": "rbac.authorization.k8s.io", "name": "x"]],
                ]
            ),
            422,
            "Invalid",
            #"""
            ClusterRoleBinding.rbac.authorization.k8s.io "{ns}-c" is invalid: roleRef.kind: Unsupported value: \#
            "Role": supported values: "ClusterRole"
            """#
        ),
        Refusal(
            "a review of nothing",
            .post("/apis/authorization.k8s.io/v1/selfsubjectaccessreviews", ["spec": [:]]),
            422,
            "Invalid",
            #"""
            .authorization.k8s.io "" is invalid: spec.resourceAttributes: Invalid value: null: exactly one of \#
            nonResourceAttributes or resourceAttributes must be specified
            """#
        ),
        Refusal(
            "a review of two things",
            .post(
                "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews",
                [
                    "spec": [
                        "resourceAttributes": ["verb": "get"], "nonResourceAttributes": ["path": "/x", "verb": "get"],
                    ]
                ]
            ),
            422,
            "Invalid",
            #"""
            .authorization.k8s.io "" is invalid: spec.nonResourceAttributes: Invalid value: \#
            {"Path":"/x","Verb":"get"}: cannot be specified in combination with resourceAttributes
            """#
        ),
        Refusal(
            "a review of nobody",
            .post(
                "/apis/authorization.k8s.io/v1/subjectaccessreviews",
                ["spec": ["resourceAttributes": ["verb": "get"]]]
            ),
            422,
            "Invalid",
            #"""
            .authorization.k8s.io "" is invalid: spec.user: Invalid value: "": at least one of user or group \#
            must be specified
            """#
        ),
        Refusal(
            "a local review of another namespace",
            .post(
                "/apis/authorization.k8s.io/v1/namespaces/{ns}/localsubjectaccessreviews",
                [
                    "metadata": ["namespace": "{ns}"],
                    "spec": [
                        "user": "bob",
                        "resourceAttributes": ["namespace": "other", "verb": "get", "resource": "configmaps"],
                    ],
                ]
            ),
            422,
            "Invalid",
            #"""
            .authorization.k8s.io "" is invalid: spec.resourceAttributes.namespace: Invalid value: "other": \#
            must match metadata.namespace
            """#
        ),
        Refusal(
            "rules in no namespace",
            .post("/apis/authorization.k8s.io/v1/selfsubjectrulesreviews", ["spec": [:]]),
            400,
            "BadRequest",
            "no namespace on request"
        ),
        Refusal(
            "a list of reviews",
            .get("/apis/authorization.k8s.io/v1/selfsubjectaccessreviews"),
            405,
            "MethodNotAllowed",
            "the server does not allow this method on the requested resource"
        ),
        Refusal(
            "a review of no token",
            .post("/apis/authentication.k8s.io/v1/tokenreviews", ["spec": [:]]),
            400,
            "BadRequest",
            "token is required for TokenReview in authentication"
        ),
    ]
}
