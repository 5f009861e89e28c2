// SPDX-License-Identifier: Apache-2.0

package import Basics
package import JSONKit

/// The kinds of the group `coordination.k8s.io`, `v1`.
package enum CoordinationV1 {
    /// Who of several may act, and until when.
    package struct Lease: Resource {
        package static let resourceType = ResourceType(.coordination, kind: "Lease", plural: "leases")

        package var metadata = ObjectMeta()
        /// Who has it.
        package var spec = LeaseSpec()

        package init() {}

        package mutating func readField(
            _ key: borrowing JSONKey,
            from reader: inout JSONReader
        ) throws(JSONError) {
            switch key {
            case "spec": try reader.read(into: &spec)
            default: try reader.skipValue(of: key)
            }
        }
    }

    /// What is said of a lease.
    package struct LeaseSpec: Sendable, Hashable {
        /// Who has it; empty when it was given back.
        package var holderIdentity = ""
        /// For how long after `renewTime` it is held.
        package var leaseDurationSeconds: Int?
        package var acquireTime: Timestamp?
        package var renewTime: Timestamp?
        /// How often it went from one holder to another.
        package var leaseTransitions = 0

        /// A lease that nobody has.
        package init() {}
    }
}

extension CoordinationV1.LeaseSpec: JSONDecodable {
    package init(from reader: inout JSONReader) throws(JSONError) {
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "holderIdentity": try reader.read(into: &holderIdentity)
            case "leaseDurationSeconds": try reader.read(into: &leaseDurationSeconds)
            case "acquireTime": try reader.read(into: &acquireTime)
            case "renewTime": try reader.read(into: &renewTime)
            case "leaseTransitions": try reader.read(into: &leaseTransitions)
            default: try reader.skipValue(of: key)
            }
        }
    }
}

extension CoordinationV1.LeaseSpec: JSONEncodable {
    package func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.field("holderIdentity", holderIdentity)
            writer.field("leaseDurationSeconds", leaseDurationSeconds)
            writer.field("acquireTime", microTime: acquireTime)
            writer.field("renewTime", microTime: renewTime)
            writer.field("leaseTransitions", leaseTransitions)
        }
    }
}
