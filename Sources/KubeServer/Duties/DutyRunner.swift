// SPDX-License-Identifier: Apache-2.0

package import Basics

/// Performs the duties, over and over.
package final class DutyRunner: Sendable {
    private let duties: [any Duty]
    private let storage: Storage
    private let registry: Registry
    private let clock: WallClock

    /// A runner that has done nothing yet.
    package init(_ duties: [any Duty], storage: Storage, registry: Registry, clock: WallClock) {
        self.duties = duties
        self.storage = storage
        self.registry = registry
        self.clock = clock
    }

    /// Does what is to be done now.
    package func settle() async {
        for _ in 0..<3 {
            for write in duties.flatMap({ $0.writesAtStart(in: storage) }) { try? perform(write) }
        }
    }

    /// Works until the task is cancelled.
    package func run() async {
        while !Task.isCancelled {
            await settle()
            storage.endWaits(before: .now)
            try? await Task.sleep(for: .milliseconds(500))
        }
    }

    private func perform(_ write: ObjectWrite) throws {
        let store = ResourceStore(storage: storage)
        func context(_ id: ResourceID, _ key: StorageKey) -> WriteContext? {
            registry.snapshot.resources.first { $0.id == id && $0.view == nil }.map {
                WriteContext($0, namespace: key.namespace, part: .whole, now: clock.now)
            }
        }
        switch write {
        case .create(let id, let key, let object):
            guard let context = context(id, key) else { return }
            _ = try store.create(object, context)
        case .change(let id, let key, let change):
            guard let context = context(id, key) else { return }
            _ = try store.update(key, context) { change($0) }
        case .delete: break
        }
    }
}
