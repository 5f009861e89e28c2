// SPDX-License-Identifier: Apache-2.0

internal import Basics
internal import JSONKit
internal import KubeCore

extension StoreCatalogue {
    /// The stores as a part of a process; those that work with them start when every first list is complete that
    /// can be had.
    package var service: Service {
        Service("stores", .caches) {
            for store in self.stores { try await store.usable() }
        } run: {
            await self.run()
        }
    }

    /// Fails as long as there is a store that nobody can work with, and says what is missing.
    package func checkReadiness() throws {
        guard !stores.allSatisfy(\.isUsable) else { return }
        try checkCompleteness()
    }

    /// Fails as long as anything that is watched was never complete, also where there are other namespaces to work with, and
    /// says what.
    package func checkCompleteness() throws {
        let missing = watches.filter { !$0.store.isSynced }
        guard missing.isEmpty else { throw Incomplete(missing) }
    }

    /// Adds a page that shows how far every store is and how its watch does.
    package func addPage(to pages: DebugPages) {
        pages.add("stores") { .array(self.watches.map(\.page)) }
    }

    private struct Incomplete: Error, CustomStringConvertible {
        let description: String

        init(_ missing: [WatchedStore]) {
            let lines = missing.map {
                "the first list of \($0.store.scope) is not complete (\($0.status.health.words))"
            }
            description = lines.joined(separator: "; ")
        }
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
