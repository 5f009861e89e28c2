// SPDX-License-Identifier: Apache-2.0

import ControlPlaneSupport
import KubeServer
import Synchronization

/// The control plane and the dataplanes of a stage: embedded ones, or real ones where `KUBEBUILDER_ASSETS` names a folder.
struct StagePlanes {
    /// What a test breaks, so that others cannot share it.
    enum Breakage: Sendable {
        /// Nothing: real servers are shared with other tests.
        case nothing
        /// Requests and connections: real servers are shared, and stand behind doors that are the test's own.
        case requests
        /// The control plane: it is a real server of the test's own.
        case control
        /// The dataplanes themselves: each is a real server of the test's own.
        case servers
    }

    private static let stages = Atomic(0)

    /// What a stage calls what it makes, so that it is nobody else's.
    static func newName() -> String { "flyte-\(stages.add(1, ordering: .relaxed).newValue)" }

    /// A control plane that nobody breaks.
    static func control(_ name: String) throws -> any Plane {
        RealPrograms.folder == nil ? EmbeddedPlane() : try SharedPlane(.control, usersWith: name)
    }

    let control: any Plane
    let dataplanes: [any Plane]

    init(_ name: String, dataplanes count: Int, _ setup: DataplaneStage.Setup) throws {
        guard let folder = RealPrograms.folder else {
            control = try Self.control(name)
            dataplanes = (0..<count).map { _ in
                EmbeddedPlane { $0.longestTokenLifetime = setup.longestTokenLifetime }
            }
            return
        }
        func door(_ role: SharedPlane.Role) throws -> any Plane { Door(to: try SharedPlane(role, usersWith: name)) }
        func own() throws -> any Plane { try RealPlane(folder: folder, isAudited: true) }
        switch setup.breaks {
        case .nothing, .control:
            control = try setup.breaks == .nothing ? Self.control(name) : own()
            // Where two are wanted, the shared control plane is the other one, with another authority.
            dataplanes = try (0..<count).map { try SharedPlane($0 == 0 ? .dataplane : .control, usersWith: name) }
        case .requests:
            control = try door(.control)
            dataplanes = try (0..<count).map { _ in try door(.dataplane) }
        case .servers:
            control = try Self.control(name)
            dataplanes = try (0..<count).map { _ in try own() }
        }
    }
}
