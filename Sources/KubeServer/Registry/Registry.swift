// SPDX-License-Identifier: Apache-2.0

internal import Synchronization

/// The resources that the server serves; custom ones come and go.
package final class Registry: Sendable {
    /// All resources at one moment.
    package struct Snapshot: Sendable {
        /// In the order in which discovery lists them.
        package let resources: [ServedResource]
        /// Counts the changes, so that what is made of a snapshot is made once.
        package let generation: Int
        private let index: [String: ServedResource]
        /// The version of each resource in whose form it is stored, or the first that is served.
        private let stored: [ResourceID: ServedResource]
        private let kinds: [String: ServedResource]

        package init(_ resources: [ServedResource], generation: Int = 0) {
            self.resources = resources
            self.generation = generation
            index = Dictionary(resources.map { (Self.key($0.id.group, $0.version, $0.names.plural), $0) }) { $1 }
            let own = resources.filter { $0.view == nil }
            // Through another version than that of storage, a write could lose what only that one knows.
            let storing = own.filter { $0.storageVersion ?? $0.version == $0.version }
            stored = Dictionary((storing + own).map { ($0.id, $0) }) { first, _ in first }
            kinds = Dictionary(own.map { ("\($0.apiVersion)/\($0.names.kind)", $0) }) { first, _ in first }
        }

        /// A resource in the version that the server itself reads and writes.
        package func resource(_ id: ResourceID) -> ServedResource? { stored[id] }

        /// The resource whose objects have this type.
        package func resource(apiVersion: String, kind: String) -> ServedResource? { kinds["\(apiVersion)/\(kind)"] }

        /// The resource of a path, if it is served.
        package func resource(group: String, version: String, plural: String) -> ServedResource? {
            index[Self.key(group, version, plural)]
        }

        private static func key(_ group: String, _ version: String, _ plural: String) -> String {
            "\(group)/\(version)/\(plural)"
        }
    }

    private let builtIn: [ServedResource]
    private let state: Mutex<Snapshot>

    /// A registry of resources that are always there.
    package init(_ builtIn: [ServedResource]) {
        self.builtIn = builtIn
        state = Mutex(Snapshot(builtIn))
    }

    /// The resources that are served now.
    package var snapshot: Snapshot { state.withLock { $0 } }

    /// Serves these resources besides the built-in ones.
    package func serve(custom resources: [ServedResource]) {
        state.withLock { $0 = Snapshot(builtIn + resources, generation: $0.generation + 1) }
    }
}
