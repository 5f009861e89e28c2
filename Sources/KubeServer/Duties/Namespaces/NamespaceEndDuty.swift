// SPDX-License-Identifier: Apache-2.0

package import Basics
internal import JSONKit
internal import KubeCore
internal import Synchronization

/// Empties namespaces that are being deleted, says how far it has come, and lets them go when nothing is left.
///
/// The order is that of Kubernetes' controller (`pkg/controller/namespace/deletion`): pods first, everything else when
/// they are gone. What has finalizers is waited for.
package final class NamespaceEndDuty: Duty {
    package let resources: [ResourceID] = []
    package let followsEverything = true

    /// The entry of `spec.finalizers` that this duty answers for.
    private static let finalizer = "kubernetes"
    /// How many objects are deleted between two looks at the news.
    private static let portion = 200

    private let registry: Registry
    private let clock: WallClock
    private let state = Mutex(NamespaceEndings())

    package init(_ registry: Registry, clock: WallClock = .system) {
        self.registry = registry
        self.clock = clock
    }

    package func writesAtStart(in storage: Storage) -> [ObjectWrite] {
        let going = storage.objects(.namespaces).filter { Belonging($0).isGoing }.map(\.key.name)
        state.withLock { state in
            state = NamespaceEndings()
            for name in going { state.begin(name) }
        }
        return []
    }

    package func writes(after change: Change, of resource: ResourceID, in storage: Storage) -> [ObjectWrite] {
        guard resource == .namespaces else {
            state.withLock { $0.contentChanged(in: change.object.key.namespace) }
            return []
        }
        let name = change.object.key.name
        // What has been made in the moment in which the namespace went is found by a last look.
        if change.kind == .deleted || Belonging(change.object).isGoing { state.withLock { $0.begin(name) } }
        return []
    }

    package func nextWrites(in storage: Storage) -> [ObjectWrite]? {
        guard let name = state.withLock({ $0.next() }) else { return nil }
        guard let object: JSONObject = storage.read(.namespaces, StorageKey(name: name)) else {
            let leftovers = deletions(in: name, of: contents, storage)
            if leftovers.isEmpty { state.withLock { $0.end(name) } }
            return leftovers
        }
        guard !object.metadata.text("deletionTimestamp").isEmpty else {
            state.withLock { $0.end(name) }
            return []
        }
        // Others who finalize it have the last word.
        guard object.object("spec").strings("finalizers").contains(Self.finalizer) else { return [] }
        let contents = contents
        let count = contents.reduce(0) { $0 + storage.count($1, in: name) }
        guard state.withLock({ $0.isWorthLooking(at: name, remaining: count) }) else { return [] }
        let writes = writes(in: name, contents, storage)
        if !writes.isEmpty { return writes }
        state.withLock { $0.passed(name, remaining: count) }
        return conclusion(in: name, contents, storage)
    }

    /// The next deletions; none when everything that may go at this stage has been deleted.
    private func writes(in name: String, _ contents: [ResourceID], _ storage: Storage) -> [ObjectWrite] {
        let arePodsLeft = storage.count(.pods, in: name) > 0
        return deletions(in: name, of: arePodsLeft ? [.pods] : contents.filter { $0 != .pods }, storage)
    }

    /// What is to be said of the namespace, and its end when nothing is left.
    private func conclusion(in name: String, _ contents: [ResourceID], _ storage: Storage) -> [ObjectWrite] {
        let arePodsLeft = storage.count(.pods, in: name) > 0
        // While there are pods, Kubernetes does not say what else there is.
        let remains = NamespaceRemains(of: arePodsLeft ? [] : contents, in: name, storage)
        let report = NamespaceReport(remains, at: clock.now)
        let key = StorageKey(name: name)
        let update = ObjectWrite.change(.namespaces, key, { report.written(to: $0) }, of: .status)
        guard !arePodsLeft, remains.isEmpty else { return [update] }
        return [update, .change(.namespaces, key, Self.released, of: .finalizers)]
    }

    /// The next deletions of objects that nobody has deleted yet, from where the last ones ended.
    private func deletions(in name: String, of resources: [ResourceID], _ storage: Storage) -> [ObjectWrite] {
        let cursor = state.withLock { $0.cursor(in: name) }
        let rest = cursor.flatMap { cursor in resources.firstIndex(of: cursor.resource) }
        for resource in resources[(rest ?? 0)...] {
            var last = resource == cursor?.resource ? cursor?.key : nil
            while let page = storage.page(resource, namespace: name, after: last, limit: Self.portion) {
                guard let end = page.objects.last else { break }
                last = end.key
                let writes = page.objects.filter { !Belonging($0).isGoing }.map { object in
                    ObjectWrite.delete(resource, object.key, uid: object.uid, .background)
                }
                if writes.isEmpty { continue }
                state.withLock { $0.pause(name, at: NamespaceEndings.Cursor(resource: resource, key: end.key)) }
                return writes
            }
        }
        return []
    }

    /// The resources whose objects are in namespaces.
    private var contents: [ResourceID] {
        registry.snapshot.resources.filter { $0.isNamespaced && $0.view == nil }.map(\.id).unique
    }

    @Sendable
    private static func released(_ namespace: JSONObject) -> JSONObject {
        var released = namespace
        let others = namespace.object("spec").strings("finalizers").filter { $0 != finalizer }
        released.set(.array(others.map { .string($0) }), at: ["spec", "finalizers"])
        return released
    }
}

extension [ResourceID] {
    /// Each of them once, where several versions of a resource are served.
    fileprivate var unique: [ResourceID] {
        var seen: Set<ResourceID> = []
        return filter { seen.insert($0).inserted }
    }
}
