// SPDX-License-Identifier: Apache-2.0

internal import Basics
internal import FileKit
internal import PortolanRouting

/// Whether Flyte's draw is that of Go, for names and clusters that nobody has tried before.
package struct FlyteAgreement: Sendable {
    fileprivate struct Case: Sendable {
        let execution: String
        let clusters: [(name: String, weight: Float)]
    }

    private let cases: [Case]

    /// So many cases of a seed.
    package init(_ count: Int, seed: UInt64) {
        var random = SplitMix64(seed: seed)
        cases = (0..<count).map { _ in
            Case(execution: FreshNames.any(using: &random), clusters: Self.clusters(using: &random))
        }
    }

    /// The cases as the program in `Benchmarks/peers/routing` reads them.
    package var text: String {
        cases.map { each in
            ([each.execution] + each.clusters.flatMap { [$0.name, "\($0.weight)"] }).joined(separator: "\t")
        }
        .joined(separator: "\n")
    }

    /// Those cases, in words, in which the program's answers are not ours; its output has a line for each.
    package func differences(from output: String) -> [String] {
        let lines = output.utf8.split(separator: 0x0A).map { String(Substring($0)) }
        guard lines.count == cases.count else { return ["\(cases.count) cases have \(lines.count) answers"] }
        return zip(cases, lines).compactMap { each, line in
            let own = each.answer
            return own.utf8.elementsEqual(line.utf8) ? nil : "\"\(each.execution)\": \(own), and Go says \(line)"
        }
    }

    /// One cluster to twelve; some of them, or all, without a weight.
    private static func clusters(using random: inout SplitMix64) -> [(name: String, weight: Float)] {
        let isEven = Int.random(in: 0..<8, using: &random) == 0
        let names = (0..<Int.random(in: 1...12, using: &random)).map { "\($0 % 2 == 0 ? "dp" : "Dp")-\($0)" }
        return names.shuffled(using: &random).map { name in
            let weights: [Float] = [0, 1, 0.5, 0.1, .random(in: 0...1, using: &random)]
            return (name, isEven ? 0 : weights[Int.random(in: 0..<weights.count, using: &random)])
        }
    }
}

extension FlyteAgreement.Case {
    /// The bits of the draw, and the cluster.
    fileprivate var answer: String {
        let pick = FlyteDraw(clusters).map { clusters[$0.pick(execution)].name } ?? ""
        return "\(FlyteDraw.draw(of: execution).bitPattern)\t\(pick)"
    }
}

extension FlyteAgreement {
    /// Compares 100,000 cases, which are others each time; fails where one of them differs.
    static func check(in bench: Bench) throws {
        guard let program = try bench.program(ofPeer: "routing") else { return }
        let seed = UInt64.random(in: 0 ... .max)
        let agreement = Self(100_000, seed: seed)
        let file = "\(bench.folder)/routing-cases"
        try File.write(Array(agreement.text.utf8), to: file)
        let differences = agreement.differences(from: try Pipe.output(of: [program, "pick", file]))
        guard differences.isEmpty else {
            let first = differences.prefix(3).joined(separator: "; ")
            throw BenchError(.badAnswers, "seed \(seed): \(differences.count) draws are not Go's: \(first)")
        }
    }
}
