// SPDX-License-Identifier: Apache-2.0

internal import KubeCore

/// How an object is to be deleted.
package struct DeleteRequest: Sendable, Equatable {
    /// What becomes of the objects that it owns.
    package enum Propagation: String, Sendable, CaseIterable {
        /// They go before it.
        case foreground = "Foreground"
        /// They go after it.
        case background = "Background"
        /// They stay, without an owner.
        case orphan = "Orphan"
    }

    /// What becomes of the objects that it owns; nil leaves it to the object and its resource.
    package var propagation: Propagation?
    /// The older way to say that; false asks for no certain way to delete dependents.
    package var orphansDependents: Bool?
    /// The time that the object has to end; nil leaves it to the object.
    package var gracePeriodSeconds: Int?
    /// The state that the object must have, or it stays.
    package var uid: String?
    package var resourceVersion: String?
    package var isDryRun = false

    package init() {}

    static let orphanFinalizer = "orphan"
    static let foregroundFinalizer = "foregroundDeletion"

    /// Whether the client left it to the object and its resource what becomes of dependents.
    var leavesPropagationOpen: Bool { propagation == nil && orphansDependents == nil }

    /// The finalizers of an object with those of the garbage collector put in or taken out.
    ///
    /// What the client says counts most, then what the object says by its finalizers, then its resource
    /// (apiserver, `registry/generic/registry/store.go`).
    func finalizers(_ present: [String], _ traits: DeletionTraits) -> [String] {
        let others = present.filter { ![Self.orphanFinalizer, Self.foregroundFinalizer].contains($0) }
        guard let standard = traits.propagation else { return others }
        return switch chosen(present) ?? standard {
        case .background: others
        case .orphan: others + [Self.orphanFinalizer]
        case .foreground: others + [Self.foregroundFinalizer]
        }
    }

    private func chosen(_ finalizers: [String]) -> Propagation? {
        if let orphansDependents { return orphansDependents ? .orphan : .background }
        if let propagation { return propagation }
        return finalizers.lazy.compactMap { finalizer in
            switch finalizer {
            case Self.orphanFinalizer: Propagation.orphan
            case Self.foregroundFinalizer: Propagation.foreground
            default: nil
            }
        }.first
    }
}
