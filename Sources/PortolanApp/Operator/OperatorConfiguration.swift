// SPDX-License-Identifier: Apache-2.0

package import Basics
package import PortolanRouting

/// What the operator is told by its configuration file.
package struct OperatorConfiguration: Sendable, Hashable {
    /// The namespaces whose fleets it looks after; empty for all of them.
    package var watchNamespaces: [String] = []
    package var leaderElection = Election()
    package var routing = Routing()
    package var dataplanes = Dataplanes()
    package var flyte = Flyte()
    package var metrics = Metrics()
    package var logging = LoggingChoice()

    /// What it does when nobody says anything.
    package init() {}

    /// How replicas agree on the one that acts.
    package struct Election: Sendable, Hashable {
        /// Whether there may be others; a process that is the only one needs no lease.
        package var isEnabled = true
        /// Where the lease is; nil for the namespace of the pod, or of the kubeconfig.
        package var namespace: String?
        /// What the lease is called.
        package var name = "portolan"
        package var leaseDuration = Duration.seconds(15)
        package var renewDeadline = Duration.seconds(10)
        package var retryPeriod = Duration.seconds(2)
    }

    /// What holds for all dataplanes.
    package struct Dataplanes: Sendable, Hashable {
        /// Whether they are looked after; somebody else does where not, and only routing is left.
        package var isEnabled = true
        /// Networks that endpoints may lead to although they would not be allowed to.
        package var allowedAddresses: [IPNetwork] = []
        /// When more than this part of the dataplanes fails at once, the control plane is suspected.
        package var suspectShare = 0.5
        /// Where Argo CD looks for its clusters; nil where it is not to be told of any.
        package var argoCDNamespace: String?
        /// How long a deletion waits for a dataplane that does not answer.
        package var deletionPatience = Duration.seconds(600)
        /// How often what was made in a dataplane is compared with what should be there.
        package var repairInterval = Duration.seconds(300)
    }

    /// How executions are routed, and who may ask where.
    package struct Routing: Sendable, Hashable {
        /// How a fleet decides.
        package var settings = RoutingSettings()
        /// Where the routing service listens; nil for nowhere.
        package var bind: String? = ":8443"
        /// Who may ask.
        package var access = Access.guarded
        /// The files of the service's certificate and key, read again when they change; nil for plain HTTP.
        package var tls: TLSFiles?
    }

    /// Who may ask the routing service.
    package enum Access: String, Sendable, Hashable, CaseIterable {
        /// Whom the API server knows and lets.
        case guarded = "Guarded"
        /// Everybody who reaches it, for a laptop.
        case everybody = "Everybody"
    }

    /// A certificate and its key.
    package struct TLSFiles: Sendable, Hashable {
        package var certificate = ""
        package var key = ""
    }

    /// Where the operator says how it is.
    package struct Metrics: Sendable, Hashable {
        /// Where `/metrics`, `/readyz` and the like are.
        package var bind = ":8080"
        /// Whether `/debug` is there, too, for those who come from the same machine.
        package var debug = false
    }

    /// What it says while it works.
    package struct LoggingChoice: Sendable, Hashable {
        /// Levels by room, such as `info,kube.watch=debug`.
        package var levels = "info"
    }
}
