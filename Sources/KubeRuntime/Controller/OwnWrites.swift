// SPDX-License-Identifier: Apache-2.0

internal import Basics
internal import KubeCore
internal import Synchronization

/// Holds an object's next pass until the stores have seen what its last one wrote, and lets it go when they have.
///
/// Nobody waits for that: a key that is held is out of the queue, and is back in it as soon as a store has come far
/// enough. A key is held as well as long as a store does not know what there is of its namespace: to a pass that cannot
/// see them, Secrets that nobody may list are Secrets that are not there.
final class OwnWrites: Sendable {
    /// A key that is held, with whose it is and how urgent.
    private struct Held {
        /// The object, where there is one.
        let owner: ObjectMeta?
        let priority: WorkPriority
    }

    /// Of which nobody knows whether there is one object more.
    struct Doubt: Hashable, CustomStringConvertible {
        let type: ResourceType
        let namespace: String?

        var description: String { "\(WatchScope(type, namespace: namespace))" }
    }

    private struct Uncertainty {
        let uid: ObjectIdentity
        var doubts: Set<Doubt> = []
    }

    private struct State {
        /// What was written, for each store that is to see it.
        var versions: [WrittenVersions]
        /// How often each store had begun anew when that was last looked at.
        var restarts: [Int]
        var held: [ObjectKey: Held] = [:]
        /// Where nobody knows whether an object was made, by for whom.
        var uncertain: [ObjectKey: Uncertainty] = [:]
    }

    private let stores: [any ObservedStore]
    private let state: Mutex<State>
    /// Rings when a store has moved.
    private let bell = Bell()

    init(seenBy stores: [any ObservedStore]) {
        self.stores = stores
        state = Mutex(
            State(versions: stores.map { _ in WrittenVersions() }, restarts: stores.map(\.restarts))
        )
        for store in stores { store.onProgress(ring: bell) }
    }

    /// The keys that are held now, in order.
    var heldKeys: [ObjectKey] { state.withLock { $0.held.keys.sorted() } }

    /// For an object, another was written, or it itself, and is this now.
    func wrote(_ written: ObjectMeta, of type: ResourceType, for owner: ObjectMeta) {
        guard let version = written.resourceVersion else { return }
        change { state in
            for index in places(of: written, type) {
                state.versions[index].wrote(version, of: type.groupResource, for: owner)
            }
        }
    }

    /// For an object, another was deleted, or it itself, and is gone.
    func deleted(_ gone: ObjectMeta, of type: ResourceType, for owner: ObjectMeta) {
        change { state in
            for index in places(of: gone, type) {
                state.versions[index].deleted(gone, of: type.groupResource, for: owner)
            }
        }
    }

    /// For an object, another may have been made: the answer was lost.
    func mayHaveMade(_ type: ResourceType, in namespace: String?, for owner: ObjectMeta) {
        change { state in
            let known = state.uncertain[owner.key].flatMap { $0.uid == owner.identity ? $0 : nil }
            var uncertainty = known ?? Uncertainty(uid: owner.identity)
            uncertainty.doubts.insert(Doubt(type: type, namespace: namespace))
            state.uncertain[owner.key] = uncertainty
        }
    }

    /// Where something may have been made for an object, in order.
    func doubts(of owner: ObjectMeta) -> [Doubt] {
        change { state in
            guard let uncertainty = state.uncertain[owner.key], uncertainty.uid == owner.identity else { return [] }
            return uncertainty.doubts.sorted { "\($0)" < "\($1)" }
        }
    }

    /// What the stores watch that would show what may have been made, by their numbers.
    func scopes(of doubt: Doubt) -> [(number: Int, scope: WatchScope)] {
        stores.enumerated().map { ($0.offset, $0.element.scope) }.filter { _, scope in
            scope.type.groupResource == doubt.type.groupResource && scope.concerns(doubt.namespace)
        }
    }

    /// Whatever may have been made was made by these versions, by the numbers of the stores.
    func settled(_ doubt: Doubt, by versions: [Int: ResourceVersion], for owner: ObjectMeta) {
        change { state in
            state.uncertain[owner.key]?.doubts.remove(doubt)
            if state.uncertain[owner.key]?.doubts.isEmpty == true { state.uncertain[owner.key] = nil }
            for (number, version) in versions {
                state.versions[number].wrote(version, of: doubt.type.groupResource, for: owner)
            }
        }
    }

    /// Whether the object of a key, where there is one, must wait before its next pass; if so, it is let go later.
    func holds(_ key: ObjectKey, _ owner: ObjectMeta?, _ priority: WorkPriority) -> Bool {
        change { state in
            guard isHeld(key, owner, &state) else {
                // Perhaps an object of the same name was held, which is gone: to ask for it would forget what this one writes.
                state.held[key] = nil
                return false
            }
            state.held[key] = Held(owner: owner, priority: priority)
            return true
        }
    }

    /// The object is gone, and with it what it wrote.
    func forget(_ key: ObjectKey) {
        change { state in
            for index in stores.indices { state.versions[index].forget(key) }
            state.held[key] = nil
            state.uncertain[key] = nil
        }
    }

    /// Lets objects go when the stores have come far enough, until the task is cancelled.
    func run(letGo: (ObjectKey, WorkPriority) -> Void) async {
        while let free = try? await bell.wait(until: freeKeys) {
            for (key, held) in free { letGo(key, held.priority) }
        }
    }

    /// Takes out the keys that need not wait any longer; nil when there are none.
    private func freeKeys() -> [(key: ObjectKey, value: Held)]? {
        change { state in
            let held = state.held
            let free = held.filter { !isHeld($0.key, $0.value.owner, &state) }.sorted { $0.key < $1.key }
            for (key, _) in free { state.held[key] = nil }
            return free.isEmpty ? nil : free
        }
    }

    private func isHeld(_ key: ObjectKey, _ owner: ObjectMeta?, _ state: inout State) -> Bool {
        var isHeld = stores.contains { !$0.isSynced && $0.scope.concerns(key.namespace) }
        guard let owner else { return isHeld }
        for index in stores.indices {
            let store = stores[index]
            let hold = state.versions[index].hold(owner) { _ in
                WrittenVersions.Sight(version: store.resourceVersion) { store.metadata(of: $0)?.identity }
            }
            isHeld = isHeld || hold != nil
        }
        return isHeld
    }

    /// The stores that will hear of a write.
    private func places(of written: ObjectMeta, _ type: ResourceType) -> [Int] {
        stores.indices.filter { index in
            let store = stores[index]
            guard store.scope.type.groupResource == type.groupResource else { return false }
            return store.scope.covers(written) || store.metadata(of: written.key) != nil
        }
    }

    private func change<Value>(_ body: (inout State) -> Value) -> Value {
        state.withLock { state in
            for index in stores.indices where stores[index].restarts != state.restarts[index] {
                state.restarts[index] = stores[index].restarts
                state.versions[index].startOver(stores[index].scope.type.groupResource)
            }
            return body(&state)
        }
    }
}
