// SPDX-License-Identifier: Apache-2.0

import JSONKit
import TestSupport
import Testing

extension Conformance {
    @Suite("Namespaces", .timeLimit(.minutes(2)))
    struct NamespaceTests {
        @Test("a namespace is active, bears its name as a label and waits for its emptying")
        func creation() async throws {
            try await Sandbox.run { sandbox in
                let namespace = try await sandbox.send(.get("/api/v1/namespaces/{ns}")).succeeds()
                #expect(namespace["status.phase"] == "Active")
                #expect(namespace["spec.finalizers"] == ["kubernetes"])
                #expect(
                    namespace["metadata.labels"] == ["kubernetes.io/metadata.name": .string(sandbox.namespace)]
                )
                let patched = try await sandbox.send(
                    .merge("/api/v1/namespaces/{ns}", ["spec": ["finalizers": []], "metadata": ["labels": nil]])
                )
                .succeeds()
                #expect(patched["spec.finalizers"] == ["kubernetes"])
                #expect(patched["metadata.labels"] == namespace["metadata.labels"])
            }
        }

        @Test("the namespaces of the system are there")
        func system() async throws {
            try await Sandbox.run { sandbox in
                for name in ["default", "kube-system", "kube-public", "kube-node-lease"] {
                    let namespace = try await sandbox.send(.get("/api/v1/namespaces/\(name)")).succeeds()
                    #expect(namespace["status.phase"] == "Active")
                }
            }
        }

        @Test(
            "a namespace gets an account and the certificates of the server",
            .enabled(if: Target.current.hasControllers, "needs kube-controller-manager in KUBEBUILDER_ASSETS")
        )
        func contents() async throws {
            try await Sandbox.run { sandbox in
                try await eventually("the account is there", within: .seconds(30)) {
                    try await sandbox.send(.get("serviceaccounts/default")).code == 200
                }
                try await eventually("the certificates are there", within: .seconds(30)) {
                    let bundle = try await sandbox.send(.get("configmaps/kube-root-ca.crt"))
                    return bundle["data"]?["ca.crt"]?.string?.hasPrefix("-----BEGIN CERTIFICATE-----") == true
                }
            }
        }

        @Test("a namespace that goes is marked once")
        func deletion() async throws {
            try await Sandbox.run { sandbox in
                try await sandbox.makeConfigMap("held", metadata: ["finalizers": ["example.com/a"]])
                let going = try await sandbox.send(.delete("/api/v1/namespaces/{ns}")).succeeds()
                #expect(going.body["kind"] == "Namespace")
                #expect(going["metadata.deletionTimestamp"] != nil)
                #expect(going["metadata.deletionGracePeriodSeconds"] == nil)
                #expect(going["status.phase"] == "Terminating")
                let again = try await sandbox.send(.delete("/api/v1/namespaces/{ns}")).succeeds()
                #expect(again["metadata.deletionTimestamp"] == going["metadata.deletionTimestamp"])
                try await sandbox.send(.post("/api/v1/namespaces", ["metadata": ["name": "{ns}"]])).expect(
                    409,
                    "AlreadyExists",
                    #"object is being deleted: namespaces "\#(sandbox.namespace)" already exists"#
                )
                let change = try await sandbox.send(.merge("configmaps/held", ["data": ["a": "1"]])).succeeds()
                #expect(change["data.a"] == "1")
                try await sandbox.send(.merge("configmaps/held", ["metadata": ["finalizers": nil]])).succeeds()
            }
        }
    }
}
