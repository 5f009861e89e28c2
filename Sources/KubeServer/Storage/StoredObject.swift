// SPDX-License-Identifier: Apache-2.0

/// One state of one object: the encoded bytes that every answer and every watch event shares, and what filters read.
///
/// The bytes are those of the JSON object without its braces, `apiVersion` and `kind`, which differ from version to
/// version of the API: an answer is made by writing those in front.
package final class StoredObject: Sendable {
    package let key: StorageKey
    package let uid: String
    package let resourceVersion: UInt64
    /// The members behind `apiVersion` and `kind`, in compact JSON: `"metadata":{…},"spec":{…}`.
    package let members: [UInt8]
    /// The labels, for label selectors.
    package let labels: [String: String]
    /// The fields that field selectors of this resource may name, besides the name and the namespace.
    package let fields: [String: String]

    package init(
        key: StorageKey,
        uid: String,
        resourceVersion: UInt64,
        members: [UInt8],
        labels: [String: String] = [:],
        fields: [String: String] = [:]
    ) {
        self.key = key
        self.uid = uid
        self.resourceVersion = resourceVersion
        self.members = members
        self.labels = labels
        self.fields = fields
    }
}
