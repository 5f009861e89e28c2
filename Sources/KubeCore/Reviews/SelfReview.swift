// SPDX-License-Identifier: Apache-2.0

package import JSONKit

/// Who the server takes the asker for: the answer to a `SelfSubjectReview`.
package struct SelfReview: Sendable, Hashable, ReviewAnswer {
    package var user = UserInfo()

    package init() {}

    package mutating func readStatus(
        _ key: borrowing JSONKey,
        from reader: inout JSONReader
    ) throws(JSONError) {
        switch key {
        case "userInfo": try reader.read(into: &user)
        default: try reader.skipValue(of: key)
        }
    }
}
