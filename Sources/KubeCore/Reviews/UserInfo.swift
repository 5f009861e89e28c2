// SPDX-License-Identifier: Apache-2.0

package import JSONKit

/// Who somebody is to a cluster.
package struct UserInfo: Sendable, Hashable {
    package var username = ""
    package var uid = ""
    package var groups: [String] = []
    package var extra: [String: [String]] = [:]

    /// Nobody.
    package init() {}
}

extension UserInfo: JSONDecodable {
    package init(from reader: inout JSONReader) throws(JSONError) {
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "username": try reader.read(into: &username)
            case "uid": try reader.read(into: &uid)
            case "groups": try reader.read(into: &groups)
            case "extra": try reader.read(into: &extra)
            default: try reader.skipValue(of: key)
            }
        }
    }
}
