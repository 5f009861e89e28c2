// SPDX-License-Identifier: Apache-2.0

internal import JSONKit
package import KubeCore

/// Patches that add or remove a finalizer, and that fail when somebody else did so in the meantime.
///
/// A finalizer is added before anything is done outside, and removed when that is undone. Nobody's else may ever be lost
/// by it: a failed patch (422) means to read again, which the next event brings about anyway.
package struct FinalizerPatch: Sendable, Hashable {
    /// The finalizer, such as `portolan.dev/cloud`.
    package let name: String

    /// The patches for a finalizer.
    package init(_ name: String) {
        self.name = name
    }

    /// Adds the finalizer; nil when it is there, or may not be added any more because the object was asked to go.
    package func adding(to metadata: ObjectMeta) -> Patch? {
        guard !metadata.finalizers.contains(name), !metadata.isBeingDeleted else { return nil }
        let operations: [JSONPatch.Operation]
        if metadata.finalizers.isEmpty {
            // There is no list whose content could be tested, and one that appeared must not be replaced.
            let version = metadata.resourceVersion.map { JSONValue.string($0.text) } ?? .null
            operations = [
                .test(Self.metadata.appending("resourceVersion"), version),
                .add(Self.finalizers, .array([.string(name)])),
            ]
        } else {
            operations = [
                .test(Self.metadata.appending("uid"), .string(metadata.uid)),
                .test(Self.finalizers, .array(metadata.finalizers.map(JSONValue.string))),
                .add(Self.finalizers.appending("-"), .string(name)),
            ]
        }
        return .json(JSONPatch(operations))
    }

    /// Removes the finalizer; nil when it is not there.
    package func removing(from metadata: ObjectMeta) -> Patch? {
        guard let index = metadata.finalizers.firstIndex(of: name) else { return nil }
        let place = Self.finalizers.appending("\(index)")
        return .json(
            JSONPatch([
                .test(Self.metadata.appending("uid"), .string(metadata.uid)),
                .test(place, .string(name)),
                .remove(place),
            ])
        )
    }

    private static let metadata = JSONPointer(["metadata"])
    private static let finalizers = JSONPointer(["metadata", "finalizers"])
}
