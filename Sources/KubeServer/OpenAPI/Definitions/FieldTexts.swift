// SPDX-License-Identifier: Apache-2.0

/// What people read about the fields of built-in types, for example with `kubectl explain`.
///
/// The texts are tables like those of the types, a line for each field; types that have the same share their lines:
///
///     ConfigMapKeySelector, SecretKeySelector
///       name  The name of the object.
///       key   The entry.
package enum FieldTexts {
    static let apiVersion = "The API group and the version of it in which the object is written down: v1, or apps/v1."
    static let kind = "The kind of the object, in the singular and in capitals; it cannot change."
    static let metadata = "The name of the object, and everything about it that is the same for all kinds."
    static let listMetadata = "What there is to say of a list as a whole: its version, and how to go on reading it."

    /// Texts by type and field, by the name of a table; read when a document is made for the first time.
    private static let tables: [String: [String: [String: String]]] = [
        "io.k8s.apimachinery.pkg.apis.meta.v1": read(meta),
        "io.k8s.api.core.v1": read(containers, pods, volumes, objects),
        "io.k8s.api.apps.v1": read(apps),
        "io.k8s.api.authentication.v1": read(authentication),
        "io.k8s.api.authorization.v1": read(authorization),
        "io.k8s.api.autoscaling.v1": read(scale),
        "io.k8s.api.autoscaling.v2": read(autoscaling),
        "io.k8s.api.batch.v1": read(batch),
        "io.k8s.api.coordination.v1": read(coordination),
        "io.k8s.api.discovery.v1": read(discovery),
        "io.k8s.api.networking.v1": read(networking),
        "io.k8s.api.policy.v1": read(policy),
        "io.k8s.api.rbac.v1": read(rbac),
        "io.k8s.api.scheduling.v1": read(scheduling),
        "io.k8s.api.storage.v1": read(storage),
        "io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1": read(apiExtensions),
    ]

    /// What a field is about; empty if there is nothing to say.
    static func text(of field: String, in type: String, _ table: TypeTable) -> String {
        tables[table.name]?[type]?[field] ?? ""
    }

    /// The texts of a table by type and field.
    package static func all(of table: TypeTable) -> [String: [String: String]] { tables[table.name] ?? [:] }

    private static func read(_ texts: String...) -> [String: [String: String]] {
        var fields: [String: [String: String]] = [:]
        var types: [String] = []
        for line in texts.flatMap({ $0.split(separator: "\n") }) {
            guard line.hasPrefix(" ") else {
                types = line.split(separator: ",").map { $0.split(separator: " ").joined() }
                continue
            }
            let halves = line.split(separator: " ", maxSplits: 1)
            guard halves.count == 2 else { continue }
            let text = halves[1].drop { $0 == " " }
            for type in types { fields[type, default: [:]][String(halves[0])] = String(text) }
        }
        return fields
    }
}
