// SPDX-License-Identifier: Apache-2.0

package import JSONKit

/// A kind of object of which only the fields that somebody reads are kept.
///
/// The type says where it is served and reads its own fields; `apiVersion`, `kind` and `metadata` are read for it:
///
/// ```swift
/// struct Widget: Resource {
///     static let resourceType = ResourceType(.widgets, kind: "Widget", plural: "widgets")
///     var metadata = ObjectMeta()
///     var size = 0
///     init() {}
///     mutating func readField(_ key: borrowing JSONKey, from reader: inout JSONReader) throws(JSONError) {
///         switch key {
///         case "size": try reader.read(into: &size)
///         default: try reader.skipValue(of: key)
///         }
///     }
/// }
/// ```
///
/// It cannot be written back: an object that was read in part would be written without its other parts. Writing is
/// applying an intent, or a patch, or replacing a ``DynamicObject`` that was read whole.
package protocol Resource: KubeObject {
    /// Where the objects are served, and what they say they are.
    static var resourceType: ResourceType { get }

    /// Name, labels, versions and whatever else all objects have.
    var metadata: ObjectMeta { get set }

    /// An object of which nothing has been read.
    init()

    /// Reads the value of one of the kind's own fields, or skips it.
    mutating func readField(_ key: borrowing JSONKey, from reader: inout JSONReader) throws(JSONError)
}

extension Resource {
    /// Only objects of this very kind.
    package static func accepts(kind: String) -> Bool { kind == resourceType.kind }

    /// Reads an object, which is an error when it says that it is of another kind.
    ///
    /// The items of a list of built-in objects do not say what they are, so no kind is fine.
    @inlinable
    package init(from reader: inout JSONReader) throws(JSONError) {
        self.init()
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "apiVersion": try reader.skipValue()
            case "kind": try reader.checkKind(of: Self.self)
            case "metadata": try reader.read(into: &metadata)
            default: try readField(key, from: &reader)
            }
        }
    }
}

extension JSONReader {
    /// Reads the kind of an object, an error when it is not one that the type accepts.
    package mutating func checkKind<Object: KubeObject>(of type: Object.Type) throws(JSONError) {
        let kind = try readString()
        guard Object.accepts(kind: kind) else {
            throw invalidValue("an object of kind \(kind) is no \(Object.self)")
        }
    }
}
