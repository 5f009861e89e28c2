// SPDX-License-Identifier: Apache-2.0

package import JSONKit

/// What values of a field may look like: a structural schema, as `CustomResourceDefinition` v1 demands.
///
/// The structure (types, members, elements) decides what is kept and what is defaulted; the limits and junctors only
/// decide what is refused.
package final class Schema: Sendable {
    /// The types of JSON, as OpenAPI tells them apart.
    package enum ValueType: String, Sendable {
        case object
        case array
        case string
        case integer
        case number
        case boolean
    }

    /// What an object may hold beside its named members.
    package enum Additional: Sendable {
        /// Nothing: other members are pruned.
        case none
        /// Members of any shape.
        case anything
        /// Members of one schema: the object is a map.
        case values(Schema)
    }

    /// The structure: the type, the members of an object, the elements of a list.
    package let type: ValueType?
    package let properties: [String: Schema]
    package let additional: Additional
    package let items: Schema?
    package let isNullable: Bool
    package let defaultValue: JSONValue?
    package let limits: SchemaLimits
    package let junctors: SchemaJunctors
    package let extensions: SchemaExtensions
    /// What people read, and clients that print documentation.
    package let texts: Texts
    /// What follows from the above, computed once because every value is checked against it.
    let orderedProperties: [(name: String, schema: Schema)]
    let pattern: Pattern?
    let checkedFormat: String?
    let allowedTypes: [ValueType]
    /// Whether this schema or one below has defaults, rules, lists without repetitions, or resources of their own: most
    /// have none.
    package let hasDefaults: Bool
    package let hasRules: Bool
    package let hasUniqueLists: Bool
    package let hasEmbeddedResources: Bool

    /// The parts of a schema that bind nobody.
    package struct Texts: Sendable {
        package var title = ""
        package var description = ""
        package var format = ""

        package init() {}
    }

    package init(
        type: ValueType?,
        properties: [String: Schema] = [:],
        additional: Additional = .none,
        items: Schema? = nil,
        isNullable: Bool = false,
        defaultValue: JSONValue? = nil,
        limits: SchemaLimits = SchemaLimits(),
        junctors: SchemaJunctors = SchemaJunctors(),
        extensions: SchemaExtensions = SchemaExtensions(),
        texts: Texts = Texts()
    ) {
        self.type = type
        self.properties = properties
        self.additional = additional
        self.items = items
        self.isNullable = isNullable
        self.defaultValue = defaultValue
        self.limits = limits
        self.junctors = junctors
        self.extensions = extensions
        self.texts = texts
        orderedProperties = properties.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
        pattern = limits.pattern.flatMap { try? Pattern($0) }
        allowedTypes = extensions.isIntOrString ? [.integer, .string] : type.map { [$0] } ?? []
        checkedFormat = StringFormat.checked(limits.format, of: extensions.isIntOrString ? nil : type)
        var inner = properties.map(\.value)
        if let items { inner.append(items) }
        if case .values(let others) = additional { inner.append(others) }
        hasDefaults = defaultValue != nil || inner.contains(where: \.hasDefaults)
        hasRules =
            !extensions.rules.isEmpty || inner.contains(where: \.hasRules)
            || junctors.all.contains(where: \.hasRules)
        hasUniqueLists =
            [.set, .map].contains(extensions.listType) || inner.contains(where: \.hasUniqueLists)
        hasEmbeddedResources = extensions.isEmbeddedResource || inner.contains(where: \.hasEmbeddedResources)
    }

    /// The schema of the members that are not named, if they have one.
    package var additionalSchema: Schema? {
        guard case .values(let schema) = additional else { return nil }
        return schema
    }

    /// The schema of a member: that of its name, or that of all others.
    package func member(_ name: String) -> Schema? {
        properties[name] ?? additionalSchema
    }
}

/// The limits of a value of one type.
package struct SchemaLimits: Sendable {
    package var required: [String] = []
    package var allowedValues: [JSONValue]?
    package var minimum: JSONNumber?
    package var maximum: JSONNumber?
    package var excludesMinimum = false
    package var excludesMaximum = false
    package var multipleOf: JSONNumber?
    /// Of a string in code points, of a list in elements, of an object in members.
    package var length = Counts()
    package var items = Counts()
    package var members = Counts()
    package var pattern: String?
    package var format: String?
    package var hasUniqueItems = false

    /// How many of something there may be.
    package struct Counts: Sendable {
        package var minimum: Int?
        package var maximum: Int?

        package init() {}
    }

    package init() {}
}

/// Schemas for the same value, of which some or all must hold.
package struct SchemaJunctors: Sendable {
    package var all: [Schema] = []
    package var any: [Schema] = []
    package var one: [Schema] = []
    package var none: Schema?

    package init() {}

    var isEmpty: Bool { all.isEmpty && any.isEmpty && one.isEmpty && none == nil }
}

/// What Kubernetes adds to JSON Schema.
package struct SchemaExtensions: Sendable {
    /// How the elements of a list are told apart when it is merged.
    package enum ListType: String, Sendable {
        case atomic
        case set
        case map
    }

    /// Whether the members of an object are owned one by one or all together.
    package enum MapType: String, Sendable {
        case granular
        case atomic
    }

    /// `x-kubernetes-preserve-unknown-fields`, `-embedded-resource`, `-int-or-string`, `-list-type`, `-list-map-keys`,
    /// `-map-type` and `-validations`.
    package var preservesUnknownFields = false
    package var isEmbeddedResource = false
    package var isIntOrString = false
    package var listType: ListType?
    package var listMapKeys: [String] = []
    package var mapType: MapType?
    package var rules: [ValidationRule] = []
    /// How strategic merge patch merges a list: `merge`, `replace`, `retainKeys`; and by which member.
    package var patchStrategy: [String] = []
    package var patchMergeKey: String?
    /// Whether an empty value is as good as none, and is not kept: what Go calls `omitempty`.
    package var omitsEmpty = false

    package init() {}
}

/// An entry of `x-kubernetes-validations`.
package struct ValidationRule: Sendable {
    package let program: CELProgram
    package var text: String
    package var message = ""
    package var messageProgram: CELProgram?
    /// The reason of the cause in a `Status`; invalid unless the rule says otherwise.
    package var reason = FieldError.Kind.invalid
    package var fieldPath = ""
    /// Whether a rule that speaks of the old value is asked where there is none, too.
    package var hasOptionalOldSelf = false

    package init(_ text: String) throws(CELError) {
        self.text = text
        program = try CELProgram(text)
    }
}
