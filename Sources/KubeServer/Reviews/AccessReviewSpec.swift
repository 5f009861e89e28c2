// SPDX-License-Identifier: Apache-2.0

package import JSONKit
internal import KubeSchema

/// What the access reviews ask: whether somebody may do something to a resource, or on a path.
struct AccessReviewSpec: JSONDecodable {
    private(set) var user = UserInfo(name: "")
    private(set) var resource: AccessAttributes.Resource?
    private(set) var path: AccessAttributes?

    /// The access that is asked about, once the spec was found to be valid.
    var access: AccessAttributes? { path ?? resource.map(AccessAttributes.resource) }

    init(from reader: inout JSONReader) throws(JSONError) {
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "spec": try readSpec(from: &reader)
            default: try reader.skipValue(of: key)
            }
        }
    }

    private mutating func readSpec(from reader: inout JSONReader) throws(JSONError) {
        guard try !reader.readNullIfPresent() else { return }
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "user": try reader.read(into: &user.name)
            case "uid": try reader.read(into: &user.uid)
            case "groups": try reader.read(into: &user.groups)
            case "extra": try reader.read(into: &user.extra)
            case "resourceAttributes": try reader.read(into: &resource)
            case "nonResourceAttributes": try readPath(from: &reader)
            default: try reader.skipValue(of: key)
            }
        }
    }

    private mutating func readPath(from reader: inout JSONReader) throws(JSONError) {
        guard try !reader.readNullIfPresent() else { return }
        var verb = ""
        var path = ""
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "verb": try reader.read(into: &verb)
            case "path": try reader.read(into: &path)
            default: try reader.skipValue(of: key)
            }
        }
        self.path = .path(verb: verb, path: path)
    }

    /// What is wrong with the question.
    func errors(in object: JSONObject, asksAboutOthers: Bool) -> [FieldError] {
        let spec = FieldPath.root.child("spec")
        var errors: [FieldError] = []
        if resource != nil, path != nil {
            let detail = "cannot be specified in combination with resourceAttributes"
            errors.append(.invalid(spec.child("nonResourceAttributes"), shown: Self.shownPath(of: object), detail))
        }
        if resource == nil, path == nil {
            let detail = "exactly one of nonResourceAttributes or resourceAttributes must be specified"
            errors.append(.invalid(spec.child("resourceAttributes"), .null, detail))
        }
        if asksAboutOthers, user.name.isEmpty, user.groups.isEmpty {
            errors.append(.invalid(spec.child("user"), "", "at least one of user or group must be specified"))
        }
        return errors
    }

    /// The path that a question is about, as Go's encoder writes a struct that has no names for JSON.
    static func shownPath(of object: JSONObject) -> String {
        let attributes = object["spec"]?["nonResourceAttributes"]
        let shown: JSONValue = ["Path": attributes?["path"] ?? "", "Verb": attributes?["verb"] ?? ""]
        return shown.serializedText(.compact)
    }
}

extension AccessAttributes.Resource: JSONDecodable {
    package init(from reader: inout JSONReader) throws(JSONError) {
        self.init(verb: "", plural: "")
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "verb": try reader.read(into: &verb)
            case "group": try reader.read(into: &group)
            case "resource": try reader.read(into: &plural)
            case "subresource": try reader.read(into: &subresource)
            case "namespace": try reader.read(into: &namespace)
            case "name": try reader.read(into: &name)
            default: try reader.skipValue(of: key)
            }
        }
    }
}
