// SPDX-License-Identifier: Apache-2.0

internal import Basics
internal import JSONKit
internal import KubeCore

/// Performs writes of the server itself, by the rules that hold for everybody.
struct DutyWriter: Sendable {
    private let store: ResourceStore
    private let registry: Registry
    private let clock: WallClock

    init(_ store: ResourceStore, _ registry: Registry, _ clock: WallClock) {
        self.store = store
        self.registry = registry
        self.clock = clock
    }

    /// Performs a write, unless others have done so or made it pointless.
    func perform(_ write: ObjectWrite, as manager: String) throws(APIFailure) {
        do throws(APIFailure) {
            try attempt(write, as: manager)
        } catch {
            switch error.status.reason {
            case .notFound, .alreadyExists, .conflict: return
            default: throw error
            }
        }
    }

    private func attempt(_ write: ObjectWrite, as manager: String) throws(APIFailure) {
        let (id, key) = write.place
        guard let resource = registry.snapshot.resource(id) else {
            throw APIFailure.internalError("\(id) \"\(key)\" cannot be written: the resource is not served")
        }
        var context = WriteContext(
            resource,
            namespace: key.namespace,
            part: .whole,
            fieldValidation: .ignore,
            manager: manager,
            now: clock.now
        )
        switch write {
        case .create(_, _, let object):
            guard isOpen(key.namespace) else { return }
            _ = try store.create(object, context)
        case .change(_, _, let change, let part):
            context.part = part
            _ = try store.update(key, context) { change($0) }
        case .delete(_, _, let uid, let propagation, let isStill):
            var request = DeleteRequest()
            request.uid = uid
            request.propagation = propagation
            _ = try store.delete(resource, key, request, now: clock.now) { object throws(APIFailure) in
                guard isStill(object) else { throw APIFailure.modified(id, key.name) }
            }
        }
    }

    /// Whether objects can be made in a namespace: not while it is going.
    private func isOpen(_ namespace: String) -> Bool {
        if namespace.isEmpty { return true }
        let object: PartialObject? = store.storage.read(.namespaces, StorageKey(name: namespace))
        return object.map { $0.metadata.deletionTimestamp == nil } ?? false
    }
}
