// SPDX-License-Identifier: Apache-2.0

import Basics
import ControlPlaneSupport
import JSONKit
import KubeClient
import KubeCore
import PortolanAPI
import TestSupport
import Testing

@Suite("A service account that was there before", .tags(.network), .timeLimit(.minutes(5)))
struct SharedAccountScenarios {
    private static let type = CoreV1.ServiceAccount.resourceType

    /// Makes an account, has a dataplane use it, and takes the dataplane out again: a client with the last of Portolan's
    /// tokens, and one with a token that the account's owner had.
    private static func comeAndGo(
        _ stage: DataplaneStage,
        _ bootstrap: DataplaneStage.Bootstrap
    ) async throws -> (ours: KubeClient, theirs: KubeClient) {
        let admin = try await stage.dataplaneAdmin()
        let account = ObjectKey(namespace: "default", name: "\(stage.namespace)-theirs")
        try await admin.create(type, namespace: account.namespace, DynamicObject(type, account))
        try await stage.register("a", 0, bootstrap) {
            $0["credentials"] = ["serviceAccount": ["namespace": "default", "name": .string(account.name)]]
        }
        try await stage.ready("a")
        let secret = try await stage.credentials(of: "a")
        let ours = try stage.client(from: secret)
        _ = try await ours.selfReview()
        let kubeconfig = try #require(secret?.data["kubeconfig"])
        var configuration = try KubeConfiguration.kubeconfig(kubeconfig.exposed, name: "the Secret")
        configuration.credentials = .token(try await admin.token(of: account).token)
        let theirs = KubeClient(configuration, KubeClientOptions(userAgent: "owner"), on: stage.loop)
        try await stage.delete("a")
        try await eventually("it is gone") { try await stage.dataplane("a") == nil }
        #expect(try await admin.findMetadata(type, account) != nil)
        return (ours, theirs)
    }

    @Test("stays with its owner's tokens; Portolan's end at once, with what they were bound to")
    func anchored() async throws {
        try await DataplaneStage.run { stage in
            let (ours, theirs) = try await Self.comeAndGo(stage, .root())
            // Real servers remember for ten seconds that a token was good.
            try await eventually("Portolan's token is good no more") {
                do throws(APIError) {
                    _ = try await ours.selfReview()
                    return false
                } catch {
                    return error.isUnauthorized
                }
            }
            _ = try await theirs.selfReview()
            let note = try await stage.event("Removed", about: "a").note
            #expect(note.contains("its tokens with it"), "\(note)")
            let secrets = try await stage.dataplaneAdmin().list(
                CoreV1.Secret.resourceType,
                namespace: "default",
                as: PartialObject.self
            )
            let name = "portolan-\(stage.namespace)-a-anchor"
            #expect(!secrets.items.contains { $0.metadata.name == name })
        }
    }

    @Test("stays with all tokens where the bootstrap credentials may make no Secrets, and that is said")
    func notAnchored() async throws {
        try await DataplaneStage.run { stage in
            let admin = try await stage.dataplaneAdmin()
            let user = ObjectKey(namespace: "default", name: "\(stage.namespace)-limited")
            try await admin.create(Self.type, namespace: user.namespace, DynamicObject(Self.type, user))
            try await admin.install(Self.everythingButSecrets(user))
            let token = try await admin.token(of: user).token.exposed
            let (ours, _) = try await Self.comeAndGo(stage, .token(token))
            _ = try await ours.selfReview()
            let job = AccessReview(.resource(verb: "create", GroupResource(group: "batch", resource: "jobs")))
            #expect(!(try await ours.review(job).isAllowed))
            let note = try await stage.event("Removed", about: "a").note
            #expect(note.contains("somebody else's and stays, and so do its tokens"), "\(note)")
        }
    }

    private static func everythingButSecrets(_ user: ObjectKey) -> [JSONObject] {
        let all: JSONValue = ["*"]
        let core: JSONValue = ["namespaces", "serviceaccounts", "serviceaccounts/token"]
        let name = JSONValue.string(user.name)
        let rules: JSONValue = [
            ["apiGroups": [""], "resources": core, "verbs": all],
            ["apiGroups": ["batch", "rbac.authorization.k8s.io"], "resources": all, "verbs": all],
        ]
        let subjects: JSONValue = [
            ["kind": "ServiceAccount", "name": name, "namespace": .string(user.namespace ?? "")]
        ]
        let role: JSONValue = ["apiGroup": "rbac.authorization.k8s.io", "kind": "ClusterRole", "name": name]
        return [
            [
                "apiVersion": "rbac.authorization.k8s.io/v1", "kind": "ClusterRole", "metadata": ["name": name],
                "rules": rules,
            ],
            [
                "apiVersion": "rbac.authorization.k8s.io/v1", "kind": "ClusterRoleBinding",
                "metadata": ["name": name], "roleRef": role, "subjects": subjects,
            ],
        ]
    }
}
