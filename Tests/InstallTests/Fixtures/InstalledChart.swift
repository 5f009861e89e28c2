// SPDX-License-Identifier: Apache-2.0

import Basics
import EventLoop
import JSONKit
import KubeClient
import KubeCore
import KubeServer
import OtherPrograms
import TestSupport
import Testing
import YAMLKit

/// An embedded control plane with what the chart makes, and nobody who may do more than that but an administrator.
struct InstalledChart: Sendable {
    /// The operator's account.
    static let account = ObjectKey(namespace: "portolan", name: "portolan")
    private static let namespaces = ["portolan", "flyte", "team-b", "team-c", "argocd"]

    let plane: ControlPlane
    /// All that was asked.
    let audit: AuditLog
    /// Somebody who may do everything.
    let admin: KubeClient
    let folder = TemporaryFolder()
    private let access: ControlPlaneAccess

    /// Runs a test in a control plane in which these objects are, and where this goes wrong.
    static func with(
        _ objects: [JSONObject],
        faults: [FaultRule] = [],
        _ body: @Sendable (InstalledChart) async throws -> Void
    ) async throws {
        let audit = AuditLog(remembering: 100_000)
        let plan = FaultPlan()
        plan.replace(with: faults)
        var configuration = ControlPlaneConfiguration()
        configuration.audit = audit
        configuration.faults = plan
        let plane = try ControlPlane(configuration)
        try await plane.whileItRuns { access in
            let chart = try InstalledChart(plane, audit, access)
            try await chart.apply(namespaces.map(namespace) + objects)
            try await body(chart)
        }
    }

    private init(_ plane: ControlPlane, _ audit: AuditLog, _ access: ControlPlaneAccess) throws {
        self.plane = plane
        self.audit = audit
        self.access = access
        let kubeconfig = folder.write("admin", try access.kubeconfig().exposed.serialized())
        let options = KubeClientOptions(userAgent: "administrator")
        admin = KubeClient(try .kubeconfig(file: kubeconfig), options, on: try EventLoop(name: "administrator"))
    }

    private static func namespace(_ name: String) -> JSONObject {
        ["apiVersion": "v1", "kind": "Namespace", "metadata": ["name": .string(name)]]
    }

    /// Applies objects one after the other.
    func apply(_ objects: [JSONObject]) async throws {
        try await plane.apply(objects)
        await plane.settle()
    }

    /// The file with which an administrator gets in.
    var adminKubeconfig: String { "\(folder.path)/admin" }

    /// A token of a service account, as its pod has one.
    func token(of account: ObjectKey) async throws -> String {
        try await admin.token(of: account).token.exposed
    }

    /// A file with which a program gets in as a service account.
    func kubeconfig(of account: ObjectKey) async throws -> String {
        let user: JSONValue = ["name": "account", "user": ["token": .string(try await token(of: account))]]
        let context: JSONValue = [
            "name": "account",
            "context": [
                "cluster": "portolan", "user": "account", "namespace": .string(account.namespace ?? "default"),
            ],
        ]
        var config = JSONValue.object(try access.kubeconfig().exposed)
        config.merge(["users": [user], "contexts": [context], "current-context": "account"])
        return folder.write("account-\(account.name)", config.serialized())
    }

    /// What somebody has asked for, in the form in which rules speak of it.
    func accesses(of account: ObjectKey) -> Set<Access> {
        let name = Self.user(account).username
        return Set(audit.records { $0.user.name == name }.flatMap(Access.of))
    }

    /// Whom the server takes a service account for.
    static func user(_ account: ObjectKey) -> KubeCore.UserInfo {
        let namespace = account.namespace ?? ""
        var user = KubeCore.UserInfo()
        user.username = "system:serviceaccount:\(namespace):\(account.name)"
        user.groups = ["system:serviceaccounts", "system:serviceaccounts:\(namespace)", "system:authenticated"]
        return user
    }
}

extension ControlPlane {
    /// Does something while the control plane runs, and ends it.
    func whileItRuns(_ body: @Sendable (ControlPlaneAccess) async throws -> Void) async throws {
        let access = Latch<ControlPlaneAccess>()
        try await withThrowingTaskGroup { group in
            group.addTask { try await self.run { access.set($0) } }
            try await body(access.wait())
            group.cancelAll()
        }
    }
}
