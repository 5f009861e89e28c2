// SPDX-License-Identifier: Apache-2.0

internal import Basics
internal import JSONKit
internal import KubeCore

extension StoreCatalogue {
    /// The stores as a part of a process; those that work with them start when every first list is complete.
    package var service: Service {
        Service("stores", .caches) {
            for watch in self.watches { try await watch.store.synced() }
        } run: {
            await self.run()
        }
    }

    /// Fails as long as a store was never complete, and says which.
    package func checkReadiness() throws {
        for watch in watches where !watch.store.isSynced { throw Incomplete(scope: watch.store.scope) }
    }

    /// Adds a page that shows how far every store is and how its watch does.
    package func addPage(to pages: DebugPages) {
        pages.add("stores") { .array(self.watches.map(\.page)) }
    }

    private struct Incomplete: Error, CustomStringConvertible {
        let scope: WatchScope
        var description: String { "the first list of \(scope) is not complete" }
    }
}

extension WatchedStore {
    fileprivate var page: JSONValue {
        [
            "scope": .string("\(store.scope)"),
            "isSynced": .bool(store.isSynced),
            "objects": .number(JSONNumber(store.objectCount)),
            "resourceVersion": store.resourceVersion.map { .string($0.text) } ?? .null,
            "health": .string(status.health.words),
        ]
    }
}

extension WatcherHealth {
    fileprivate var words: String {
        switch self {
        case .starting: "starting"
        case .live: "live"
        case .interrupted(let error): "interrupted: \(error)"
        case .needsHelp(let error): "needs help: \(error)"
        case .stopped: "stopped"
        }
    }
}
