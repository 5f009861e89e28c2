// SPDX-License-Identifier: Apache-2.0

package import JSONKit

/// Between a tree, which writes work on, and the bytes that are stored and sent.
package enum ObjectCodec {
    /// The object as it is stored: its members behind `apiVersion` and `kind`, with a resource version put in.
    ///
    /// What will not be stored has no resource version, which is said with a zero.
    package static func members(of object: JSONObject, resourceVersion: UInt64) -> [UInt8] {
        var writer = JSONWriter(style: .compact)
        writer.object { writer in
            var metadata = object.metadata
            metadata["resourceVersion"] = resourceVersion == 0 ? nil : .string("\(resourceVersion)")
            writer.field("metadata", metadata)
            for (key, value) in object where !["apiVersion", "kind", "metadata"].contains(key) {
                writer.field(key, value)
            }
        }
        return Array(writer.finish().dropFirst().dropLast())
    }

    /// The object as it is sent in a version of the API.
    package static func encode(_ object: StoredObject, kind: String, apiVersion: String) -> [UInt8] {
        var bytes = head(kind: kind, apiVersion: apiVersion)
        bytes.reserveCapacity(bytes.count + object.members.count + 1)
        bytes += object.members
        bytes.append(UInt8(ascii: "}"))
        return bytes
    }

    /// The object as it is an item of a list: items of built-in lists do not repeat what the list is of.
    package static func encodeItem(_ object: StoredObject, of resource: ServedResource) -> [UInt8] {
        guard resource.isBuiltIn else {
            return encode(object, kind: resource.names.kind, apiVersion: resource.apiVersion)
        }
        return [UInt8(ascii: "{")] + object.members + [UInt8(ascii: "}")]
    }

    /// The object as a tree.
    package static func decode(_ object: StoredObject, kind: String, apiVersion: String) throws(JSONError) -> JSONObject
    {
        try JSONObject(parsing: encode(object, kind: kind, apiVersion: apiVersion))
    }

    /// The bytes with which every object of a kind begins, up to the comma before its other members.
    private static func head(kind: String, apiVersion: String) -> [UInt8] {
        var writer = JSONWriter(style: .compact)
        writer.object { writer in
            writer.field("kind", kind)
            writer.field("apiVersion", apiVersion)
        }
        var bytes = writer.finish()
        bytes[bytes.count - 1] = UInt8(ascii: ",")
        return bytes
    }
}
