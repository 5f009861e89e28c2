// SPDX-License-Identifier: Apache-2.0

package import JSONKit
package import KubeSchema

/// A type of the Kubernetes API: an object with fields, or a string of which only some words are known.
package struct TypeDefinition: Sendable {
    /// What values of the type look like.
    package enum Body: Sendable {
        case fields([FieldDefinition])
        case words([String])
    }

    package let name: String
    /// What it is, in a sentence; only kinds have one.
    package let summary: String
    /// Whether it has an `apiVersion`, a `kind` and metadata.
    package let isKind: Bool
    /// Whether server-side apply replaces it as a whole.
    package let isAtomic: Bool
    /// Whether JSON shows only the field that is set, without its name.
    package let isUnion: Bool
    package let body: Body
    /// Where its fields are in a protobuf message.
    let layout: MessageLayout

    /// The fields of an object, besides those that all kinds have.
    package var fields: [FieldDefinition] {
        guard case .fields(let fields) = body else { return [] }
        return fields
    }
}

/// A field of an object.
package struct FieldDefinition: Sendable {
    package let name: String
    package let type: FieldType
    /// Whether the documentation calls it required; what is refused without it is for strategies to say.
    package let isRequired: Bool
    /// Whether nothing is something else than an empty value: a pointer in Go.
    package let isOptional: Bool
    /// The number in protobuf, behind those of the messages that JSON shows without their names; empty if there is none.
    let number: [Int]
    /// The type in protobuf of what may be anything in JSON; without one it is JSON in protobuf, too.
    let message: String?
    package let merging: Merging
    /// The value that the API server fills in, or the zero that Go writes.
    package let defaultValue: JSONValue?

    /// How the value is merged with a present one.
    package struct Merging: Sendable, Equatable {
        /// How server-side apply tells elements of a list apart; atomic unless the table says otherwise.
        package var list = SchemaExtensions.ListType.atomic
        package var listKeys: [String] = []
        /// Whether server-side apply replaces an object or a map as a whole.
        package var isAtomic = false
        package var patchStrategy: [String] = []
        package var patchKey: String?
    }
}

/// The type of a field.
package indirect enum FieldType: Sendable, Equatable {
    case scalar(Scalar)
    case list(FieldType)
    case map(FieldType)
    /// A type of the table, or of one that it imports.
    case named(String)

    /// The types that need no definition.
    package enum Scalar: String, Sendable, CaseIterable {
        case string
        case bool
        case int32
        case int64
        case double
        /// In JSON a string in base64.
        case bytes
        /// Seconds in JSON, as RFC 3339 has them.
        case time
        /// Microseconds in JSON.
        case microTime
        case intOrString
        /// A number with a unit: `500m`, `1Gi`.
        case quantity
        /// Whatever JSON can say.
        case any
    }
}
