// SPDX-License-Identifier: Apache-2.0

internal import Basics
internal import JSONKit
internal import KubeSchema

/// Secrets: their values are base64, and what kind of values they hold cannot change.
struct SecretStrategy: BuiltInStrategy {
    private static let sizeLimit = 1 << 20
    /// What is shown in place of a value.
    private static let redacted: JSONValue = "<secret contents redacted>"

    var printer: RowPrinter { .secrets }

    func prepare(_ object: inout JSONObject, replacing old: JSONObject?) {
        let texts = object.texts("stringData")
        object["stringData"] = nil
        if !texts.isEmpty {
            object.make("data") { data in
                for (key, text) in texts.sorted(by: { $0.key < $1.key }) {
                    data[key] = .string(Base64.standard.encode(Array(text.utf8)))
                }
            }
        }
        object.replaceEmpty("type", "Opaque")
    }

    func errors(in object: JSONObject, replacing old: JSONObject?) -> [FieldError] {
        let errors = inData(object) + inType(object)
        guard let old else { return errors }
        return FieldError.immutable(.root.child("type"), object["type"], old["type"])
            + Immutability(["data"]).errors(in: object, replacing: old) + errors
    }

    private func inData(_ object: JSONObject) -> [FieldError] {
        let path = FieldPath.root.child("data")
        let data = object.texts("data")
        let keys = data.keys.sorted().flatMap { key in
            NameGrammar.keyErrors(key).map { FieldError.invalid(path.key(key), .string(key), $0) }
        }
        // Four characters of base64 are three bytes, without those that only fill up.
        let size = data.values.reduce(0) { sum, text in
            sum + text.utf8.count / 4 * 3 - text.utf8.suffix(2).count { $0 == UInt8(ascii: "=") }
        }
        return size > Self.sizeLimit ? keys + [.tooLong(path, limit: Self.sizeLimit)] : keys
    }

    /// The types that Kubernetes itself uses say which keys there must be.
    private func inType(_ object: JSONObject) -> [FieldError] {
        let data = object.texts("data")
        let path = FieldPath.root.child("data")
        let missing = { (keys: [String]) -> [FieldError] in
            keys.filter { data[$0] == nil }.map { .required(path.key($0)) }
        }
        switch object.text("type") {
        case "kubernetes.io/service-account-token":
            let annotation = "kubernetes.io/service-account.name"
            guard object.metadata.texts("annotations")[annotation, default: ""].isEmpty else { return [] }
            return [.required(.root.child("metadata", "annotations").key(annotation))]
        case "kubernetes.io/dockercfg": return missing([".dockercfg"]) + inRegistries(data[".dockercfg"], ".dockercfg")
        case "kubernetes.io/dockerconfigjson":
            return missing([".dockerconfigjson"]) + inRegistries(data[".dockerconfigjson"], ".dockerconfigjson")
        case "kubernetes.io/basic-auth":
            let keys = missing(["username", "password"])
            return keys.count == 2 ? keys : []
        case "kubernetes.io/ssh-auth":
            return data["ssh-privatekey", default: ""].isEmpty ? [.required(path.key("ssh-privatekey"))] : []
        case "kubernetes.io/tls": return missing(["tls.crt", "tls.key"])
        default: return []
        }
    }

    private func inRegistries(_ encoded: String?, _ key: String) -> [FieldError] {
        guard let encoded, let bytes = try? Base64.standard.decode(encoded) else { return [] }
        let path = FieldPath.root.child("data").key(key)
        do throws(JSONError) {
            let value = try JSONValue(parsing: bytes)
            if value.isNull || value.object != nil { return [] }
            return [.invalid(path, Self.redacted, value.refusal(by: "map[string]interface {}"))]
        } catch {
            return [.invalid(path, Self.redacted, error.inGo(bytes))]
        }
    }
}

/// The rule of objects that a user has sealed with `immutable: true`.
struct Immutability {
    private let fields: [String]

    init(_ fields: [String]) {
        self.fields = fields
    }

    func errors(in object: JSONObject, replacing old: JSONObject) -> [FieldError] {
        guard old["immutable"]?.bool == true else { return [] }
        let detail = "field is immutable when `immutable` is set"
        var errors: [FieldError] = []
        if object["immutable"]?.bool != true { errors.append(.forbidden(.root.child("immutable"), detail)) }
        for field in fields where object.object(field) != old.object(field) {
            errors.append(.forbidden(.root.child(field), detail))
        }
        return errors
    }
}
