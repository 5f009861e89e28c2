// SPDX-License-Identifier: Apache-2.0

internal import JSONKit
internal import KubeSchema

/// Namespaces, which carry their own name as a label and go only when they are empty.
struct NamespaceStrategy: BuiltInStrategy {
    /// The entry of `spec.finalizers` that stays until everything in the namespace is deleted.
    private static let finalizer = "kubernetes"

    var printer: RowPrinter { .namespaces }

    func nameErrors(_ name: String) -> [String] { ObjectNames.labelErrors(name) }

    func prepare(_ object: inout JSONObject, replacing old: JSONObject?) {
        let name = object.metadata["name"] ?? ""
        object.metadata.make("labels") { $0["kubernetes.io/metadata.name"] = name }
        if let old {
            // Its finalizers have a path of their own: `namespaces/x/finalize`.
            object.make("spec") { $0["finalizers"] = old.object("spec")["finalizers"] }
        } else {
            object.make("spec") { spec in
                var finalizers = spec.strings("finalizers")
                if !finalizers.contains(Self.finalizer) { finalizers.append(Self.finalizer) }
                spec["finalizers"] = .array(finalizers.map { .string($0) })
            }
            object["status"] = ["phase": "Active"]
        }
    }

    func errors(in object: JSONObject, replacing old: JSONObject?) -> [FieldError] {
        let finalizers = MetadataErrors.unqualifiedFinalizers(
            object.object("spec").strings("finalizers"),
            at: .root.child("spec", "finalizers")
        )
        let isGoing = object.metadata.has("deletionTimestamp")
        let (phase, expected) = (object.object("status").text("phase"), isGoing ? "Terminating" : "Active")
        guard old != nil, phase != expected else { return finalizers }
        let detail = "may only be '\(expected)' if `deletionTimestamp` is \(isGoing ? "not empty" : "empty")"
        return finalizers + [.invalid(.root.child("status", "Phase"), .string(phase), detail)]
    }
}
