// SPDX-License-Identifier: Apache-2.0

package import JSONKit

extension StoredObject {
    /// The object as a type that reads the fields it needs.
    package func read<Value: JSONDecodable>(as type: Value.Type = Value.self) throws(JSONError) -> Value {
        try Value(parsing: [UInt8(ascii: "{")] + members + [UInt8(ascii: "}")])
    }
}

extension Storage {
    /// All objects of a resource in a namespace (nil: in all), as they are now.
    package func objects(_ resource: ResourceID, in namespace: String? = nil) -> ArraySlice<StoredObject> {
        page(resource, namespace: namespace)?.objects ?? []
    }

    /// An object as a type that reads the fields it needs; nil when there is none that can be read.
    package func read<Value: JSONDecodable>(
        _ resource: ResourceID,
        _ key: StorageKey,
        as type: Value.Type = Value.self
    ) -> Value? {
        object(resource, key).flatMap { try? $0.read() }
    }
}
