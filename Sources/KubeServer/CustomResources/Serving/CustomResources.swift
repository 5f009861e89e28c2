// SPDX-License-Identifier: Apache-2.0

internal import Synchronization

/// What is served because of definitions: it follows them, and puts it into the registry.
package final class CustomResources: Sendable {
    /// A definition as it was last read, and what was made of it.
    private struct Entry {
        let object: StoredObject
        let definition: CustomResourceDefinition
        var resources: [ServedResource] = []
    }

    private struct State {
        /// The resource version up to which changes are known to be in it.
        var revision: UInt64 = 0
        var entries: [String: Entry] = [:]
        /// The definitions that wait for their last object to go.
        var leaving: [ResourceID: CustomResourceDefinition] = [:]

        init(revision: UInt64 = 0, entries: [String: Entry] = [:]) {
            self.revision = revision
            self.entries = entries
            for definition in entries.values.map(\.definition) where definition.isBeingDeleted && definition.hasCleanup
            {
                leaving[definition.resource] = definition
            }
        }
    }

    private let registry: Registry
    private let state = Mutex(State())

    package init(_ registry: Registry) {
        self.registry = registry
    }

    /// Serves what the definitions in the storage say now; to be called before the first request, and after each change.
    ///
    /// A definition that has not changed since the last time costs nothing.
    package func serve(definitionsIn storage: Storage) {
        let revision = storage.revision
        let old = state.withLock { $0.entries }
        let new = Self.entries(from: old, storage)
        let isLatest = state.withLock { state in
            guard revision >= state.revision else { return false }
            state = State(revision: revision, entries: new)
            return true
        }
        let hasChanged = new.count != old.count || new.contains { old[$0]?.object !== $1.object }
        guard isLatest, hasChanged else { return }
        let builtIn = Set(registry.snapshot.resources.filter(\.isBuiltIn).map(\.id))
        let resources = new.values.filter { !builtIn.contains($0.definition.resource) }.flatMap(\.resources)
        registry.serve(custom: Self.sorted(resources))
    }

    /// The definitions as they were when they were last served, in the order of their names.
    var definitions: [CustomResourceDefinition] {
        state.withLock { $0.entries }.values.map(\.definition).sorted { $0.name < $1.name }
    }

    /// The definition that waits for the objects of a resource to go, if there is one.
    func waiting(for resource: ResourceID) -> CustomResourceDefinition? {
        state.withLock { $0.leaving[resource] }
    }

    private static func entries(from old: [String: Entry], _ storage: Storage) -> [String: Entry] {
        var entries: [String: Entry] = [:]
        for object in storage.objects(.customResourceDefinitions) {
            let name = object.key.name
            if let known = old[name], known.object === object {
                entries[name] = known
            } else if let entry = entry(for: object, replacing: old[name], storage) {
                entries[name] = entry
            }
        }
        return entries
    }

    private static func entry(for object: StoredObject, replacing old: Entry?, _ storage: Storage) -> Entry? {
        guard let definition: CustomResourceDefinition = try? CustomResourceDefinition(object.read()) else {
            return nil
        }
        var entry = Entry(object: object, definition: definition)
        guard definition.isServed else { return entry }
        if let old, !old.resources.isEmpty, definition.isServedLike(old.definition) {
            entry.resources = old.resources
            let isTerminating = definition.conditions.isTrue(.terminating)
            for index in entry.resources.indices { entry.resources[index].isTerminating = isTerminating }
        } else {
            // Until now, writes went by the definition as it was; after a start there were none since its last change.
            let last = old == nil ? object.resourceVersion : storage.revision
            entry.resources = definition.resources(lastOldRevision: last)
        }
        return entry
    }

    /// Groups by name, and in each the preferred version first, as discovery lists them.
    private static func sorted(_ resources: [ServedResource]) -> [ServedResource] {
        resources.sorted { left, right in
            if left.id.group != right.id.group { return left.id.group < right.id.group }
            if left.version != right.version { return APIVersionOrder(left.version) > APIVersionOrder(right.version) }
            return left.id.plural < right.id.plural
        }
    }
}

extension CustomResourceDefinition {
    /// Whether the same is served under both states of a definition, but for what its deletion changes.
    fileprivate func isServedLike(_ old: CustomResourceDefinition) -> Bool {
        uid == old.uid && generation == old.generation && acceptedNames == old.acceptedNames
    }
}
