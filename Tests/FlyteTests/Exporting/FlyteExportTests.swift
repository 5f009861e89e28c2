// SPDX-License-Identifier: Apache-2.0

import Basics
import Flyte
import Testing

@Suite("What Flyte is told of a fleet")
struct FlyteExportTests {
    typealias Fleet = SampleFleet

    /// A fleet, what flyteadmin then draws among for the label `general`, and what is said.
    struct Case: CustomTestStringConvertible {
        let testDescription: String
        let dataplanes: [FlyteDataplane]
        var clusters: [String]?
        var candidates: [String]?
        var problems: [String] = []
    }

    private static var waiting: FlyteDataplane {
        var dataplane = Fleet.dataplane("b")
        dataplane.credentials = nil
        return dataplane
    }

    private static func with(_ credentials: FlyteDataplane.Credentials) -> FlyteDataplane {
        var dataplane = Fleet.dataplane("b")
        dataplane.credentials = credentials
        return dataplane
    }

    private static let cases = [
        Case(
            testDescription: "a sound fleet",
            dataplanes: [Fleet.dataplane("a"), Fleet.dataplane("b")],
            candidates: ["a", "b"]
        ),
        Case(
            testDescription: "a disabled dataplane stays, for aborts",
            dataplanes: [Fleet.dataplane("a"), Fleet.dataplane("b", isEnabled: false)],
            clusters: ["a", "b"],
            candidates: ["a"]
        ),
        Case(
            testDescription: "one without credentials is left out, also of the label",
            dataplanes: [Fleet.dataplane("a"), waiting],
            clusters: ["a"],
            candidates: ["a"],
            problems: ["NoCredentials b"]
        ),
        Case(
            testDescription: "one whose token is only white space is left out",
            dataplanes: [Fleet.dataplane("a"), with(Fleet.credentials("b", token: " \n"))],
            clusters: ["a"],
            problems: ["NoCredentials b"]
        ),
        Case(
            testDescription: "one whose token has a line break in it is left out",
            dataplanes: [Fleet.dataplane("a"), with(Fleet.credentials("b", token: "one\ntwo"))],
            clusters: ["a"],
            problems: ["NoCredentials b"]
        ),
        Case(
            testDescription: "one whose authority is no certificate is left out: flyteadmin would not start",
            dataplanes: [
                Fleet.dataplane("a"), with(.init(server: "https://b", token: Secret([65]), authority: Array("x".utf8))),
            ],
            clusters: ["a"],
            problems: ["NoCredentials b"]
        ),
        Case(
            testDescription: "one whose server is not https is left out",
            dataplanes: [
                Fleet.dataplane("a"),
                with(.init(server: "http://b", token: Secret([65]), authority: Fleet.authority)),
            ],
            clusters: ["a"],
            problems: ["NoCredentials b"]
        ),
        Case(
            testDescription: "of two with one name the older has it",
            dataplanes: [
                Fleet.dataplane("a", clusterName: "x", createdAt: 2),
                Fleet.dataplane("b", clusterName: "x", createdAt: 1),
            ],
            clusters: ["x"],
            candidates: ["x"],
            problems: ["ClusterNameTaken a"]
        ),
        Case(
            testDescription: "a name that is no key of a Secret is left out",
            dataplanes: [
                Fleet.dataplane("a"), Fleet.dataplane("b", clusterName: "b/c"), Fleet.dataplane("c", clusterName: ".."),
            ],
            clusters: ["a"],
            problems: ["ClusterNameImpossible b", "ClusterNameImpossible c"]
        ),
        Case(
            testDescription: "a label whose dataplanes are all disabled is said: Flyte goes elsewhere",
            dataplanes: [Fleet.dataplane("a", isEnabled: false), Fleet.dataplane("b", ["other": 1])],
            candidates: ["b"],
            problems: ["LabelWithoutDataplane"]
        ),
        Case(
            testDescription: "weights of zero everywhere are equal shares",
            dataplanes: [Fleet.dataplane("a", ["general": 0]), Fleet.dataplane("b", ["general": 0])],
            candidates: ["a", "b"]
        ),
        Case(
            testDescription: "a standby gets nothing while another is there",
            dataplanes: [Fleet.dataplane("a", ["general": 0]), Fleet.dataplane("b", ["general": 5])],
            candidates: ["b"]
        ),
        Case(
            testDescription: "a standby takes over",
            dataplanes: [Fleet.dataplane("a", ["general": 0]), Fleet.dataplane("b", ["general": 5], isEnabled: false)],
            candidates: ["a"]
        ),
        Case(
            testDescription: "capital letters in a label are small ones in Flyte's map",
            dataplanes: [Fleet.dataplane("a", ["General": 1]), Fleet.dataplane("b", ["other": 1])],
            candidates: ["a"]
        ),
    ]

    @Test("it starts with that, and draws as it should", arguments: cases)
    func starts(_ row: Case) throws {
        let export = FlyteExport(row.dataplanes)
        let flyte = try Fleet.start(export)
        #expect(flyte.clusters.map(\.name) == row.clusters ?? row.dataplanes.map(\.clusterName).sorted())
        if let candidates = row.candidates { #expect(flyte.candidates(of: "general").map(\.id) == candidates) }
        #expect(export.problems.map { "\($0.reason)\($0.dataplane.map { " \($0)" } ?? "")" } == row.problems)
        #expect(export.obstacle == nil)
        // No file without a cluster, and none missing.
        let names = flyte.clusters.map(\.name)
        #expect(export.credentials.files.keys.sorted() == names.flatMap { ["\($0)_cacert", "\($0)_token"] }.sorted())
    }

    @Test("what it could not start with is not written, and what was written stays")
    func obstacles() {
        #expect(FlyteExport([]).obstacle == .noDataplane)
        #expect(FlyteExport([Self.waiting]).obstacle == .noDataplane)
        #expect(FlyteExport([Fleet.dataplane("a", isEnabled: false)]).obstacle == .nothingEnabled)
        #expect(throws: FlyteReader.Panic.self) {
            try Fleet.start(FlyteExport([Fleet.dataplane("a", isEnabled: false)]))
        }
        let many = (0..<1_200).map { Fleet.dataplane("dp-\($0)") }
        let large = many.map { dataplane in
            var dataplane = dataplane
            dataplane.credentials = Fleet.credentials(dataplane.name, token: String(repeating: "t", count: 1_000))
            return dataplane
        }
        #expect(FlyteExport(large).obstacle?.reason == "TooManyCredentials")
    }

    @Test("a token never ends in a line break, and nothing is said of it")
    func tokens() {
        let dataplane = Self.with(Fleet.credentials("b", token: " canary\r\n"))
        let export = FlyteExport([dataplane])
        #expect(export.credentials.files["b_token"]?.exposed == Array("canary".utf8))
        #expect(!"\(export) \(export.clusters.text) \(export.problems)".contains("canary"))
    }

    @Test("a default label that no dataplane has is said, and capital letters in it are small ones")
    func defaultLabel() throws {
        let export = FlyteExport([Fleet.dataplane("a")], defaultLabel: "other")
        #expect(export.problems == [.unknownDefaultLabel("other")])
        let other = FlyteExport([Fleet.dataplane("a")], defaultLabel: "General")
        #expect(other.problems.isEmpty)
        #expect(try Fleet.start(other).defaultLabel == "general")
    }

    @Test("the digest tells apart what pods would read, and nothing else")
    func digest() {
        let one = [Fleet.dataplane("a"), Fleet.dataplane("b")]
        var rotated = one
        rotated[0].credentials = Fleet.credentials("a", token: "another")
        var disabled = one
        disabled[1].isEnabled = false
        let digests = [one, rotated, disabled, [one[0]]].map { FlyteExport($0).configuration }
        #expect(Set(digests).count == 4)
        #expect(FlyteExport(one.reversed()).configuration == digests[0])
        let older = [Fleet.dataplane("a", createdAt: 5), Fleet.dataplane("b")]
        #expect(FlyteExport(older).configuration == digests[0])
        let texts = digests.map(\.description)
        #expect(texts.allSatisfy { $0.utf8.count == 65 })
        #expect(texts.map { RolloutMachine.Configuration($0) } == digests)
    }

    @Test("a renewed token is another configuration of the same fleet; one of another lineage is another fleet")
    func renewal() {
        func configuration(_ token: String, _ lineage: String) -> RolloutMachine.Configuration {
            var dataplane = Fleet.dataplane("a")
            dataplane.credentials = Fleet.credentials("a", token: token, lineage: lineage)
            return FlyteExport([dataplane, Fleet.dataplane("b")]).configuration
        }
        let fleet = { (configuration: RolloutMachine.Configuration) in configuration.description.prefix(32) }
        let first = configuration("one", "l")
        #expect(configuration("two", "l") != first && fleet(configuration("two", "l")) == fleet(first))
        #expect(fleet(configuration("one", "m")) != fleet(first))
    }

    @Test("pods read again before the first of the tokens that they have read ends")
    func readAgain() {
        let fleet = [100, 50, 200].enumerated().map { index, time in
            var dataplane = Fleet.dataplane("dp-\(index)")
            let credentials = Fleet.credentials("dp-\(index)", readAgainAt: Timestamp(secondsSinceEpoch: Int64(time)))
            dataplane.credentials = credentials
            return dataplane
        }
        #expect(FlyteExport(fleet + [Fleet.dataplane("lasts")]).readAgainAt == Timestamp(secondsSinceEpoch: 50))
        #expect(FlyteExport([Fleet.dataplane("lasts")]).readAgainAt == nil)
    }
}
