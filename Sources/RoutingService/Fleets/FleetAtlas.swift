// SPDX-License-Identifier: Apache-2.0

package import KubeCore
package import PortolanAPI
package import PortolanRouting

/// The fleets of all namespaces at one moment.
///
/// It is a value: whoever answers several questions by it answers all of them by the same state.
package struct FleetAtlas: Sendable {
    private let settings: RoutingSettings
    private let assumesHealth: Bool
    private var fleets: [String: Fleet] = [:]
    /// The namespaces of which not everything is known that there is.
    private var unread: Set<String> = []
    /// How often it has changed.
    package private(set) var edition = 0

    /// No fleets; those that come decide by these settings.
    package init(_ settings: RoutingSettings, assumingHealth: Bool = false) {
        self.settings = settings
        assumesHealth = assumingHealth
    }

    /// The fleet of a namespace; an empty one where there is nothing.
    package subscript(namespace: String) -> Fleet { fleets[namespace] ?? Fleet(settings) }

    /// Whether not everything is known of a fleet: to decide by the rest would be to guess.
    package func isUnread(_ namespace: String) -> Bool { unread.contains(namespace) }

    /// Says of which namespaces there is more than is known.
    mutating func setUnread(_ namespaces: [String]) {
        unread = Set(namespaces)
    }

    /// Everything is known of a namespace from now on.
    mutating func setRead(_ namespace: String) {
        unread.remove(namespace)
    }

    /// The namespaces in which there is something, in order.
    package var namespaces: [String] { fleets.keys.sorted() }

    /// How many rules there are.
    package var ruleCount: Int { fleets.values.reduce(0) { $0 + $1.ruleCount } }

    /// How many dataplanes there are.
    package var dataplaneCount: Int { fleets.values.reduce(0) { $0 + $1.dataplaneCount } }

    /// Takes over what became of a label.
    package mutating func set(_ label: ExecutionClusterLabel?, at key: ObjectKey) {
        change(key.namespace ?? "") { fleet in
            if let rule = label.flatMap(LabelRule.init) {
                fleet.set(rule)
            } else {
                fleet.removeRule(key.name)
            }
        }
    }

    /// Takes over what became of a dataplane.
    package mutating func set(_ cluster: DataplaneCluster?, at key: ObjectKey) {
        let dataplane = cluster.map { Dataplane($0, assumingHealth: assumesHealth) }
        change(key.namespace ?? "") { fleet in
            if let dataplane {
                fleet.set(dataplane)
            } else {
                fleet.removeDataplane(key.name)
            }
        }
    }

    /// Takes over all there is at the beginning, which is faster than one after the other.
    package mutating func add(
        _ labels: some Sequence<ExecutionClusterLabel>,
        _ clusters: some Sequence<DataplaneCluster>
    ) {
        let rules = Dictionary(grouping: labels) { $0.metadata.namespace ?? "" }
        let dataplanes = Dictionary(grouping: clusters) { $0.metadata.namespace ?? "" }
        for namespace in Set(rules.keys).union(dataplanes.keys) {
            let fleet = Fleet(
                rules: rules[namespace, default: []].compactMap(LabelRule.init),
                dataplanes: dataplanes[namespace, default: []].map { Dataplane($0, assumingHealth: assumesHealth) },
                settings
            )
            fleets[namespace] = fleet
        }
        edition += 1
    }

    private mutating func change(_ namespace: String, _ body: (inout Fleet) -> Void) {
        edition += 1
        // Taken out while it is changed, so that the change happens in place where nobody else holds it.
        var fleet = fleets.removeValue(forKey: namespace) ?? Fleet(settings)
        body(&fleet)
        fleets[namespace] = fleet.isEmpty ? nil : fleet
    }
}
