// SPDX-License-Identifier: Apache-2.0

import FileKit
import JSONKit
import TestSupport
import Testing

/// A label's clusters and an execution, with what a program in Go that works as flyteadmin does made of them.
struct FlyteVector {
    let clusters: [(name: String, weight: Float)]
    let execution: String
    let draw: Float
    let pick: String

    static func all() throws -> [FlyteVector] {
        let path = ProjectFolder.path(of: "Tests/PortolanRoutingTests/Vectors/flyte-selection.json")
        let vectors = try #require(try JSONValue(parsing: try File.read(path)).array)
        return try vectors.map(Self.init)
    }

    private init(_ json: JSONValue) throws {
        clusters = try #require(json["clusters"]?.array).map { cluster in
            let weight = try #require(cluster["weight"]?.double)
            return (try #require(cluster["id"]?.string), Float(weight))
        }
        execution = try #require(json["execution"]?.string)
        draw = try #require(json["draw"]?.string.flatMap(Float.init))
        pick = try #require(json["pick"]?.string)
    }
}
