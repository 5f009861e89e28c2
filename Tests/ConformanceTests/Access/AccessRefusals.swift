// SPDX-License-Identifier: Apache-2.0

import HTTPCore
import JSONKit
import Testing

extension Conformance {
    @Suite("Access that is refused", .timeLimit(.minutes(2)))
    struct AccessRefusals {
        @Test("what somebody may not do is refused in these words", arguments: rows)
        func refuses(_ row: Refusal) async throws {
            try await row.check(given: Self.given)
        }
    }
}

extension Conformance.AccessRefusals {
    static let given: [Call] = [
        .post("configmaps", ["metadata": ["name": "x"]]),
        .post(
            "/apis/rbac.authorization.k8s.io/v1/namespaces/{ns}/roles",
            [
                "metadata": ["name": "some"],
                "rules": [
                    [
                        "apiGroups": [""], "resources": ["configmaps"], "verbs": ["get", "update"],
                        "resourceNames": ["x"],
                    ], ["apiGroups": ["apps"], "resources": ["deployments/status"], "verbs": ["get"]],
                ],
            ]
        ),
        .post(
            "/apis/rbac.authorization.k8s.io/v1/namespaces/{ns}/rolebindings",
            [
                "metadata": ["name": "nina"],
                "roleRef": ["apiGroup": "rbac.authorization.k8s.io", "kind": "Role", "name": "some"],
                "subjects": [["kind": "User", "apiGroup": "rbac.authorization.k8s.io", "name": "nina"]],
            ]
        ),
        .post(
            "/apis/rbac.authorization.k8s.io/v1/namespaces/{ns}/rolebindings",
            [
                "metadata": ["name": "ann"],
                "roleRef": ["apiGroup": "rbac.authorization.k8s.io", "kind": "ClusterRole", "name": "admin"],
                "subjects": [["kind": "User", "apiGroup": "rbac.authorization.k8s.io", "name": "ann"]],
            ]
        ),
    ]

    static let rows: [Refusal] = [
        Refusal(
            "to list",
            .get("configmaps"),
            403,
            "Forbidden",
            #"""
            configmaps is forbidden: User "bob" cannot list resource "configmaps" in API group "" in the \#
            namespace "{ns}"
            """#,
            user: "bob"
        ),
        Refusal(
            "to get",
            .get("configmaps/x"),
            403,
            "Forbidden",
            #"""
            configmaps "x" is forbidden: User "bob" cannot get resource "configmaps" in API group "" in the \#
            namespace "{ns}"
            """#,
            user: "bob"
        ),
        Refusal(
            "to create",
            .post("configmaps", ["metadata": ["name": "x"]]),
            403,
            "Forbidden",
            #"""
            configmaps is forbidden: User "bob" cannot create resource "configmaps" in API group "" in the \#
            namespace "{ns}"
            """#,
            user: "bob"
        ),
        Refusal(
            "to replace",
            .put("configmaps/x", ["metadata": ["name": "x"]]),
            403,
            "Forbidden",
            #"""
            configmaps "x" is forbidden: User "bob" cannot update resource "configmaps" in API group "" in the \#
            namespace "{ns}"
            """#,
            user: "bob"
        ),
        Refusal(
            "to patch",
            .merge("configmaps/x", [:]),
            403,
            "Forbidden",
            #"""
            configmaps "x" is forbidden: User "bob" cannot patch resource "configmaps" in API group "" in the \#
            namespace "{ns}"
            """#,
            user: "bob"
        ),
        Refusal(
            "to apply is to patch",
            .apply(
                "configmaps/x?fieldManager=m",
                ["apiVersion": "v1", "kind": "ConfigMap", "metadata": ["name": "x"]]
            ),
            403,
            "Forbidden",
            #"""
            configmaps "x" is forbidden: User "bob" cannot patch resource "configmaps" in API group "" in the \#
            namespace "{ns}"
            """#,
            user: "bob"
        ),
        Refusal(
            "to delete",
            .delete("configmaps/x"),
            403,
            "Forbidden",
            #"""
            configmaps "x" is forbidden: User "bob" cannot delete resource "configmaps" in API group "" in the \#
            namespace "{ns}"
            """#,
            user: "bob"
        ),
        Refusal(
            "to delete many",
            .delete("configmaps"),
            403,
            "Forbidden",
            #"""
            configmaps is forbidden: User "bob" cannot deletecollection resource "configmaps" in API group "" \#
            in the namespace "{ns}"
            """#,
            user: "bob"
        ),
        Refusal(
            "to watch",
            .get("configmaps?watch=1"),
            403,
            "Forbidden",
            #"""
            configmaps is forbidden: User "bob" cannot watch resource "configmaps" in API group "" in the \#
            namespace "{ns}"
            """#,
            user: "bob"
        ),
        Refusal(
            "to list in all namespaces",
            .get("/api/v1/configmaps"),
            403,
            "Forbidden",
            #"""
            configmaps is forbidden: User "bob" cannot list resource "configmaps" in API group "" at the \#
            cluster scope
            """#,
            user: "bob"
        ),
        Refusal(
            "to list what is in no namespace",
            .get("/api/v1/nodes"),
            403,
            "Forbidden",
            #"""
            nodes is forbidden: User "bob" cannot list resource "nodes" in API group "" at the cluster scope
            """#,
            user: "bob"
        ),
        Refusal(
            "to get a part",
            .get("/apis/apps/v1/namespaces/{ns}/deployments/d/status"),
            403,
            "Forbidden",
            #"""
            deployments.apps "d" is forbidden: User "bob" cannot get resource "deployments/status" in API group \#
            "apps" in the namespace "{ns}"
            """#,
            user: "bob"
        ),
        Refusal(
            "to get a path",
            .get("/nothing/here"),
            403,
            "Forbidden",
            #"forbidden: User "bob" cannot get path "/nothing/here""#,
            user: "bob"
        ),
        Refusal(
            "to get what its role does not name",
            .get("configmaps/y"),
            403,
            "Forbidden",
            #"""
            configmaps "y" is forbidden: User "nina" cannot get resource "configmaps" in API group "" in the \#
            namespace "{ns}"
            """#,
            user: "nina"
        ),
        Refusal(
            "to list what its role names one of",
            .get("configmaps?fieldSelector=metadata.name%3Dy"),
            403,
            "Forbidden",
            #"""
            configmaps "y" is forbidden: User "nina" cannot list resource "configmaps" in API group "" in the \#
            namespace "{ns}"
            """#,
            user: "nina"
        ),
        Refusal(
            "to get the whole with a role for the part",
            .get("/apis/apps/v1/namespaces/{ns}/deployments/d"),
            403,
            "Forbidden",
            #"""
            deployments.apps "d" is forbidden: User "nina" cannot get resource "deployments" in API group \#
            "apps" in the namespace "{ns}"
            """#,
            user: "nina"
        ),
        Refusal(
            "to give what one has not",
            .post(
                "/apis/rbac.authorization.k8s.io/v1/namespaces/{ns}/roles",
                [
                    "metadata": ["name": "e"],
                    "rules": [
                        ["apiGroups": [""], "resources": ["nodes", "configmaps"], "verbs": ["get"]],
                        ["apiGroups": ["*"], "resources": ["*"], "verbs": ["*"]],
                    ],
                ]
            ),
            403,
            "Forbidden",
            #"""
            roles.rbac.authorization.k8s.io "e" is forbidden: user "ann" (groups=["system:authenticated"]) is \#
            attempting to grant RBAC permissions not currently held:\#n{APIGroups:[""], Resources:["nodes"], \#
            Verbs:["get"]}\#n{APIGroups:["*"], Resources:["*"], Verbs:["*"]}
            """#,
            user: "ann"
        ),
        Refusal(
            "to bind what one has not",
            .post(
                "/apis/rbac.authorization.k8s.io/v1/namespaces/{ns}/rolebindings",
                [
                    "metadata": ["name": "e"],
                    "roleRef": [
                        "apiGroup": "rbac.authorization.k8s.io", "kind": "ClusterRole", "name": "cluster-admin",
                    ], "subjects": [["kind": "User", "apiGroup": "rbac.authorization.k8s.io", "name": "ann"]],
                ]
            ),
            403,
            "Forbidden",
            #"""
            rolebindings.rbac.authorization.k8s.io "e" is forbidden: user "ann" \#
            (groups=["system:authenticated"]) is attempting to grant RBAC permissions not currently \#
            held:\#n{APIGroups:["*"], Resources:["*"], Verbs:["*"]}\#n{NonResourceURLs:["*"], Verbs:["*"]}
            """#,
            user: "ann"
        ),
        Refusal(
            "to bind a role that is not there",
            .post(
                "/apis/rbac.authorization.k8s.io/v1/namespaces/{ns}/rolebindings",
                [
                    "metadata": ["name": "e"],
                    "roleRef": ["apiGroup": "rbac.authorization.k8s.io", "kind": "Role", "name": "none"],
                    "subjects": [["kind": "User", "apiGroup": "rbac.authorization.k8s.io", "name": "ann"]],
                ]
            ),
            404,
            "NotFound",
            #"rolebindings.rbac.authorization.k8s.io "none" not found"#,
            user: "ann"
        ),
        Refusal(
            "to review the access of others",
            .post(
                "/apis/authorization.k8s.io/v1/subjectaccessreviews",
                ["spec": ["user": "bob", "resourceAttributes": ["verb": "get"]]]
            ),
            403,
            "Forbidden",
            #"""
            subjectaccessreviews.authorization.k8s.io is forbidden: User "bob" cannot create resource \#
            "subjectaccessreviews" in API group "authorization.k8s.io" at the cluster scope
            """#,
            user: "bob"
        ),
        Refusal(
            "to ask for a token",
            .post("serviceaccounts/default/token", ["spec": [:]]),
            403,
            "Forbidden",
            #"""
            serviceaccounts "default" is forbidden: User "bob" cannot create resource "serviceaccounts/token" \#
            in API group "" in the namespace "{ns}"
            """#,
            user: "bob"
        ),
    ]
}
