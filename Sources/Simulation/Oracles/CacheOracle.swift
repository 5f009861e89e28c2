// SPDX-License-Identifier: Apache-2.0

package import KubeCore
package import KubeRuntime
internal import Synchronization

/// Compares what a store shows with what is true, each time somebody looks.
///
/// A store that says it is at a version must show exactly what there was at that version: no half of a list, nothing that
/// was deleted, nothing missed. And its version never goes back.
package final class CacheOracle<Object: KubeObject>: Sendable {
    private let server: ModelServer
    private let plural: String
    private let owner: String
    private let last = Mutex(0)

    /// Watches over a store of a process.
    package init(_ server: ModelServer, _ plural: String, owner: String) {
        self.server = server
        self.plural = plural
        self.owner = owner
    }

    /// Compares what a store shows.
    package func check(_ snapshot: ObjectSnapshot<Object>) {
        guard let text = snapshot.resourceVersion?.text else {
            if snapshot.count > 0 { complain("shows objects before a list was complete") }
            return
        }
        guard let version = Int(text) else { return complain("has the version \(text)") }
        let before = last.withLock { last in
            defer { last = max(last, version) }
            return last
        }
        if version < before { complain("went back from \(before) to \(version)") }
        compare(snapshot, at: version)
    }

    /// Compares a store whenever it changes, until the task is cancelled.
    ///
    /// Whoever follows its changes must know what it shows, also what is gone.
    package func watch(_ store: ObjectStore<Object>) async {
        let subscription = store.subscribe()
        var known: [ObjectKey: String] = [:]
        while let changes = try? await subscription.next(limit: 3) {
            for change in changes { known[change.key] = change.new?.metadata.resourceVersion?.text }
            let snapshot = store.snapshot
            check(snapshot)
            guard subscription.count == 0 else { continue }
            let shown = snapshot.all.map { ($0.key, $0.metadata.resourceVersion?.text ?? "") }
            if known != Dictionary(uniqueKeysWithValues: shown) { complain("told its followers of something else") }
        }
    }

    private func compare(_ snapshot: ObjectSnapshot<Object>, at version: Int) {
        let truth = server.store.shelves[plural]?.objects(at: version) ?? [:]
        var count = 0
        for object in snapshot.all {
            count += 1
            let (uid, version) = (object.metadata.uid, object.metadata.resourceVersion?.text)
            guard let real = truth[object.key] else {
                complain("shows \(object.key), which is not there at \(version ?? "no version")")
                continue
            }
            guard real.uid == uid, version == "\(real.version)" else {
                complain("shows \(object.key) in version \(version ?? "none") and not \(real.version)")
                continue
            }
        }
        guard count < truth.count else { return }
        let shown = Set(snapshot.keys)
        let missing = truth.keys.filter { !shown.contains($0) }.sorted()
        complain("does not show \(missing) at \(version)")
    }

    private func complain(_ text: String) {
        server.scheduler.fail("the store of \(plural) of \(owner) \(text)")
    }
}
