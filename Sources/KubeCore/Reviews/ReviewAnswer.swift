// SPDX-License-Identifier: Apache-2.0

package import JSONKit

/// What comes back for a review: an object of which only the status says anything.
package protocol ReviewAnswer: JSONDecodable {
    /// An answer that says nothing.
    init()

    /// Reads a field of the status, or skips it.
    mutating func readStatus(_ key: borrowing JSONKey, from reader: inout JSONReader) throws(JSONError)
}

extension ReviewAnswer {
    package init(from reader: inout JSONReader) throws(JSONError) {
        self.init()
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
        while let key = try reader.nextKey() { try readStatus(key, from: &reader) }
    }
}
