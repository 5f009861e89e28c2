// SPDX-License-Identifier: Apache-2.0

package import JSONKit

/// An object that a token speaks of, by its name and its identity.
package struct AccountReference: Sendable, Equatable {
    package var name = ""
    package var uid = ""

    package init(name: String, uid: String) {
        self.name = name
        self.uid = uid
    }
}

extension AccountReference: JSONDecodable {
    package init(from reader: inout JSONReader) throws(JSONError) {
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "name": try reader.read(into: &name)
            case "uid": try reader.read(into: &uid)
            default: try reader.skipValue(of: key)
            }
        }
    }
}

extension AccountReference: JSONEncodable {
    package func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.field("name", name)
            if !uid.isEmpty { writer.field("uid", uid) }
        }
    }
}
