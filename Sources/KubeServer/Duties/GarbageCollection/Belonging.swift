// SPDX-License-Identifier: Apache-2.0

internal import JSONKit
internal import KubeCore

/// What counts of an object when garbage is collected: to whom it belongs, and how it goes.
struct Belonging: Sendable, Equatable {
    private(set) var owners: [OwnerReference] = []
    private(set) var finalizers: [String] = []
    private(set) var isGoing = false

    init() {}

    /// What counts of a stored object; one that cannot be read belongs to nobody.
    init(_ object: StoredObject) {
        self = (try? object.read()) ?? Belonging()
    }

    /// Whether it goes after its dependents.
    var awaitsDependents: Bool { isGoing && finalizers.contains(DeleteRequest.foregroundFinalizer) }

    /// Whether it goes when its dependents are nobody's.
    var orphansDependents: Bool { isGoing && finalizers.contains(DeleteRequest.orphanFinalizer) }

    /// The way in which its finalizers say that it is to be deleted.
    var propagation: DeleteRequest.Propagation {
        if finalizers.contains(DeleteRequest.orphanFinalizer) { return .orphan }
        return finalizers.contains(DeleteRequest.foregroundFinalizer) ? .foreground : .background
    }
}

extension Belonging: JSONDecodable {
    init(from reader: inout JSONReader) throws(JSONError) {
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "metadata": try readMetadata(from: &reader)
            default: try reader.skipValue()
            }
        }
    }

    private mutating func readMetadata(from reader: inout JSONReader) throws(JSONError) {
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "ownerReferences": try reader.read(into: &owners)
            case "finalizers": try reader.read(into: &finalizers)
            case "deletionTimestamp":
                isGoing = true
                try reader.skipValue()
            default: try reader.skipValue()
            }
        }
    }
}
