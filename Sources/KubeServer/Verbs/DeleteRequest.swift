// SPDX-License-Identifier: Apache-2.0

/// How an object is to be deleted.
package struct DeleteRequest: Sendable, Equatable {
    /// What becomes of the objects that it owns.
    package enum Propagation: String, Sendable {
        /// They stay, without an owner.
        case orphan = "Orphan"
        /// They go after it.
        case background = "Background"
        /// They go before it.
        case foreground = "Foreground"
    }

    /// What becomes of the objects that it owns, and the time that it has to end; nil leaves both to the resource.
    package var propagation: Propagation?
    package var gracePeriodSeconds: Int?
    /// The state that the object must have, or it stays.
    package var uid: String?
    package var resourceVersion: String?
    package var isDryRun = false

    package init() {}

    static let orphanFinalizer = "orphan"
    static let foregroundFinalizer = "foregroundDeletion"

    /// The finalizers with those of the garbage collector put in or taken out.
    func finalizers(_ present: [String]) -> [String] {
        guard let propagation else { return present }
        let own = [Self.orphanFinalizer, Self.foregroundFinalizer]
        let others = present.filter { !own.contains($0) }
        return switch propagation {
        case .background: others
        case .orphan: others + [Self.orphanFinalizer]
        case .foreground: others + [Self.foregroundFinalizer]
        }
    }
}
