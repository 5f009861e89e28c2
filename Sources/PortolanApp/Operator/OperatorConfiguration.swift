// SPDX-License-Identifier: Apache-2.0

package import PortolanRouting

/// What the operator is told by its configuration file.
package struct OperatorConfiguration: Sendable, Hashable {
    /// The namespaces that it looks after; none for all of them.
    package var watchNamespaces: [String] = []
    package var routing = Routing()
    package var metrics = Metrics()
    package var logging = LoggingChoice()

    /// What it does when nobody says anything.
    package init() {}

    /// What there is a watch of for each kind: a namespace each, or all of them at once.
    var watchScopes: [String?] { watchNamespaces.isEmpty ? [nil] : watchNamespaces }

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
