// SPDX-License-Identifier: Apache-2.0

package import JSONKit
package import KubeCore

// What is written to the very object that the pass looks at

extension PassWriter {
    /// Says what the controller has observed, as the object's status; the rest of the object stays as it is.
    ///
    /// It has a manager of its own, so that a controller which also applies fields of the object does not take back its
    /// own status. Nil comes back when nothing had to be written.
    @discardableResult
    package func applyStatus(_ status: JSONObject) async throws -> ObjectMeta? {
        var intent = DynamicObject(primary, key)
        // An object that was made anew must not get the status of its predecessor.
        if let owner { intent.setMetadata("uid", .string(owner.uid)) }
        intent["status"] = .object(status)
        return try await apply(primary, intent, subresource: .status, manager: "\(desk.manager)-status")
    }

    /// Adds a finalizer, and says whether that was needed.
    ///
    /// A pass that added one ends: the next one begins on the object as it is then.
    package func addFinalizer(_ name: String) async throws -> Bool {
        guard let owner, let patch = FinalizerPatch(name).adding(to: owner) else { return false }
        try await self.patch(primary, key, patch)
        return true
    }

    /// Removes a finalizer, behind which there must be nothing left to clean up, and says whether it was there.
    @discardableResult
    package func removeFinalizer(_ name: String) async throws -> Bool {
        guard let owner, let patch = FinalizerPatch(name).removing(from: owner) else { return false }
        do {
            try await self.patch(primary, key, patch)
        } catch let error as APIError where error.isNotFound {
            return false
        }
        return true
    }
}
