// SPDX-License-Identifier: Apache-2.0

package import JSONKit

extension JSONReader {
    /// Reads an object of which one member is a string that is wanted; nil when it is not there.
    package mutating func readStringMember(_ name: StaticString) throws(JSONError) -> String? {
        guard try !readNullIfPresent() else { return nil }
        var value: String?
        try beginObject()
        while let key = try nextKey() {
            switch key {
            case name: try read(into: &value)
            default: try skipValue(of: key)
            }
        }
        return value
    }
}
