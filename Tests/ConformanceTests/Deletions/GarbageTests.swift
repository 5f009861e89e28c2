// SPDX-License-Identifier: Apache-2.0

import JSONKit
import KubeCore
import TestSupport
import Testing

extension Conformance {
    @Suite(
        "Owners and what they own",
        .enabled(if: Target.current.hasControllers, "needs kube-controller-manager in KUBEBUILDER_ASSETS"),
        .timeLimit(.minutes(10))
    )
    struct GarbageTests {
        /// A real controller tries again and again while definitions come and go in the tests beside this one.
        private static let patience = Duration.seconds(180)

        /// An owner `o`, and a config map `c` that it owns.
        private static func family(_ sandbox: Sandbox, isBlocking: Bool = false) async throws {
            let owner = try await sandbox.make(.post("secrets", ["metadata": ["name": "o"]]))
            try await sandbox.makeConfigMap(
                "c",
                metadata: [
                    "ownerReferences": [
                        [
                            "apiVersion": "v1", "kind": "Secret", "name": "o", "uid": owner["metadata.uid"] ?? nil,
                            "blockOwnerDeletion": .bool(isBlocking),
                        ]
                    ]
                ]
            )
        }

        private static func isGone(_ path: String, _ sandbox: Sandbox) async throws -> Bool {
            try await sandbox.send(.get(path)).code == 404
        }

        @Test("in the background, what is owned goes after its owner")
        func background() async throws {
            try await Sandbox.run { sandbox in
                try await Self.family(sandbox)
                try await sandbox.send(.delete("secrets/o", ["propagationPolicy": "Background"])).succeeds()
                let isGone = try await Self.isGone("secrets/o", sandbox)
                #expect(isGone)
                try await eventually("c goes", within: Self.patience) { try await Self.isGone("configmaps/c", sandbox) }
            }
        }

        @Test("in the foreground, the owner waits for what blocks it")
        func foreground() async throws {
            try await Sandbox.run { sandbox in
                try await Self.family(sandbox, isBlocking: true)
                try await sandbox.send(.merge("configmaps/c", ["metadata": ["finalizers": ["example.com/a"]]]))
                    .succeeds()
                try await sandbox.send(.delete("secrets/o", ["propagationPolicy": "Foreground"])).succeeds()
                try await eventually("c is asked to go", within: Self.patience) {
                    try await sandbox.send(.get("configmaps/c"))["metadata.deletionTimestamp"] != nil
                }
                let isGone = try await Self.isGone("secrets/o", sandbox)
                #expect(!isGone)
                try await sandbox.send(.merge("configmaps/c", ["metadata": ["finalizers": nil]])).succeeds()
                try await eventually("both go", within: Self.patience) {
                    let isOwnerGone = try await Self.isGone("secrets/o", sandbox)
                    let isOwnedGone = try await Self.isGone("configmaps/c", sandbox)
                    return isOwnerGone && isOwnedGone
                }
            }
        }

        @Test("an orphan stays, without its owner")
        func orphans() async throws {
            try await Sandbox.run { sandbox in
                try await Self.family(sandbox)
                try await sandbox.send(.delete("secrets/o", ["propagationPolicy": "Orphan"])).succeeds()
                try await eventually("o goes", within: Self.patience) { try await Self.isGone("secrets/o", sandbox) }
                let child = try await sandbox.send(.get("configmaps/c")).succeeds()
                #expect(child["metadata.ownerReferences"] == nil)
            }
        }

        @Test("what is owned by somebody else as well stays, and what names an owner that is not there goes")
        func otherOwners() async throws {
            try await Sandbox.run { sandbox in
                try await Self.family(sandbox)
                let other = try await sandbox.make(.post("secrets", ["metadata": ["name": "p"]]))
                let reference: JSONValue = [
                    "apiVersion": "v1", "kind": "Secret", "name": "p", "uid": other["metadata.uid"] ?? nil,
                ]
                try await sandbox.send(
                    .strategic("configmaps/c", ["metadata": ["ownerReferences": [reference]]])
                )
                .succeeds()
                try await sandbox.send(.delete("secrets/o", ["propagationPolicy": "Background"])).succeeds()
                try await eventually("the reference goes", within: Self.patience) {
                    let references = try await sandbox.send(.get("configmaps/c"))["metadata.ownerReferences"]
                    return references?.array?.compactMap { $0["name"]?.string } == ["p"]
                }
                try await sandbox.makeConfigMap(
                    "lost",
                    metadata: [
                        "ownerReferences": [["apiVersion": "v1", "kind": "Secret", "name": "never", "uid": "1"]]
                    ]
                )
                try await eventually("lost goes", within: Self.patience) {
                    try await Self.isGone("configmaps/lost", sandbox)
                }
            }
        }

        @Test("a namespace goes with all that is in it, and waits for finalizers")
        func namespaces() async throws {
            try await Sandbox.run { sandbox in
                try await sandbox.makeConfigMap("free")
                try await sandbox.makeConfigMap("held", metadata: ["finalizers": ["example.com/a"]])
                let namespace = "/api/v1/namespaces/{ns}"
                let going = try await sandbox.send(.delete(namespace)).succeeds()
                #expect(going["status.phase"] == "Terminating")
                #expect(going["spec.finalizers"] == ["kubernetes"])
                try await sandbox.send(.post("configmaps", ["metadata": ["name": "late"]])).expect(
                    403,
                    "Forbidden",
                    """
                    configmaps "late" is forbidden: unable to create new content in namespace \(sandbox.namespace) \
                    because it is being terminated
                    """
                )
                try await eventually("free goes", within: Self.patience) {
                    try await Self.isGone("configmaps/free", sandbox)
                }
                try await eventually("the namespace says what it waits for", within: Self.patience) {
                    let conditions = try await sandbox.send(.get(namespace))["status.conditions"]?.array ?? []
                    let remaining = conditions.first { $0["type"] == "NamespaceFinalizersRemaining" }
                    return remaining?["status"] == "True"
                        && remaining?["message"]
                            == "Some content in the namespace has finalizers remaining: example.com/a in 1 resource instances"
                }
                try await sandbox.send(.merge("configmaps/held", ["metadata": ["finalizers": nil]])).succeeds()
                try await eventually("the namespace goes", within: Self.patience) {
                    try await Self.isGone(namespace, sandbox)
                }
            }
        }
    }
}
