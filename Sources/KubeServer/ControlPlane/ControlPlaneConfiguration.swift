// SPDX-License-Identifier: Apache-2.0

package import Basics
package import HTTPServer

/// What a control plane is told when it is made.
package struct ControlPlaneConfiguration: Sendable {
    /// Where it listens; port 0 lets the system choose one.
    package var address: SocketAddress
    /// The folder that keeps objects and keys over restarts; nil keeps nothing.
    package var dataFolder: String?
    /// What a write survives once it is acknowledged, where there is a folder.
    package var durability = Journal.Durability.process
    /// Users with tokens of their own.
    package var tokens = TokenFile()
    /// What time it is.
    package var clock = WallClock.system
    /// What no token of a service account lasts longer than, whatever is asked for; nil for what is asked for.
    ///
    /// It is `--service-account-max-token-expiration` of `kube-apiserver`, which takes no less than an hour.
    package var longestTokenLifetime: Duration?
    /// How many changes of each resource watches can look back on.
    package var historyLimit = 10_000
    /// The address of the service `kubernetes`, the first of those that services get.
    package var serviceAddress = "10.96.0.1"
    /// Has every request on record, and has things go wrong on purpose, also as `/debug/faults` is told.
    package var audit: AuditLog?
    package var faults: FaultPlan?

    package init(address: SocketAddress = .internet(host: "127.0.0.1", port: 0)) {
        self.address = address
    }

    /// The port that the service `kubernetes` names; the usual one when nobody knows it yet.
    var announcedPort: Int { address.port.flatMap { $0 > 0 ? $0 : nil } ?? 6_443 }
}
