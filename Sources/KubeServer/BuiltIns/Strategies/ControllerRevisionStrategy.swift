// SPDX-License-Identifier: Apache-2.0

internal import JSONKit
internal import KubeSchema

/// Controller revisions: the state that they keep never changes.
struct ControllerRevisionStrategy: BuiltInStrategy {
    var printer: RowPrinter { .controllerRevisions }

    func errors(in object: JSONObject, replacing old: JSONObject?) -> [FieldError] {
        let path = FieldPath.root
        let errors = FieldError.negative(path.child("revision"), object.int("revision"))
        guard let old else {
            return object["data"] == nil ? errors + [.required(path.child("data"), "data is mandatory")] : errors
        }
        return errors + FieldError.immutable(path.child("data"), object["data"], old["data"])
    }
}
