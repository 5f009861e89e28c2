// SPDX-License-Identifier: Apache-2.0

internal import JSONKit
internal import KubeCore

/// What is to be done about one object, given what stands around it.
///
/// The cases are those of Kubernetes' collector (`pkg/controller/garbagecollector/garbagecollector.go`).
struct Examination {
    /// What has to be done.
    enum Finding {
        case nothing
        case write([ObjectWrite])
        /// Its owners are of kinds that nobody knows: look again when kinds come.
        case puzzling
    }

    /// An owner with more dependents than this lets them go in several rounds.
    private static let roundLimit = 500

    let place: ObjectPlace
    let belonging: Belonging
    let surroundings: CollectorState.Surroundings
    let lookup: OwnerLookup

    var finding: Finding {
        if belonging.isGoing { return .write(ending) }
        let standings = belonging.owners.map { ($0, standing(of: $0)) }
        if standings.contains(where: { $0.1 == .unknown }) { return .puzzling }
        if standings.isEmpty || standings.contains(where: { $0.1 == .impossible }) { return .nothing }
        let isOwned = standings.contains { $0.1 == .present || $0.1 == .orphaning }
        if isOwned {
            // References that mean nothing any more go, or the owner that waits would wait for ever.
            let released = Set(standings.filter { $0.1 != .present }.map(\.0.uid))
            return released.isEmpty ? .nothing : .write([Self.release(place, from: released)])
        }
        let isAwaited = standings.contains { $0.1 == .awaiting }
        if isAwaited, !surroundings.dependents.isEmpty {
            return .write(unblocking + [deletion(.foreground)])
        }
        return .write([deletion(belonging.propagation)])
    }

    private func standing(of owner: OwnerReference) -> OwnerLookup.Standing {
        let standing = lookup.standing(of: owner, ofObjectIn: place.key.namespace)
        return standing == .unknown && surroundings.absentOwners.contains(owner.uid) ? .absent : standing
    }

    /// An object that is being deleted loses the finalizers of the collector when its dependents are as it wants them.
    private var ending: [ObjectWrite] {
        if belonging.awaitsDependents, !surroundings.isBlocked {
            return [Self.finish(place, DeleteRequest.foregroundFinalizer)]
        }
        guard belonging.orphansDependents else { return [] }
        if surroundings.dependents.isEmpty { return [Self.finish(place, DeleteRequest.orphanFinalizer)] }
        return surroundings.dependents.prefix(Self.roundLimit).map { Self.release($0, from: [place.uid]) }
    }

    /// Two owners that wait for each other would do so for ever: what goes with its owners no longer blocks them.
    private var unblocking: [ObjectWrite] {
        let isCycle = surroundings.dependents.contains { dependent in
            lookup.storage.object(at: dependent).map { Belonging($0).awaitsDependents } ?? false
        }
        guard isCycle, belonging.owners.contains(where: \.blocksOwnerDeletion) else { return [] }
        return [
            Self.change(place) { metadata in
                let owners = metadata["ownerReferences"]?.array ?? []
                metadata["ownerReferences"] = .array(
                    owners.map { owner in
                        guard owner["blockOwnerDeletion"] == true, var free = owner.object else { return owner }
                        free["blockOwnerDeletion"] = false
                        return .object(free)
                    }
                )
            }
        ]
    }

    private func deletion(_ propagation: DeleteRequest.Propagation) -> ObjectWrite {
        let owners = belonging.owners.map(\.uid)
        // Whoever has given it another owner meanwhile has saved it.
        return .delete(place.resource, place.key, uid: place.uid, propagation) { object in
            Belonging(object).owners.map(\.uid) == owners
        }
    }
}

extension Examination {
    private static func release(_ place: ObjectPlace, from owners: Set<String>) -> ObjectWrite {
        change(place) { metadata in
            let others = (metadata["ownerReferences"]?.array ?? []).filter { owner in
                !owners.contains(owner["uid"]?.string ?? "")
            }
            metadata["ownerReferences"] = others.isEmpty ? nil : .array(others)
        }
    }

    private static func finish(_ place: ObjectPlace, _ finalizer: String) -> ObjectWrite {
        change(place) { metadata in
            let others = metadata.strings("finalizers").filter { $0 != finalizer }
            metadata["finalizers"] = others.isEmpty ? nil : .array(others.map { .string($0) })
        }
    }

    private static func change(
        _ place: ObjectPlace,
        _ change: @escaping @Sendable (inout JSONObject) -> Void
    ) -> ObjectWrite {
        .change(place.resource, place.key) { object in
            guard object.metadata.text("uid") == place.uid else { return object }
            var changed = object
            change(&changed.metadata)
            return changed
        }
    }
}
