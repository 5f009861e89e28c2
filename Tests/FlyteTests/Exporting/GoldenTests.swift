// SPDX-License-Identifier: Apache-2.0

import FileKit
import Flyte
import TestSupport
import Testing

@Suite("The file clusters.yaml")
struct GoldenTests {
    struct Case: CustomTestStringConvertible {
        let testDescription: String
        let file: String
        let dataplanes: [FlyteDataplane]
        var defaultLabel: String?
    }

    private static let cases = [
        Case(
            testDescription: "one dataplane",
            file: "one",
            dataplanes: [SampleFleet.dataplane("dataplane-1", clusterName: "dataplane_1")]
        ),
        Case(
            testDescription: "weights, a standby, a disabled dataplane, a default label, names that look like numbers",
            file: "fleet",
            dataplanes: [
                SampleFleet.dataplane("dp-b", ["general": 7, "gpu": 1]),
                SampleFleet.dataplane("dp-a", ["general": 3]),
                SampleFleet.dataplane("dp-c", ["general": 0, "1e3": 1, "true": 1]),
                SampleFleet.dataplane("dp-d", ["gpu": 3], isEnabled: false),
                SampleFleet.dataplane("fifth", ["gpu": 1_000_000], clusterName: "0123"),
                SampleFleet.dataplane("sixth", [:], clusterName: "Dp-B"),
            ],
            defaultLabel: "general"
        ),
    ]

    @Test("is what it was, byte for byte, whatever the order of the dataplanes", arguments: cases)
    func bytes(_ row: Case) throws {
        let text = FlyteExport(row.dataplanes, defaultLabel: row.defaultLabel).clusters.text
        let path = ProjectFolder.path(of: "Tests/FlyteTests/Golden/\(row.file).yaml")
        let golden = String(decoding: try File.read(path), as: UTF8.self)
        #expect(text == golden, "\(text)")
        #expect(FlyteExport(row.dataplanes.reversed(), defaultLabel: row.defaultLabel).clusters.text == golden)
    }

    @Test("is read by flyteadmin as it is meant", arguments: cases)
    func reading(_ row: Case) throws {
        let flyte = try SampleFleet.start(FlyteExport(row.dataplanes, defaultLabel: row.defaultLabel))
        #expect(flyte.defaultLabel == row.defaultLabel ?? "")
        #expect(Set(flyte.clusters.map(\.name)) == Set(row.dataplanes.map(\.clusterName)))
        for dataplane in row.dataplanes {
            let cluster = flyte.clusters.first { $0.name == dataplane.clusterName }
            #expect(cluster?.enabled == dataplane.isEnabled)
            #expect(cluster?.endpoint == "https://\(dataplane.name).example:6443")
            #expect(cluster?.tokenPath == "/var/run/credentials/\(dataplane.clusterName)_token")
            #expect(cluster?.certPath == "/var/run/credentials/\(dataplane.clusterName)_cacert")
            for label in dataplane.labels {
                #expect(flyte.labels[label.name]?.contains { $0.id == dataplane.clusterName } == true)
            }
        }
    }
}
