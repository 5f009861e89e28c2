// SPDX-License-Identifier: Apache-2.0

internal import JSONKit
internal import KubeSchema

/// Config maps.
struct ConfigMapStrategy: BuiltInStrategy {
    private static let sizeLimit = 1 << 20

    var printer: RowPrinter { .configMaps }

    func errors(in object: JSONObject, replacing old: JSONObject?) -> [FieldError] {
        let errors = inData(object)
        guard let old else { return errors }
        return Immutability(["data", "binaryData"]).errors(in: object, replacing: old) + errors
    }

    private func inData(_ object: JSONObject) -> [FieldError] {
        let (texts, binaries) = (object.texts("data"), object.texts("binaryData"))
        var errors: [FieldError] = []
        for key in texts.keys.sorted() {
            let path = FieldPath.root.child("data").key(key)
            errors += NameGrammar.keyErrors(key).map { .invalid(path, .string(key), $0) }
            if binaries[key] != nil {
                errors.append(.invalid(path, .string(key), "duplicate of key present in binaryData"))
            }
        }
        for key in binaries.keys.sorted() {
            let path = FieldPath.root.child("binaryData").key(key)
            errors += NameGrammar.keyErrors(key).map { .invalid(path, .string(key), $0) }
        }
        let size =
            texts.values.reduce(0) { $0 + $1.utf8.count } + binaries.values.reduce(0) { $0 + $1.utf8.count / 4 * 3 }
        // The path of this one is empty brackets: that is how clients know it.
        return size > Self.sizeLimit ? errors + [.tooLong(.root.key(""), limit: Self.sizeLimit)] : errors
    }
}
