// SPDX-License-Identifier: Apache-2.0

package import KubeCore

/// Which changes are worth a look; combined by `&&`, `||` and `!`.
///
/// Predicates remember nothing: a change says what was known before, and that an object was deleted and made again. What
/// appears, goes or is another object of the same name always passes those that compare two states.
package struct Predicate<Object: KubeObject>: Sendable {
    /// Whether a change is worth a look.
    package let passes: @Sendable (ObjectChange<Object>) -> Bool

    /// Changes for which a function holds.
    package init(_ passes: @escaping @Sendable (ObjectChange<Object>) -> Bool) {
        self.passes = passes
    }

    /// All changes, and of updates those for which a function of both states holds.
    package static func updates(_ isNews: @escaping @Sendable (_ old: Object, _ new: Object) -> Bool) -> Predicate {
        Predicate { change in
            guard case .updated(let old, let new) = change else { return true }
            return isNews(old, new)
        }
    }

    /// Changes of objects for which a function holds now, or did before.
    package static func objects(_ isMeant: @escaping @Sendable (Object) -> Bool) -> Predicate {
        Predicate { $0.states.contains(where: isMeant) }
    }

    /// Changes that pass both.
    package static func && (left: Predicate, right: Predicate) -> Predicate {
        Predicate { left.passes($0) && right.passes($0) }
    }

    /// Changes that pass one of the two.
    package static func || (left: Predicate, right: Predicate) -> Predicate {
        Predicate { left.passes($0) || right.passes($0) }
    }

    /// Changes that do not pass another.
    package static prefix func ! (predicate: Predicate) -> Predicate {
        Predicate { !predicate.passes($0) }
    }
}

extension Predicate {
    /// All changes.
    package static var all: Predicate { Predicate { _ in true } }

    /// What is wanted of the object was written: not its status, nor its labels or annotations.
    ///
    /// Kinds that do not count generations, such as config maps, always pass.
    package static var generationChanged: Predicate {
        updates { old, new in
            guard let before = old.metadata.generation, let after = new.metadata.generation else { return true }
            return before != after
        }
    }

    /// Labels were written.
    package static var labelsChanged: Predicate { updates { $0.metadata.labels != $1.metadata.labels } }

    /// Annotations were written.
    package static var annotationsChanged: Predicate { updates { $0.metadata.annotations != $1.metadata.annotations } }

    /// Finalizers came or went.
    package static var finalizersChanged: Predicate { updates { $0.metadata.finalizers != $1.metadata.finalizers } }

    /// The object was asked to go.
    package static var deletionBegun: Predicate {
        updates { !$0.metadata.isBeingDeleted && $1.metadata.isBeingDeleted }
    }

    /// Anything was written.
    package static var resourceVersionChanged: Predicate {
        updates { $0.metadata.resourceVersion != $1.metadata.resourceVersion }
    }
}
