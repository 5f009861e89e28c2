// SPDX-License-Identifier: Apache-2.0

// Which kinds answer with the object that is gone is an accident of history, but clients see it
// (`ReturnDeletedObject` in `pkg/registry/*/storage`).

extension ServiceStrategy {
    var deletion: DeletionTraits { .answeringWithObject }
}

extension PersistentVolumeStrategy {
    var deletion: DeletionTraits { .answeringWithObject }
}

extension PersistentVolumeClaimStrategy {
    var deletion: DeletionTraits { .answeringWithObject }
}

extension ResourceQuotaStrategy {
    var deletion: DeletionTraits { .answeringWithObject }
}

extension StorageClassStrategy {
    var deletion: DeletionTraits { .answeringWithObject }
}

extension EventStrategy {
    var deletion: DeletionTraits { .owningNothing }
}

extension EventViewStrategy {
    var deletion: DeletionTraits { .owningNothing }
}

extension JobStrategy {
    /// The first version of jobs kept their pods, and still does.
    var deletion: DeletionTraits {
        var traits = DeletionTraits()
        traits.propagation = .orphan
        traits.warning =
            "child pods are preserved by default when jobs are deleted; set propagationPolicy=Background to remove them "
            + "or set propagationPolicy=Orphan to suppress this warning"
        return traits
    }
}

extension DeletionTraits {
    /// Those of events, which never have dependents.
    fileprivate static var owningNothing: DeletionTraits {
        var traits = DeletionTraits()
        traits.propagation = nil
        return traits
    }
}
