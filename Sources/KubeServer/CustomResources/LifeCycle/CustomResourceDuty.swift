// SPDX-License-Identifier: Apache-2.0

package import Basics
internal import JSONKit

/// Leads definitions through their lives: they get their names, are served and established, and when they are deleted
/// their objects go first.
///
/// Every step is a write that follows from what is stored, so that a server that stops goes on where it was.
package struct CustomResourceDuty: Duty {
    private let custom: CustomResources
    private let clock: WallClock

    /// - Parameters:
    ///   - custom: what follows the definitions; this duty tells it to.
    ///   - clock: the time of conditions.
    package init(_ custom: CustomResources, clock: WallClock = .system) {
        self.custom = custom
        self.clock = clock
    }

    package let resources: [ResourceID] = [.customResourceDefinitions]
    /// A definition that is deleted waits for the last of its objects to go.
    package let followsEverything = true
    /// Kubernetes has this in the API server itself.
    package let manager = "kube-apiserver"

    package func writes(after change: Change, of resource: ResourceID, in storage: Storage) -> [ObjectWrite] {
        guard resource == .customResourceDefinitions else { return writes(after: change, ofObject: resource, storage) }
        custom.serve(definitionsIn: storage)
        let all = custom.definitions
        let name = change.object.key.name
        // Names that it has freed may be what another one of its group waits for.
        let group = name.split(separator: ".", maxSplits: 1).last.map(String.init) ?? ""
        let peers = all.filter { $0.group == group }
        return peers.flatMap { writes(for: $0, peers, storage) }
    }

    package func writesAtStart(in storage: Storage) -> [ObjectWrite] {
        custom.serve(definitionsIn: storage)
        let all = custom.definitions
        return all.flatMap { definition in
            writes(for: definition, all.filter { $0.group == definition.group }, storage)
        }
    }

    /// The next step of a definition.
    private func writes(
        for definition: CustomResourceDefinition,
        _ peers: [CustomResourceDefinition],
        _ storage: Storage
    ) -> [ObjectWrite] {
        approvalWrites(for: definition)
            + (naming(definition, peers) ?? establishment(of: definition) ?? [])
            + (definition.isBeingDeleted && definition.hasCleanup ? cleanup(definition, storage) : [])
    }
}

extension CustomResourceDuty {
    /// Changes the status of a definition as long as it is the one that was looked at.
    private func change(
        _ definition: CustomResourceDefinition,
        _ change: @escaping @Sendable (inout JSONObject, Timestamp) -> Void
    ) -> ObjectWrite {
        .change(.customResourceDefinitions, StorageKey(name: definition.name)) { [clock] object in
            guard object.metadata.text("uid") == definition.uid else { return object }
            var changed = object
            change(&changed, clock.now)
            return changed
        }
    }

    private func set(
        _ condition: DefinitionConditions.Condition,
        of definition: CustomResourceDefinition
    ) -> [ObjectWrite] {
        if definition.conditions.contains(condition) { return [] }
        return [change(definition) { $0.set(condition, at: $1) }]
    }

    private func approvalWrites(for definition: CustomResourceDefinition) -> [ObjectWrite] {
        guard let approval = CommunityApproval(of: definition.group, definition.approval) else { return [] }
        return set(approval.condition, of: definition)
    }

    /// Nil when the definition has the names that it asks for.
    private func naming(
        _ definition: CustomResourceDefinition,
        _ peers: [CustomResourceDefinition]
    ) -> [ObjectWrite]? {
        if definition.wantedNames == definition.acceptedNames { return nil }
        let claim = NameClaim(definition, others: peers.filter { $0.name != definition.name })
        let isKnown = definition.conditions.contains(claim.condition)
        if isKnown, definition.acceptedNames == claim.accepted { return nil }
        return [
            change(definition) { object, now in
                object.set(claim.accepted.tree, at: ["status", "acceptedNames"])
                object.set(claim.condition, at: now)
                if DefinitionConditions(object.object("status")).isTrue(.established) { return }
                let isAccepted = claim.condition.status == "True"
                object.set(
                    isAccepted
                        ? .init(.established, false, "Installing", "the initial names have been accepted")
                        : .init(.established, false, "NotAccepted", "not all names are accepted"),
                    at: now
                )
            }
        ]
    }

    private func establishment(of definition: CustomResourceDefinition) -> [ObjectWrite]? {
        let conditions = definition.conditions
        guard conditions.isTrue(.namesAccepted), !conditions.isTrue(.established) else { return nil }
        let message = "the initial names have been accepted"
        return set(.init(.established, true, "InitialNamesAccepted", message), of: definition)
    }
}

extension CustomResourceDuty {
    /// The objects of a definition go, and then the finalizer that waits for them.
    private func cleanup(_ definition: CustomResourceDefinition, _ storage: Storage) -> [ObjectWrite] {
        guard definition.conditions.isTrue(.established) else {
            return [release(definition, storage, "NeverEstablished", "resource was never established")]
        }
        let message = "CustomResource deletion is in progress"
        let progress = set(.init(.terminating, true, "InstanceDeletionInProgress", message), of: definition)
        // Told before it is done, since it may take long.
        if !progress.isEmpty { return progress }
        let objects = storage.objects(definition.resource)
        if objects.isEmpty { return [release(definition, storage)] }
        return objects.map { .delete(definition.resource, $0.key, uid: $0.uid) }
    }

    private func writes(after change: Change, ofObject resource: ResourceID, _ storage: Storage) -> [ObjectWrite] {
        guard let definition = custom.waiting(for: resource) else { return [] }
        if storage.objects(resource).isEmpty { return [release(definition, storage)] }
        // One that was made in the moment before is not to stay.
        return change.kind == .created ? [.delete(resource, change.object.key, uid: change.object.uid)] : []
    }

    private func release(
        _ definition: CustomResourceDefinition,
        _ storage: Storage,
        _ reason: String = "InstanceDeletionCompleted",
        _ message: String = "removed all instances"
    ) -> ObjectWrite {
        change(definition) { object, now in
            guard storage.objects(definition.resource).isEmpty else { return }
            object.set(.init(.terminating, false, reason, message), at: now)
            let others = object.metadata.strings("finalizers").filter {
                $0 != CustomResourceDefinition.cleanupFinalizer
            }
            object.metadata["finalizers"] = others.isEmpty ? nil : .array(others.map { .string($0) })
        }
    }
}
