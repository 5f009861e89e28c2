// SPDX-License-Identifier: Apache-2.0

internal import Basics
internal import Cryptography
internal import JSONKit
internal import Synchronization

/// Keeps what discovery answers until other resources are served.
final class DiscoveryLibrary: Sendable {
    /// An aggregated document with the tag by which clients know it again.
    struct Aggregated: Sendable {
        let json: [UInt8]
        let entityTag: String

        fileprivate init(_ document: JSONObject) {
            json = document.serialized()
            entityTag = "\"\(Hex.encode(SHA256.hash(json)).uppercased())\""
        }
    }

    /// What was made of one generation of the registry.
    private struct Edition {
        let generation: Int
        let catalog: DiscoveryCatalog
        let core: Aggregated
        let groups: Aggregated
    }

    private let edition = Mutex<Edition?>(nil)

    /// The groups, versions and resources.
    func catalog(of resources: Registry.Snapshot) -> DiscoveryCatalog {
        current(resources).catalog
    }

    /// The aggregated document for `/api`, or that for `/apis`.
    func aggregated(of resources: Registry.Snapshot, isCore: Bool) -> Aggregated {
        let edition = current(resources)
        return isCore ? edition.core : edition.groups
    }

    private func current(_ resources: Registry.Snapshot) -> Edition {
        if let edition = edition.withLock({ $0 }), edition.generation == resources.generation { return edition }
        let catalog = DiscoveryCatalog(resources.resources)
        let made = Edition(
            generation: resources.generation,
            catalog: catalog,
            core: Aggregated(catalog.aggregated(isCore: true)),
            groups: Aggregated(catalog.aggregated(isCore: false))
        )
        // Of two that made one at the same time the later edition stays.
        edition.withLock { if $0?.generation ?? -1 < made.generation { $0 = made } }
        return made
    }
}
