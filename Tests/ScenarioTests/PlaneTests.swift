// SPDX-License-Identifier: Apache-2.0

import Basics
import ControlPlaneSupport
import EventLoop
import KubeClient
import KubeCore
import KubeServer
import OtherPrograms
import TestSupport
import Testing

@Suite("A control plane that a test breaks", .tags(.network), .timeLimit(.minutes(3)))
struct PlaneTests {
    enum Kind: String, CustomTestStringConvertible {
        case embedded
        case real

        var testDescription: String { rawValue }

        func make() throws -> any Plane {
            switch self {
            case .embedded: EmbeddedPlane()
            case .real: try RealPlane(folder: RealPrograms.folder ?? "", isAudited: true)
            }
        }
    }

    /// Real ones where `KUBEBUILDER_ASSETS` names their programs.
    static let kinds: [Kind] = RealPrograms.folder == nil ? [.embedded] : [.embedded, .real]

    private static func uid(_ client: KubeClient) async -> String? {
        try? await client.impatient(after: .seconds(2)).get(CoreV1.Namespace.self, ObjectKey(name: "kube-system"))
            .metadata.uid
    }

    @Test(
        "is the same cluster at the same place after an outage, and another one when it was replaced",
        arguments: kinds
    )
    func lives(_ kind: Kind) async throws {
        let plane = try kind.make()
        try await plane.use { access in
            let client = try access.client("test", on: EventLoop(name: "test"))
            let uid = try #require(await Self.uid(client))
            try await plane.stop()
            #expect(await Self.uid(client) == nil)
            plane.start()
            try await eventually("it answers again") { await Self.uid(client) == uid }
            try await plane.freeze()
            #expect(await Self.uid(client) == nil)
            plane.thaw()
            try await eventually("it answers again") { await Self.uid(client) == uid }
            try await plane.replace()
            try await eventually("another one answers") { await Self.uid(client).map { $0 != uid } ?? false }
            try await plane.putBack()
            try await eventually("the first one answers again") { await Self.uid(client) == uid }
        }
    }

    @Test("has every request on record, with who asked and how it ended", arguments: kinds)
    func records(_ kind: Kind) async throws {
        let plane = try kind.make()
        try await plane.use { access in
            let client = try access.client("test", on: EventLoop(name: "test"))
            plane.forgetRequests()
            _ = await Self.uid(client)
            let missing = try await client.find(CoreV1.Secret.self, ObjectKey(namespace: "default", name: "a"))
            #expect(missing == nil)
            var stranger = try access.configuration()
            stranger.identity = nil
            stranger.credentials = .token(Secret("wrong"))
            let refused = KubeClient(stranger, KubeClientOptions(userAgent: "test"), on: try EventLoop(name: "test"))
            await #expect(throws: APIError.self) { try await refused.selfReview() }
            let records = plane.requests { $0.userAgent == "test" && $0.object != nil }
            let lines = records.map { "\($0.user.name) \($0.verb) \($0.object?.resource ?? "") \($0.code)" }
            #expect(
                lines == [
                    "kubernetes-admin get namespaces 200", "kubernetes-admin get secrets 404",
                    " create selfsubjectreviews 401",
                ]
            )
            #expect(records.allSatisfy { $0.stage == .responseComplete })
            plane.forgetRequests()
            #expect(plane.requests { $0.userAgent == "test" } == [])
        }
    }

    @Test(
        "has a door where it is shared: requests pass in the name of who sent them, and go wrong as one wants",
        .enabled(if: RealPrograms.folder != nil, "needs etcd and kube-apiserver in the folder KUBEBUILDER_ASSETS")
    )
    func door() async throws {
        let door = Door(to: try SharedPlane(.dataplane, usersWith: "door-test"))
        try await door.use { access in
            let client = try access.client("test", on: EventLoop(name: "test"))
            #expect(try await client.selfReview().user.username == "admin-of-door-test")
            let account = ObjectKey(namespace: "default", name: "door-test")
            let object = DynamicObject(CoreV1.ServiceAccount.resourceType, account)
            try await client.create(CoreV1.ServiceAccount.resourceType, namespace: "default", object)
            var configuration = try access.configuration()
            configuration.identity = nil
            configuration.credentials = .token(try await client.token(of: account).token)
            let robot = KubeClient(configuration, KubeClientOptions(userAgent: "test"), on: try EventLoop(name: "test"))
            #expect(try await robot.selfReview().user.username == "system:serviceaccount:default:door-test")
            #expect(door.requests { $0.object?.resource == "selfsubjectreviews" && $0.code == 201 }.count == 2)
            let uid = try #require(await Self.uid(client))
            door.faults.add(FaultRule("cut", FaultMatch(["get"]), .cut(.before)))
            #expect(await Self.uid(client) == nil)
            door.faults.remove("cut")
            #expect(await Self.uid(client) == uid)
            try await door.stop()
            #expect(await Self.uid(client) == nil)
            door.start()
            try await eventually("it is open again") { await Self.uid(client) == uid }
        }
    }
}
