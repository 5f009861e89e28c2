// SPDX-License-Identifier: Apache-2.0

internal import JSONKit
internal import KubeSchema

/// The particulars of custom resources: they have the rules of their definition, and no code.
struct CustomResourceStrategy: ResourceStrategy {
    private static let standardFinalizers: Set<String> = ["orphan", "foregroundDeletion", "kubernetes"]

    let columns: CustomColumns

    var isBuiltIn: Bool { false }
    var allowsUnconditionalUpdate: Bool { false }
    var countsGenerations: Bool { true }

    func cells(of object: JSONObject, now: Int64) -> [JSONValue]? {
        columns.cells(of: object, now: now)
    }

    /// New finalizers without a domain may be somebody else's, too.
    func warnings(about object: JSONObject, replacing old: JSONObject?) -> [String] {
        let finalizers = object.metadata.strings("finalizers")
        if finalizers.isEmpty { return [] }
        let added = Set(finalizers).subtracting(old?.metadata.strings("finalizers") ?? [])
        return added.sorted().flatMap { name in
            let subject = "metadata.finalizers: \(name.quotedAsInGo)"
            var warnings = ObjectNames.qualifiedNameErrors(name).map { "\(subject): \($0)" }
            if !name.contains("/"), !Self.standardFinalizers.contains(name) {
                let path = name.contains(".") ? " including a path (/)" : ""
                warnings.append(
                    "\(subject): prefer a domain-qualified finalizer name\(path) to avoid accidental conflicts with other "
                        + "finalizer writers"
                )
            }
            return warnings
        }
    }
}
