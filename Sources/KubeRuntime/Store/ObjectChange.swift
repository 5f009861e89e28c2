// SPDX-License-Identifier: Apache-2.0

package import KubeCore

/// What became of an object, as seen by somebody who knew its state before.
///
/// It stands in queues and is handed on a dozen times. So it is one reference: to copy an object is to retain each of its
/// strings.
package indirect enum ObjectChange<Object: KubeObject>: Sendable {
    /// There was none of this name.
    case added(Object)
    /// It was written.
    case updated(from: Object, to: Object)
    /// It was deleted, and another was made with its name.
    case recreated(old: Object, new: Object)
    /// It is gone. The state is the last one, unless the deletion was missed: then it is the last that was seen.
    case deleted(Object, isLastState: Bool)
}

extension ObjectChange {
    /// The change from one state to another; nil when there was nothing, and is nothing.
    package init?(from old: Object?, to new: Object?, isLastState: Bool = true) {
        switch (old, new) {
        case (nil, nil): return nil
        case (nil, let new?): self = .added(new)
        case (let old?, nil): self = .deleted(old, isLastState: isLastState)
        case (let old?, let new?):
            let isSame = old.metadata.identity == new.metadata.identity
            self = isSame ? .updated(from: old, to: new) : .recreated(old: old, new: new)
        }
    }

    /// The state before.
    package var old: Object? {
        switch self {
        case .added: nil
        case .updated(let old, _), .recreated(let old, _), .deleted(let old, _): old
        }
    }

    /// The state now.
    package var new: Object? {
        switch self {
        case .deleted: nil
        case .added(let new), .updated(_, let new), .recreated(_, let new): new
        }
    }

    /// The states that are to be looked at: what refers to others may have referred to others before.
    package var states: [Object] { [old, new].compactMap { $0 } }

    /// The object's place.
    package var key: ObjectKey {
        switch self {
        case .added(let object), .updated(_, let object), .recreated(_, let object), .deleted(let object, _): object.key
        }
    }
}
