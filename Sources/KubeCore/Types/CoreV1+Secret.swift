// SPDX-License-Identifier: Apache-2.0

package import Basics
package import JSONKit

/// The kinds of the core group, `v1`.
package enum CoreV1 {}

extension CoreV1 {
    /// Data that does not belong into logs.
    package struct Secret: Resource {
        package static let resourceType = ResourceType(.core, kind: "Secret", plural: "secrets")

        package var metadata = ObjectMeta()
        /// What the data are, such as `kubernetes.io/service-account-token`.
        package var type = ""
        package var data: [String: Basics.Secret<[UInt8]>] = [:]

        package init() {}

        package mutating func readField(
            _ key: borrowing JSONKey,
            from reader: inout JSONReader
        ) throws(JSONError) {
            switch key {
            case "type": try reader.read(into: &type)
            case "data": data = try reader.readBase64Members().mapValues { Basics.Secret($0) }
            default: try reader.skipValue(of: key)
            }
        }
    }
}

extension JSONReader {
    /// Reads an object whose values are bytes in base64; null is an empty one.
    mutating func readBase64Members() throws(JSONError) -> [String: [UInt8]] {
        guard try !readNullIfPresent() else { return [:] }
        var members: [String: [UInt8]] = [:]
        try beginObject()
        while let key = try nextKey() {
            let name = key.string
            do {
                members[name] = try Base64.standard.decode(try read(String?.self) ?? "")
            } catch let error as TextFormatError {
                throw invalidValue(error.description)
            } catch let error as JSONError {
                throw error
            } catch {
                throw invalidValue("\(error)")
            }
        }
        return members
    }
}
