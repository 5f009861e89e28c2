// SPDX-License-Identifier: Apache-2.0

internal import JSONKit
internal import KubeCore
internal import KubeSchema

/// Makes an object of its kind out of a tree: what is unknown goes, what is left out is filled in, and what cannot be
/// is refused.
struct ObjectReading {
    private let type: BodyType
    private let context: WriteContext
    /// Whether the objects are those of the resource, and not what a subresource takes.
    private let isOfResource: Bool
    /// What the client is told although the object can be read.
    private(set) var warnings: [String] = []

    /// A reading of the objects of a resource, unless a subresource takes others.
    init(_ context: WriteContext, as type: BodyType? = nil) {
        self.context = context
        isOfResource = type == nil
        self.type = type ?? BodyType(context.resource)
    }

    /// The object, or why it is none.
    mutating func read(_ object: JSONObject) throws(APIFailure) -> JSONObject {
        try checkKind(of: object)
        if let mismatch = mismatch(in: object) { throw refusal(of: object, mismatch) }
        var known = object
        let unknownInside = isOfResource ? context.resource.strategy.unknownFields(removedFrom: &known) : []
        var value = JSONValue.object(known)
        let unknown = prune(&value) + unknownInside
        try report(unknown, in: object)
        if let schema = type.schema {
            schema.dropNothings(from: &value)
            if schema.hasEmbeddedResources, let mismatch = EmbeddedResourceErrors.mismatch(in: value, schema) {
                throw refusal(of: object, "\(mismatch)")
            }
            schema.applyDefaults(to: &value)
        }
        return value.object ?? object
    }

    private func checkKind(of object: JSONObject) throws(APIFailure) {
        if type.isBuiltIn {
            guard let mismatch = type.mismatch(of: object) else { return }
            throw refusal(of: object, mismatch)
        }
        let (apiVersion, kind) = (object.text("apiVersion"), object.text("kind"))
        if apiVersion != type.apiVersion, context.origin == .body {
            throw APIFailure.badRequest(
                "the API version in the data (\(apiVersion)) does not match the expected API version "
                    + "(\(type.apiVersion))"
            )
        }
        // apiextensions-apiserver, pkg/registry/customresource/validator.go.
        let path = FieldPath.root
        if kind != type.kind {
            throw invalid(object, .invalid(path.child("kind"), .string(kind), "must be \(type.kind)"))
        }
        if apiVersion != type.apiVersion {
            throw invalid(object, .invalid(path.child("apiVersion"), .string(apiVersion), "must be \(type.apiVersion)"))
        }
    }

    private func invalid(_ object: JSONObject, _ error: FieldError) -> APIFailure {
        let parts = object.text("apiVersion").split(separator: "/")
        let group = parts.count == 2 ? String(parts[0]) : ""
        let name = object.metadata.text("name")
        return APIFailure.invalid(kind: object.text("kind"), group: group, name: name, [error])
    }

    /// The first value of another type than its field.
    private func mismatch(in object: JSONObject) -> String? {
        if type.isBuiltIn {
            return TypeTable.of(apiVersion: type.apiVersion).flatMap {
                TypeMismatch(in: object, of: type.kind, $0)?.description
            }
        }
        guard let metadata = object["metadata"], !metadata.isNull else { return nil }
        guard let metadata = metadata.object else { return metadata.refusal(by: "v1.ObjectMeta") }
        return TypeMismatch(in: metadata, of: "ObjectMeta", TypeTable.metaV1)?.description
    }
}

extension ObjectReading {
    /// Removes what nobody knows, and returns the paths of it.
    private func prune(_ value: inout JSONValue) -> [String] {
        (type.schema ?? Self.anything).prune(&value, metadata: Self.metadata)
    }

    private static let metadata = TypeTable.metaV1.schemas["ObjectMeta"]
    /// The schema of what has none: only its metadata is known.
    private static let anything: Schema = {
        var extensions = SchemaExtensions()
        extensions.preservesUnknownFields = true
        return Schema(type: .object, extensions: extensions)
    }()

    private mutating func report(_ unknown: [String], in object: JSONObject) throws(APIFailure) {
        guard context.fieldValidation != .ignore else { return }
        let complaints = complaints(about: unknown, in: object)
        guard !complaints.isEmpty else { return }
        if context.fieldValidation == .strict {
            let lines = context.duplicates.complaints
            // A reader of YAML has one error for all of them.
            let list =
                lines.isEmpty
                ? complaints
                : ["yaml: unmarshal errors:\(lines.map { "\n  \($0)" }.joined())"] + complaints.dropFirst(lines.count)
            throw refusal(of: object, "strict decoding error: \(list.joined(separator: ", "))")
        }
        warnings += complaints
    }

    /// Kubernetes reads its own kinds once, and reports what it meets on the way; of custom resources it looks for keys
    /// that stand twice before it looks for unknown ones.
    private func complaints(about unknown: [String], in object: JSONObject) -> [String] {
        let duplicates = context.duplicates.paths
        let lines = context.duplicates.complaints
        guard type.isBuiltIn else {
            return lines + duplicates.map(DuplicateKeys.complaint) + unknown.map { "unknown field \"\($0)\"" }
        }
        guard !duplicates.isEmpty || !unknown.isEmpty else { return lines }
        var complaints: [String] = []
        JSONValue.object(object).visitPaths { path in
            if unknown.contains(path) {
                complaints.append("unknown field \"\(path)\"")
                return false
            }
            complaints += context.duplicates.paths(lostAt: path).map(DuplicateKeys.complaint)
            if duplicates.contains(path) { complaints.append(DuplicateKeys.complaint(about: path)) }
            return true
        }
        var seen: Set<String> = []
        complaints = complaints.filter { seen.insert($0).inserted }
        return context.origin == .body ? lines + complaints : duplicates.map(DuplicateKeys.complaint) + complaints
    }

    /// The failure that an unreadable object is: of a body, or of what a patch makes.
    private func refusal(of object: JSONObject, _ reason: String) -> APIFailure {
        switch context.origin {
        case .body:
            let version = object.text("apiVersion").split(separator: "/").last ?? ""
            return .badRequest(
                "\(object.text("kind")) in version \"\(version)\" cannot be handled as a \(type.kind): \(reason)"
            )
        case .patch:
            return Self.refusal(ofPatch: JSONValue.object(object).serializedText(.compact), reason)
        case .strategicPatch(let patch):
            return Self.refusal(ofPatch: patch.printedByGo, converterReason(reason))
        }
    }

    /// A strategic patch is put together without JSON, and what does that names kinds of types only (apimachinery,
    /// `pkg/runtime/converter.go`).
    private func converterReason(_ reason: String) -> String {
        let words = reason.split(separator: " ")
        guard let wanted = words.last, let index = words.firstIndex(of: "unmarshal"), index + 1 < words.count else {
            return reason
        }
        let kinds: [Substring: Substring] = ["number": "int64", "array": "slice", "object": "map"]
        let found = kinds[words[index + 1], default: words[index + 1]]
        if ["int32", "int64", "string", "bool", "float64"].contains(wanted) { return "unrecognized type: \(wanted)" }
        if wanted.hasPrefix("map[") { return "cannot restore map from \(found)" }
        if wanted.hasPrefix("[]") { return "cannot restore slice from \(found)" }
        let name = wanted.split(separator: ".").last.map(String.init) ?? ""
        switch TypeTable.of(apiVersion: type.apiVersion)?.resolve(name)?.definition.body {
        case .words?: return "unrecognized type: string"
        case .fields?: return "cannot restore struct from: \(found)"
        case nil: return reason
        }
    }

    private static func refusal(ofPatch text: String, _ reason: String) -> APIFailure {
        let error = FieldError.invalid(.root.child("patch"), .string(text), reason)
        return APIFailure.invalid(kind: "", group: "", name: "", [error])
    }
}

extension JSONValue {
    /// Goes through the members of all objects in the order of the document, as deep as it is told to.
    fileprivate func visitPaths(at path: FieldPath = .root, _ enters: (String) -> Bool) {
        switch self {
        case .object(let object):
            for (key, value) in object {
                let place = path.child(key)
                if enters(place.description) { value.visitPaths(at: place, enters) }
            }
        case .array(let elements):
            for (index, element) in elements.enumerated() { element.visitPaths(at: path.index(index), enters) }
        case .null, .bool, .number, .string: return
        }
    }
}
