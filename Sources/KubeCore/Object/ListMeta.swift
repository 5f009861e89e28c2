// SPDX-License-Identifier: Apache-2.0

package import JSONKit

/// What a list says of itself.
package struct ListMeta: Sendable, Hashable {
    /// The version of the whole list, from which a watch goes on; nil when the server cannot watch the resource.
    package var resourceVersion: ResourceVersion?
    /// What to send for the next page; nil on the last.
    package var continueToken: String?
    /// How many objects follow on later pages, if the server knows.
    package var remainingItemCount: Int?

    /// Metadata of which nothing has been read.
    package init() {}
}

extension ListMeta: JSONDecodable {
    package init(from reader: inout JSONReader) throws(JSONError) {
        var version = ""
        var token = ""
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "resourceVersion": try reader.read(into: &version)
            case "continue": try reader.read(into: &token)
            case "remainingItemCount": try reader.read(into: &remainingItemCount)
            default: try reader.skipValue(of: key)
            }
        }
        resourceVersion = version.isEmpty ? nil : ResourceVersion(version)
        continueToken = token.isEmpty ? nil : token
    }
}
