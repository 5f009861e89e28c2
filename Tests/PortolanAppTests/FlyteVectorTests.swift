// SPDX-License-Identifier: Apache-2.0

import FileKit
import Flyte
import JSONKit
import OtherPrograms
import PortolanApp
import PortolanRouting
import TestSupport
import Testing
import YAMLKit

@Suite("Flyte's choices after an import", .timeLimit(.minutes(2)))
struct FlyteVectorTests {
    private let folder = TemporaryFolder()

    /// Weights become whole numbers on the way, and single-precision ones again: the choices must survive that.
    @Test("are what they were, for all vectors that a program in Go made")
    func vectors() async throws {
        let path = ProjectFolder.path(of: "Tests/PortolanRoutingTests/Vectors/flyte-selection.json")
        let vectors = try #require(try JSONValue(parsing: try File.read(path)).array)
        #expect(vectors.count >= 500)
        for vector in vectors {
            var request = RoutingRequest(project: "p")
            request.label = "x"
            request.execution = try #require(vector["execution"]?.string)
            let fleet = try await imported(vector["clusters"]?.array ?? [])
            let decision = try fleet.decide(request)
            #expect(decision.flyteName == vector["pick"]?.string, "\(vector)")
        }
    }

    private func imported(_ members: [JSONValue]) async throws -> Fleet {
        let clusters = Set(members.compactMap { $0["id"]?.string }).sorted().map { name -> JSONValue in
            ["name": .string(name), "endpoint": "https://a.example", "enabled": true]
        }
        let section: JSONValue = ["labelClusterMap": ["x": .array(members)], "clusterConfigs": .array(clusters)]
        let result = try FlyteImport(files: [folder.write("clusters.yaml", YAML.serialize(section))])
        var source = FleetSource()
        source.manifests = folder.write("fleet.yaml", YAML.serialize(documents: result.manifests))
        var settings = RoutingSettings()
        settings.strategy = .flyte
        return try await source.load(settings).fleet
    }
}
