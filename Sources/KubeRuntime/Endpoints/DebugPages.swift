// SPDX-License-Identifier: Apache-2.0

package import JSONKit
internal import Synchronization

/// What the parts of a process say of themselves, for whoever looks for a defect: queues, watches, slow passes, leases.
///
/// A page is made when it is asked for. It names objects and counts things; what objects hold has no place in it.
package final class DebugPages: Sendable {
    private let pages = Mutex<[String: @Sendable () -> JSONValue]>([:])

    /// No pages yet.
    package init() {}

    /// Adds a page under a name, or replaces the one that is there; `make` must be quick.
    package func add(_ name: String, _ make: @escaping @Sendable () -> JSONValue) {
        pages.withLock { $0[name] = make }
    }

    /// The names of all pages, in order.
    package var names: [String] { pages.withLock { $0.keys.sorted() } }

    /// A page, nil when there is none of this name.
    package func page(_ name: String) -> JSONValue? {
        let make = pages.withLock { $0[name] }
        return make?()
    }
}
