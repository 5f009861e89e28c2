// SPDX-License-Identifier: Apache-2.0

internal import JSONKit
internal import KubeCore

/// What a `TokenRequest` asks for.
struct TokenRequestBody: JSONDecodable {
    struct BoundObject: Equatable {
        var kind = ""
        var apiVersion = ""
        var name = ""
        var uid = ""
    }

    private(set) var metadata = ObjectMeta()
    var audiences: [String] = []
    var expirationSeconds: Int64 = 3_600
    private(set) var boundObject: BoundObject?

    init(from reader: inout JSONReader) throws(JSONError) {
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "metadata": try reader.read(into: &metadata)
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
            case "audiences": try reader.read(into: &audiences)
            case "expirationSeconds": try reader.read(into: &expirationSeconds)
            case "boundObjectRef": try reader.read(into: &boundObject)
            default: try reader.skipValue(of: key)
            }
        }
    }
}

extension TokenRequestBody.BoundObject: JSONDecodable {
    init(from reader: inout JSONReader) throws(JSONError) {
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "kind": try reader.read(into: &kind)
            case "apiVersion": try reader.read(into: &apiVersion)
            case "name": try reader.read(into: &name)
            case "uid": try reader.read(into: &uid)
            default: try reader.skipValue(of: key)
            }
        }
    }

    /// The group and the version.
    private var groupVersion: (group: String, version: String) {
        let parts = apiVersion.split(separator: "/", maxSplits: 1).map(String.init)
        return parts.count == 2 ? (parts[0], parts[1]) : ("", apiVersion)
    }

    var group: String { groupVersion.group }

    /// The type as Go prints a `GroupVersionKind`.
    var typeInMessage: String { "\(groupVersion.group)/\(groupVersion.version), Kind=\(kind)" }
}
