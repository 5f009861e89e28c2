// SPDX-License-Identifier: Apache-2.0

internal import Basics
package import KubeServer
internal import OtherPrograms

/// A real control plane that the tests of a process share, as one of them sees it: each has names of its own there, and
/// leaves the server as it is.
package final class SharedPlane: Plane {
    /// The programs, which run from the first test that asks for them until the process ends.
    private final class Servers: Sendable {
        static let control = Result { try KubernetesPrograms(in: home()) }
        static let dataplane = Result { try KubernetesPrograms(in: home()) }

        private static func home() throws -> KubernetesHome {
            try KubernetesHome(folder: RealPrograms.folder ?? "", isAudited: true)
        }
    }

    /// Which of the two there are.
    package enum Role: Sendable {
        case control
        case dataplane
    }

    private let programs: KubernetesPrograms
    private let mark: String
    private let audit: AuditFile
    private let present = Latch<ControlPlaneAccess>()

    /// A view of a test whose users are known by a part of their names.
    package init(_ role: Role, usersWith mark: String) throws {
        programs = try (role == .control ? Servers.control : Servers.dataplane).get()
        self.mark = mark
        audit = AuditFile(programs.home.auditFile)
        audit.removeAll()
    }

    package var access: ControlPlaneAccess {
        get async throws { try await present.wait() }
    }

    /// What signs the server's certificates.
    var home: KubernetesHome { programs.home }

    package func requests(where isWanted: (AuditRecord) -> Bool) -> [AuditRecord] {
        audit.records { $0.user.name.contains(mark) && isWanted($0) }
    }

    package func forgetRequests() { audit.removeAll() }

    package func run() async throws {
        present.set(try await programs.ready(for: "admin-of-\(mark)"))
        try await programs.watch()
    }

    package var faults: FaultPlan { refuse() }

    package func stop() { refuse() }

    package func start() { refuse() }

    package func freeze() { refuse() }

    package func thaw() { refuse() }

    package func replace() { refuse() }

    package func putBack() { refuse() }

    private func refuse() -> Never { preconditionFailure("others use this server, too; ask for one to break") }
}
