// SPDX-License-Identifier: Apache-2.0

package import KubeServer

/// A control plane that a test runs, asks, and breaks, whoever wrote its API server.
package protocol Plane: Sendable {
    /// How to get in as somebody who may do everything, as soon as there is something to get into.
    var access: ControlPlaneAccess { get async throws }

    /// What goes wrong with requests.
    var faults: FaultPlan { get }

    /// The requests to the present cluster that a condition holds for, the oldest first.
    func requests(where isWanted: (AuditRecord) -> Bool) -> [AuditRecord]

    /// Forgets the requests there were so far.
    func forgetRequests()

    /// Serves until the task is cancelled.
    func run() async throws

    /// Ends it: nobody listens any more.
    func stop() async throws

    /// Starts it again, on the same port and with what it had stored.
    func start()

    /// Has it take connections and say nothing, as a server that hangs.
    func freeze() async throws

    /// Lets it go on.
    func thaw()

    /// Puts another cluster in its place, which has the same keys and nothing else of it: what a restore gone wrong, or a
    /// second cluster behind the same name and authority, looks like.
    func replace() async throws

    /// Puts the cluster back that there was first.
    func putBack() async throws
}

extension Plane {
    /// Serves as long as somebody uses it.
    package func use(_ body: (ControlPlaneAccess) async throws -> Void) async throws {
        try await withThrowingTaskGroup(of: ControlPlaneAccess?.self) { group in
            group.addTask {
                try await self.run()
                return nil
            }
            group.addTask { try await self.access }
            while let access = try await group.next() {
                guard let access else { continue }
                try await body(access)
                break
            }
            group.cancelAll()
            while case .some = await group.nextResult() {}
        }
    }
}
