// SPDX-License-Identifier: Apache-2.0

import Basics
import ControlPlaneSupport
import EventLoop
import JSONKit
import KubeClient
import KubeCore
import KubeServer
import TestSupport
import Testing

/// The users of a dataplane whose tokens a registration begins with: service accounts, as administrators make them for it.
struct DataplaneUsers: Sendable {
    /// May do everything in the dataplane.
    let root: Secret<String>
    /// May do in the dataplane what somebody lets it.
    let guest: Secret<String>

    init(of plane: any Plane, marked mark: String, on loop: EventLoop) async throws {
        let access = try await plane.access
        let admin = try access.client("test", on: loop)
        let namespace = "\(mark)-users"
        func account(_ name: String) -> JSONObject {
            [
                "apiVersion": "v1", "kind": "ServiceAccount",
                "metadata": ["namespace": .string(namespace), "name": .string(name)],
            ]
        }
        try await admin.install([
            ["apiVersion": "v1", "kind": "Namespace", "metadata": ["name": .string(namespace)]],
            account("root"), account("guest"),
            [
                "apiVersion": "rbac.authorization.k8s.io/v1", "kind": "ClusterRoleBinding",
                "metadata": ["name": .string(namespace)],
                "roleRef": ["apiGroup": "rbac.authorization.k8s.io", "kind": "ClusterRole", "name": "cluster-admin"],
                "subjects": [["kind": "ServiceAccount", "namespace": .string(namespace), "name": "root"]],
            ],
        ])
        root = try await admin.token(of: ObjectKey(namespace: namespace, name: "root")).token
        guest = try await admin.token(of: ObjectKey(namespace: namespace, name: "guest")).token
        var configuration = try access.configuration()
        configuration.identity = nil
        configuration.credentials = .token(root)
        let client = KubeClient(configuration, KubeClientOptions(userAgent: "test"), on: loop)
        try await eventually("the binding is known to who decides about access") {
            let everything = AccessReview(.resource(verb: "*", GroupResource(group: "*", resource: "*")))
            return try await client.review(everything).isAllowed
        }
    }
}
