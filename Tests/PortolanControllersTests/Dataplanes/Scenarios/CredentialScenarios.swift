// SPDX-License-Identifier: Apache-2.0

import Basics
import ControlPlaneSupport
import Dataplanes
import JSONKit
import KubeClient
import KubeCore
import KubeRuntime
import KubeServer
import PortolanAPI
import PortolanControllers
import Telemetry
import TestSupport
import Testing

@Suite("Credentials of a dataplane", .tags(.network), .timeLimit(.minutes(5)))
struct CredentialScenarios {
    /// Registers, does something, and expects that the dataplane took executions all the time.
    private static func withoutBlip(
        _ stage: DataplaneStage,
        _ name: String = "a",
        _ body: (DataplaneCluster) async throws -> Void
    ) async throws {
        let before = try await stage.ready(name)
        // So that a condition that turned and turned back would have another time.
        try await Task.sleep(for: .milliseconds(1_100))
        try await body(before)
        let after = try await stage.ready(name)
        #expect(after.decidedAt == before.decidedAt, "\(after.summary)")
        #expect(!(try await stage.events(about: name).contains { $0.reason == "Unhealthy" }))
    }

    @Test("are made anew without a blip when the service account was deleted, and with it its tokens")
    func revoked() async throws {
        try await DataplaneStage.run { stage in
            // Three looks that fail in a row are a blip: by then a real server has everything that it lost.
            try await stage.register("a") { $0["probe"] = ["interval": "1s", "timeout": "2s"] }
            try await Self.withoutBlip(stage) { _ in
                let old = try await stage.token(of: "a")
                let lineage = try await stage.lineage(of: "a")
                try await stage.dataplaneAdmin().delete(
                    CoreV1.ServiceAccount.resourceType,
                    .init(namespace: stage.namespace, name: "flyteadmin")
                )
                try await eventually("there is another token") { try await stage.token(of: "a") != old }
                let next = try await stage.lineage(of: "a")
                #expect(lineage != nil && next != nil && next != lineage, "whoever has the old one has to know at once")
                try await stage.event("BootstrapFallback", about: "a")
                try await stage.event("CredentialsMinted", about: "a")
            }
            #expect(
                try await stage.client(from: stage.credentials(of: "a")).selfReview().user.username.hasSuffix(
                    "flyteadmin"
                )
            )
        }
    }

    @Test(
        "are made anew with the bootstrap credentials when their time has passed by the server's clock",
        .enabled(if: RealPrograms.folder == nil, "nobody can set a real server's clock without setting everybody's")
    )
    func expired() async throws {
        try await DataplaneStage.run { stage in
            try await stage.register("a", 0, .certificate)
            try await stage.ready("a")
            stage.dataplanes[0].faults.clockSkew = .seconds(2 * 86_400)
            try await stage.event("BootstrapFallback", about: "a")
            // Tokens are made by the clock that is right, so that none is good until both clocks agree again.
            try await stage.condition("Schedulable", .no, "Unauthorized", of: "a")
            stage.dataplanes[0].faults.clockSkew = .zero
            try await stage.ready("a")
        }
    }

    @Test("outlive the bootstrap Secret: when it is replaced, broken or gone, nothing happens")
    func bootstrapRotated() async throws {
        try await DataplaneStage.run { stage in
            try await stage.register("a")
            try await Self.withoutBlip(stage) { _ in
                let token = try await stage.token(of: "a")
                try await stage.writeBootstrap("a", 0, .certificate)
                try await stage.writeBootstrap("a", 0, .token("wrong"))
                try await stage.dataplane("a") {
                    $0.status.conditions["CredentialsValid"]?.message.contains("bootstrap credentials") == true
                }
                try await stage.writeBootstrap("a", 0, .data(["token": ""]))
                try await stage.dataplane("a") {
                    $0.status.conditions["CredentialsValid"]?.message.contains("the key ca.crt is missing") == true
                }
                try await stage.admin.delete(CoreV1.Secret.resourceType, stage.key("a-bootstrap"))
                try await stage.dataplane("a") {
                    $0.status.conditions["CredentialsValid"]?.message.contains("there is no Secret") == true
                }
                // Also for one that starts without it.
                try await stage.life.stop()
                stage.life.start()
                try await Task.sleep(for: .milliseconds(500))
                #expect(try await stage.token(of: "a") == token)
            }
        }
    }

    @Test("are used on by an operator that starts anew, without a blip and without a new token")
    func restart() async throws {
        try await DataplaneStage.run { stage in
            for name in ["a", "b"] { try await stage.register(name) }
            try await stage.ready("b")
            try await Self.withoutBlip(stage) { _ in
                let token = try await stage.token(of: "a")
                for _ in 0..<3 {
                    try await stage.life.stop()
                    stage.dataplanes[0].forgetRequests()
                    stage.life.start()
                    try await eventually("it has looked again") {
                        stage.requests { $0.object?.name == "kube-system" }.count > 2
                    }
                }
                #expect(try await stage.token(of: "a") == token)
                #expect(stage.requests(where: { $0.object?.subresource == "token" }) == [])
            }
        }
    }

    @Test("are put back when somebody changes their Secret, or deletes it")
    func tampered() async throws {
        try await DataplaneStage.run { stage in
            try await stage.register("a")
            try await Self.withoutBlip(stage) { _ in
                let token = try await stage.token(of: "a")
                let broken: JSONValue = ["data": ["kubeconfig": .string(Base64.standard.encode(Array("x".utf8)))]]
                try await stage.admin.patch(CoreV1.Secret.resourceType, stage.key("a-credentials"), .merge(broken))
                try await eventually("the kubeconfig is whole again") {
                    let secret = try await stage.credentials(of: "a")
                    return secret?.data["kubeconfig"].map { $0.exposed.count > 10 } ?? false
                }
                #expect(try await stage.token(of: "a") == token)
                try await stage.admin.delete(CoreV1.Secret.resourceType, stage.key("a-credentials"))
                try await eventually("there is a new Secret") { try await stage.token(of: "a") ?? token != token }
            }
        }
    }

    @Test("are not put into a Secret that is somebody else's")
    func foreignSecret() async throws {
        try await DataplaneStage.run { stage in
            var foreign = DynamicObject(CoreV1.Secret.resourceType, stage.key("a-credentials"))
            foreign["stringData"] = ["password": "theirs"]
            try await stage.admin.create(CoreV1.Secret.resourceType, namespace: stage.namespace, foreign)
            try await stage.register("a")
            try await stage.condition("Stalled", .yes, "SecretNotOwned", of: "a")
            #expect(Set(try await stage.credentials(of: "a")?.data.keys ?? [:].keys) == ["password"])
            try await stage.writeDataplane("a") {
                $0["credentials"] = [
                    "secretName": "other", "serviceAccount": stage.account(),
                ]
            }
            try await stage.ready("a")
            #expect(try await stage.admin.find(CoreV1.Secret.self, stage.key("other")) != nil)
        }
    }

    @Test("last where that is asked for, and end again when it is not any more")
    func lasting() async throws {
        try await DataplaneStage.run { stage in
            let account = stage.account()
            try await stage.register("a") {
                $0["credentials"] = ["mode": "ServiceAccountSecret", "serviceAccount": account]
            }
            let lasting = try await stage.ready("a")
            #expect(lasting.status.credentials?.expiresAt == nil)
            #expect(lasting.status.conditions["CredentialsValid"]?.reason == "Lasting")
            let place = ObjectKey(namespace: stage.namespace, name: "portolan-\(stage.namespace)-a-token")
            let made = try await stage.dataplaneAdmin().get(CoreV1.Secret.self, place)
            #expect(try await stage.credentials(of: "a")?.data["token"] == made.data["token"])
            try await stage.writeDataplane("a") { $0["credentials"] = ["serviceAccount": account] }
            try await stage.condition("CredentialsValid", .yes, "Minted", of: "a")
            try await stage.delete("a")
            try await eventually("it is gone") { try await stage.dataplane("a") == nil }
            #expect(try await stage.dataplaneAdmin().find(CoreV1.Secret.self, place) == nil)
        }
    }

    @Test("go to Argo CD, too, and a cluster of the same name that is somebody else's stays what it is")
    func argoCD() async throws {
        try await DataplaneStage.run(.init(tellsArgoCD: true)) { stage in
            let namespace = "\(stage.namespace)-argocd"
            let theirs = ObjectKey(namespace: namespace, name: "\(stage.namespace).b")
            var foreign = DynamicObject(CoreV1.Secret.resourceType, theirs)
            foreign["stringData"] = ["name": "theirs"]
            try await stage.admin.create(CoreV1.Secret.resourceType, namespace: namespace, foreign)
            for name in ["a", "b"] {
                try await stage.register(name)
                try await stage.ready(name)
            }
            let ours = ObjectKey(namespace: namespace, name: "\(stage.namespace).a")
            try await eventually("Argo CD knows the dataplane") {
                try await stage.admin.find(CoreV1.Secret.self, ours) != nil
            }
            let secret = try await stage.admin.get(CoreV1.Secret.self, ours)
            let settings = try JSONValue(parsing: try #require(secret.data["config"]).exposed)
            #expect(settings["bearerToken"]?.string == (try await stage.token(of: "a")))
            for name in ["a", "b"] {
                try await stage.delete(name)
                try await eventually("\(name) is gone") { try await stage.dataplane(name) == nil }
            }
            #expect(try await stage.admin.find(CoreV1.Secret.self, ours) == nil)
            #expect(try await stage.admin.get(CoreV1.Secret.self, theirs).data["name"]?.exposed == Array("theirs".utf8))
        }
    }

    @Test("may do what they should again when somebody has changed a role, or deleted a binding")
    func drift() async throws {
        try await DataplaneStage.run { stage in
            try await stage.register("a")
            let dataplane = try await stage.ready("a")
            let admin = try await stage.dataplaneAdmin()
            for part in DataplaneFootprintParts.removable(of: dataplane) where !part.isShared {
                let version = try await admin.findMetadata(part.type, part.key)?.uid
                if part.type.kind.hasSuffix("Binding") {
                    try await admin.delete(part.type, part.key)
                } else {
                    try await admin.patch(part.type, part.key, .merge(["rules": []]))
                }
                try await eventually("\(part.type.kind) is as it was") {
                    guard let object: DynamicObject = try? await admin.get(part.type, part.key) else { return false }
                    if part.type.kind.hasSuffix("Binding") { return object.metadata.uid != version }
                    return object["rules"]?.array?.isEmpty == false
                }
            }
            let answer = try await stage.client(from: stage.credentials(of: "a")).review(
                AccessReview(.resource(verb: "create", GroupResource(group: "batch", resource: "jobs")))
            )
            #expect(answer.isAllowed)
            try await stage.ready("a")
        }
    }
}
