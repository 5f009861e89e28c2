// SPDX-License-Identifier: Apache-2.0

package import KubeCore

/// How far an object is on its way to what it should be, as tools of the kstatus family read it from its conditions.
///
/// The rules are those of `sigs.k8s.io/cli-utils/pkg/kstatus` for kinds it does not know: deletion first, then a state
/// that has not been looked at, then `Stalled` and `Reconciling`, which say something only while they hold, then `Ready`.
package enum ObjectReadiness: Sendable, Hashable {
    /// It is what it should be.
    case current
    /// Something is being done about it.
    case inProgress(String)
    /// Nothing more is tried before somebody changes something.
    case failed(String)
    /// It was asked to go.
    case terminating

    /// The condition that holds when all is well.
    package static let ready = "Ready"
    /// The condition that holds while something is being done.
    package static let reconciling = "Reconciling"
    /// The condition that holds when nothing more is tried.
    package static let stalled = "Stalled"

    /// Reads an object's conditions, and the generation that was looked at when they were written.
    package init(_ metadata: ObjectMeta, observedGeneration: Int?, _ conditions: [Condition]) {
        if metadata.isBeingDeleted {
            self = .terminating
        } else if let observedGeneration, let generation = metadata.generation, observedGeneration != generation {
            self = .inProgress("generation \(generation) has not been looked at, only \(observedGeneration)")
        } else if let stalled = conditions[Self.stalled], stalled.status == .yes {
            self = .failed(stalled.message)
        } else if let reconciling = conditions[Self.reconciling], reconciling.status == .yes {
            self = .inProgress(reconciling.message)
        } else if let ready = conditions[Self.ready], ready.status != .yes {
            self = .inProgress(ready.message)
        } else {
            self = .current
        }
    }
}
