// SPDX-License-Identifier: Apache-2.0

internal import Basics
internal import Glibc
package import KubeServer
internal import OtherPrograms
internal import Synchronization

/// A real control plane: `etcd`, `kube-apiserver` and `kube-controller-manager`, on ports and with keys that outlive them.
package final class RealPlane: Plane {
    private struct State {
        /// Which cluster it is: each has a storage of its own.
        var cluster = 0
        var clusters = 1
        var programs: KubernetesPrograms?
        var access: ControlPlaneAccess?
    }

    private let home: KubernetesHome
    private let audit: AuditFile
    private let life = Restartable()
    private let state = Mutex(State())
    private let bell = Bell()

    /// A control plane of the programs of a folder, as `setup-envtest` lays it out, which does not run yet.
    package init(folder assets: String, isAudited: Bool = false) throws {
        home = try KubernetesHome(folder: assets, isAudited: isAudited)
        audit = AuditFile(home.auditFile)
    }

    package var access: ControlPlaneAccess {
        get async throws { try await bell.wait { state.withLock { $0.access } } }
    }

    package var faults: FaultPlan {
        preconditionFailure("a real server answers as it does; requests go wrong at a Door before it")
    }

    package func requests(where isWanted: (AuditRecord) -> Bool) -> [AuditRecord] { audit.records(where: isWanted) }

    package func forgetRequests() { audit.removeAll() }

    package func run() async throws {
        try await life.run { try await self.live() }
    }

    package func stop() async throws {
        try await life.stop()
    }

    package func start() {
        life.start()
    }

    package func freeze() { send(SIGSTOP) }

    package func thaw() { send(SIGCONT) }

    package func replace() async throws {
        try await move(to: state.withLock { $0.clusters })
    }

    package func putBack() async throws {
        try await move(to: 0)
    }

    private func send(_ signal: Int32) {
        state.withLock { $0.programs }?.server.send(signal: signal)
    }

    private func move(to cluster: Int) async throws {
        try await stop()
        state.withLock { state in
            state.cluster = cluster
            state.clusters = max(state.clusters, cluster + 1)
        }
        audit.removeAll()
        start()
        _ = try await access
    }

    /// One life; nobody is asked to end, so that everything is as after a loss of power.
    private func live() async throws {
        let programs = try KubernetesPrograms(in: home, cluster: state.withLock { $0.cluster })
        state.withLock { $0.programs = programs }
        defer {
            state.withLock { state in
                state.programs = nil
                state.access = nil
            }
            programs.stop()
        }
        let access = try await programs.ready()
        state.withLock { $0.access = access }
        bell.ring()
        try await programs.watch()
    }
}
