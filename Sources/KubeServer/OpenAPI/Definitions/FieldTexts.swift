// SPDX-License-Identifier: Apache-2.0

/// What people read about the fields of built-in types, for example with `kubectl explain`.
///
/// The texts are tables like those of the types, one line for each field that needs more than its name:
///
///     PodSpec
///       hostNetwork  Whether the pod uses the network of its node instead of one of its own.
enum FieldTexts {
    static let apiVersion = "The API group and the version of it in which the object is written down: v1, or apps/v1."
    static let kind = "The kind of the object, in the singular and in capitals; it cannot change."
    static let metadata = "The name of the object, and everything about it that is the same for all kinds."
    static let listMetadata = "What there is to say of a list as a whole: its version, and how to go on reading it."

    /// Field texts by type, by the name of a table.
    private static let tables: [String: [String: [String: String]]] = [:]

    /// What a field is about; empty if there is nothing to say.
    static func text(of field: String, in type: String, _ table: TypeTable) -> String {
        tables[table.name]?[type]?[field] ?? ""
    }
}
