// SPDX-License-Identifier: Apache-2.0

package import JSONKit

/// Which Kubernetes a server is: the answer of `/version`.
package struct ServerVersion: Sendable, Hashable {
    package var major = ""
    /// The minor version; some vendors put a `+` behind it.
    package var minor = ""
    /// The whole version, such as `v1.36.1`.
    package var gitVersion = ""
    package var platform = ""
}

extension ServerVersion: JSONDecodable {
    package init(from reader: inout JSONReader) throws(JSONError) {
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "major": try reader.read(into: &major)
            case "minor": try reader.read(into: &minor)
            case "gitVersion": try reader.read(into: &gitVersion)
            case "platform": try reader.read(into: &platform)
            default: try reader.skipValue(of: key)
            }
        }
    }
}

extension ServerVersion: CustomStringConvertible {
    package var description: String { gitVersion }
}
