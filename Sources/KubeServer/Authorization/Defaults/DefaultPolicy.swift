// SPDX-License-Identifier: Apache-2.0

internal import JSONKit

/// The roles and bindings of Kubernetes 1.36 that mean something to a server without nodes and controllers.
package enum DefaultPolicy {
    /// The roles in the order in which they are created: parts before what they are parts of.
    package static let roles: [DefaultRole] =
        [DefaultRole("cluster-admin", PolicyRule.everything)] + system + [
            admin, edit, view,
            .aggregated("view", part: "edit", view.rules),
            .aggregated("edit", part: "admin", edit.rules + view.rules),
            .aggregated("admin", edit.rules + view.rules + admin.rules),
        ]

    /// The bindings, each of the role of the same name.
    package static let bindings = [
        DefaultBinding("cluster-admin", UserInfo.mastersGroup),
        DefaultBinding("system:basic-user", UserInfo.authenticatedGroup),
        DefaultBinding("system:discovery", UserInfo.authenticatedGroup),
        DefaultBinding("system:monitoring", "system:monitoring"),
        DefaultBinding("system:public-info-viewer", UserInfo.authenticatedGroup, UserInfo.unauthenticatedGroup),
        DefaultBinding("system:service-account-issuer-discovery", "system:serviceaccounts"),
    ]

    /// An object of the default policy without its substance.
    static func object(_ kind: String, _ name: String) -> JSONObject {
        [
            "apiVersion": .string("\(ResourceID.rbacGroup)/v1"),
            "kind": .string(kind),
            "metadata": [
                "name": .string(name),
                "labels": ["kubernetes.io/bootstrapping": "rbac-defaults"],
                "annotations": [autoupdate: "true"],
            ],
        ]
    }

    /// The annotation that keeps an object up to date when the server starts, unless its value is `false`.
    static let autoupdate = "rbac.authorization.kubernetes.io/autoupdate"

    private static let system = [
        DefaultRole(
            "system:auth-delegator",
            [
                .rule("create", on: "tokenreviews", in: "authentication.k8s.io"),
                .rule("create", on: "subjectaccessreviews", in: "authorization.k8s.io"),
            ]
        ),
        DefaultRole(
            "system:basic-user",
            [
                .rule("create", on: "selfsubjectaccessreviews selfsubjectrulesreviews", in: "authorization.k8s.io"),
                .rule("create", on: "selfsubjectreviews", in: "authentication.k8s.io"),
            ]
        ),
        DefaultRole(
            "system:discovery",
            [
                .rule(
                    "get",
                    onPaths: "/api /api/* /apis /apis/* /healthz /livez /openapi /openapi/* /readyz /version /version/"
                )
            ]
        ),
        DefaultRole(
            "system:monitoring",
            [
                .rule(
                    "get",
                    onPaths:
                        "/flagz /healthz /healthz/* /livez /livez/* /metrics /metrics/slis /readyz /readyz/* /statusz"
                ),
                .rule("get", on: "nodes/metrics"),
            ]
        ),
        DefaultRole(
            "system:public-info-viewer",
            [.rule("get", onPaths: "/healthz /livez /readyz /version /version/")]
        ),
        DefaultRole(
            "system:service-account-issuer-discovery",
            [
                .rule(
                    "get",
                    onPaths: "/.well-known/openid-configuration /.well-known/openid-configuration/ "
                        + "/openid/v1/jwks /openid/v1/jwks/"
                )
            ]
        ),
    ]
}
