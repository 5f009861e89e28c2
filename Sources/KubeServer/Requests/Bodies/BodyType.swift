// SPDX-License-Identifier: Apache-2.0

internal import JSONKit
internal import KubeSchema

/// What a body is to be: a kind in a version of the API.
struct BodyType: Sendable {
    let kind: String
    let apiVersion: String
    /// Whether Kubernetes has a type for it, so that what a body leaves out is known.
    let isBuiltIn: Bool
    let schema: Schema?
    /// Other versions of the kind that are read as this one.
    var otherVersions: Set<String> = []

    /// A kind that is read and not stored.
    init(_ kind: String, in apiVersion: String, otherVersions: Set<String> = []) {
        self.kind = kind
        self.apiVersion = apiVersion
        self.otherVersions = otherVersions
        isBuiltIn = true
        schema = TypeTable.of(apiVersion: apiVersion)?.schemas[kind]
    }

    /// The objects of a resource.
    init(_ resource: ServedResource) {
        kind = resource.names.kind
        apiVersion = resource.apiVersion
        isBuiltIn = resource.isBuiltIn
        schema = resource.schema
    }

    /// Why an object is of another kind, in the words of Go; nil if it is not.
    func mismatch(of object: JSONObject) -> String? {
        let (foundVersion, foundKind) = (object.text("apiVersion"), object.text("kind"))
        let isVersion = foundVersion == apiVersion || otherVersions.contains(foundVersion)
        guard !isVersion || foundKind != kind else { return nil }
        guard Self.isKnown(foundKind, in: foundVersion) else {
            return "no kind \(foundKind.quotedAsInGo) is registered for version \(foundVersion.quotedAsInGo) in scheme "
                + "\"k8s.io/kubernetes/pkg/api/legacyscheme/scheme.go:30\""
        }
        let version = foundVersion.split(separator: "/").last ?? ""
        return "converting (\(version).\(foundKind)) to (\(Self.package(of: apiVersion)).\(kind)): unknown conversion"
    }

    private static func isKnown(_ kind: String, in apiVersion: String) -> Bool {
        if kind == "Status", apiVersion == "v1" { return true }
        return TypeTable.of(apiVersion: apiVersion)?.definitions[kind]?.isKind ?? false
    }

    /// The Go package of the version that the API server works with, which its errors name.
    private static func package(of apiVersion: String) -> Substring {
        let parts = apiVersion.split(separator: "/")
        guard parts.count == 2, parts[0] != "events.k8s.io" else { return "core" }
        return parts[0].prefix { $0 != "." }
    }
}
