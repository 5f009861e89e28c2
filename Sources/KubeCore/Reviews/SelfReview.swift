// SPDX-License-Identifier: Apache-2.0

package import JSONKit

/// Who the server takes the asker for: the answer to a `SelfSubjectReview`.
package struct SelfReview: Sendable, Hashable, JSONDecodable {
    package var user = UserInfo()

    package init(from reader: inout JSONReader) throws(JSONError) {
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "status": try readStatus(from: &reader)
            default: try reader.skipValue()
            }
        }
    }

    private mutating func readStatus(from reader: inout JSONReader) throws(JSONError) {
        guard try !reader.readNullIfPresent() else { return }
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "userInfo": try reader.read(into: &user)
            default: try reader.skipValue(of: key)
            }
        }
    }
}
