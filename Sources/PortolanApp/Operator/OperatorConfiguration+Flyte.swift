// SPDX-License-Identifier: Apache-2.0

internal import HTTPCore
package import JSONKit
internal import PortolanRouting

extension OperatorConfiguration {
    /// Which Flyte is told of the fleet, and how.
    package struct Flyte: Sendable, Hashable {
        /// Whether any is.
        package var isEnabled = false
        /// The namespace of Flyte, which is that of the fleet.
        package var namespace = "flyte"
        /// Where flyteadmin's REST API is; nil when it is told no labels.
        package var adminEndpoint: String?
        /// A file with the token that flyteadmin asks for, if it does.
        package var adminTokenFile: String?
        /// The Deployments that are started again when what they read has changed.
        package var rollouts = ["flyteadmin", "syncresources"]
        /// Whether what Helm or others have written is taken from them.
        package var takesOver = false

        /// No Flyte.
        package init() {}
    }
}

extension OperatorConfiguration.Flyte: JSONDecodable {
    package init(from reader: inout JSONReader) throws(JSONError) {
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "enabled": try reader.read(into: &isEnabled)
            case "namespace": namespace = try reader.read(String?.self).nonEmpty ?? namespace
            case "admin": try readAdmin(from: &reader)
            case "rollouts": rollouts = try reader.read([Rollout].self).map(\.name)
            case "takeOver": try reader.read(into: &takesOver)
            default: try reader.skipValue(of: key)
            }
        }
    }

    private mutating func readAdmin(from reader: inout JSONReader) throws(JSONError) {
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "endpoint":
                adminEndpoint = try reader.read(String?.self).nonEmpty
                guard adminEndpoint.map({ (try? HTTPURL(parsing: $0)) != nil }) ?? true else {
                    throw reader.invalidValue("\"\(adminEndpoint ?? "")\" is no URL such as http://flyteadmin.flyte:80")
                }
            case "tokenFile": adminTokenFile = try reader.read(String?.self).nonEmpty
            default: try reader.skipValue(of: key)
            }
        }
    }
}

/// A program that is started again.
private struct Rollout: JSONDecodable {
    private(set) var name = ""

    init(from reader: inout JSONReader) throws(JSONError) {
        var kind = "Deployment"
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "kind": try reader.read(into: &kind)
            case "name": try reader.read(into: &name)
            default: try reader.skipValue(of: key)
            }
        }
        guard kind == "Deployment" else { throw reader.invalidValue("only a Deployment can be started again") }
        guard !name.isEmpty else { throw reader.invalidValue("it needs a name") }
    }
}
