// SPDX-License-Identifier: Apache-2.0

import Flyte
import PortolanRouting
import TestSupport
import Testing

@Suite("Weights in Flyte")
struct WeightExportTests {
    @Test("are the very single-precision numbers by which Portolan draws", arguments: Seed.some(3))
    func bits(seed: Seed) throws {
        var random = SeededRandom(seed)
        for round in 0..<400 {
            let weights = (0..<Int.random(in: 1...6, using: &random)).map { _ in
                Int.random(in: 0...(round % 3 == 0 ? 10 : 1_000_000), using: &random)
            }
            let dataplanes = weights.enumerated().map {
                SampleFleet.dataplane("dp-\($0.offset)", ["general": $0.element])
            }
            let flyte = try SampleFleet.start(FlyteExport(dataplanes))
            let largest = max(weights.max() ?? 0, 1)
            let expected: [Float] = weights.map { Float(Double($0) / Double(largest)) }
            let read: [Float] = (flyte.labels["general"] ?? []).map { $0.weight }
            #expect(read.map { $0.bitPattern } == expected.map { $0.bitPattern }, "\(weights)")
        }
    }

    /// The grammar is that of `resolve.go` in go-yaml 3, which is narrower than YAML's: anything else is a text there.
    @Test("are numbers in the eyes of Go's reader, also the smallest")
    func numbers() throws {
        let weights = [1, 2, 999_999, 1_000_000]
        let dataplanes = weights.map { SampleFleet.dataplane("dp-\($0)", ["general": $0]) }
        let lines = FlyteExport(dataplanes).clusters.text.split(separator: "\n").filter { $0.contains("weight: ") }
        #expect(lines.count == weights.count)
        for line in lines {
            let text = line.split(separator: " ").last ?? ""
            #expect(text.wholeMatch(of: /[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?/) != nil, "\(text)")
        }
    }

    /// The whole way: Portolan's own draw in Flyte's way goes to the dataplane that flyteadmin would choose.
    @Test("lead to the same candidates as Portolan's own routing", arguments: Seed.some(3))
    func sameCandidates(seed: Seed) throws {
        var random = SeededRandom(seed)
        var settings = RoutingSettings()
        settings.strategy = .flyte
        for _ in 0..<100 {
            let members = (0..<4).map { number in
                let weight = [0, 1, 3, 1_000_000].randomElement(using: &random) ?? 0
                return (name: "dp-\(number)", weight: weight, isEnabled: number == 0 || Bool.random(using: &random))
            }
            let flyte = try SampleFleet.start(
                FlyteExport(
                    members.map { SampleFleet.dataplane($0.name, ["general": $0.weight], isEnabled: $0.isEnabled) }
                )
            )
            let fleet = Fleet(
                dataplanes: members.map { member in
                    var dataplane = Dataplane(member.name, labels: [.init("general", weight: member.weight)])
                    dataplane.isEnabled = member.isEnabled
                    return dataplane
                },
                settings
            )
            let candidates = flyte.candidates(of: "general")
            let total: Float = candidates.map(\.weight).reduce(0, +)
            for member in members {
                let weight: Float = candidates.first { $0.id == member.name }?.weight ?? 0
                let share = Float(fleet.share(of: member.name, in: "general"))
                #expect(abs(share - weight / total) < 1e-5)
            }
        }
    }
}
