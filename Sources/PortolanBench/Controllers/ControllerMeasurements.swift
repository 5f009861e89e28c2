// SPDX-License-Identifier: Apache-2.0

/// A controller on `KubeRuntime`, in a process of its own, with the embedded API server and with that of Kubernetes.
enum ControllerMeasurements {
    static let all = [few, many]

    private static let few = Measurement(
        name: "controller/few",
        summary: "visit 10,000 ExecutionClusterLabels, hear of changes, write their status, do nothing"
    ) { bench in
        try contests("controller/few", bench.controllers[0], goals: .few, in: bench)
    }

    private static let many = Measurement(
        name: "controller/many",
        summary: "the same with 100,000 of them"
    ) { bench in
        try contests("controller/many", bench.controllers[1], goals: .many, in: bench)
    }

    /// What we mean to reach; half of what the same controller on controller-runtime 0.23 needed, where that is known.
    private struct Goals: Sendable {
        var visitProcessor: Double?
        var memory: Double?
        var memoryOfEach: Double?
        let change = 5.0
        let writeProcessor = 135.0

        static let few = Goals(visitProcessor: 400, memory: 41)
        static let many = Goals(memoryOfEach: 1_024)
    }

    private static func contests(
        _ name: String,
        _ scale: ControllerScale,
        goals: Goals,
        in bench: Bench
    ) throws -> [Contest] {
        let ours = ControlledServer(.portolan(program: try bench.portolan), scale, in: bench)
        let real = bench.kubernetes.map { ControlledServer(.kubernetes($0), scale, in: bench) }
        func contest(
            _ what: String,
            _ unit: Unit,
            goal: Double? = nil,
            _ sample: @escaping (ControllerLoadReport) -> Sample
        ) -> Contest {
            var contest = Contest(
                "\(name)/\(what)",
                unit: unit,
                ours: ours.contestant(sample),
                peer: real?.contestant(sample)
            )
            contest.goal = goal.map { .figure($0) }
            return contest
        }
        return [
            contest("visit", .milliseconds) { $0.visit },
            contest("visit/processor", .processorMilliseconds, goal: goals.visitProcessor) {
                Sample(figure: $0.visitProcessorMilliseconds)
            },
            contest("memory", .megabytes, goal: goals.memory) { Sample(figure: $0.residentBytes / 1_000_000) },
            contest("memory/each", .bytesPerObject, goal: goals.memoryOfEach) {
                Sample(figure: ($0.residentBytes - $0.residentBytesBefore) / Double(scale.objects))
            },
            contest("change", .milliseconds, goal: goals.change) { $0.change },
            contest("write", .requestsPerSecond) { $0.write },
            contest("write/processor", .processorMicroseconds, goal: goals.writeProcessor) {
                Sample(figure: $0.statusWriteProcessorMicroseconds)
            },
            contest("idle", .processorMillisecondsPerSecond) { Sample(figure: $0.idleProcessorMilliseconds) },
        ]
    }
}

extension ControllerLoadReport {
    /// From the start of the process until all objects were visited.
    fileprivate var visit: Sample {
        var sample = Sample(figure: visitMilliseconds)
        sample.processorTime = visitProcessorMilliseconds
        sample.peakBytes = peakBytes
        sample.residentBytes = residentBytes
        return sample
    }

    /// From sending a change to the pass that it leads to, of all changes but one in a hundred.
    fileprivate var change: Sample {
        var sample = Sample(figure: latencies?.percentile99 ?? 0)
        sample.latency50 = latencies?.median
        sample.latency99 = latencies?.percentile99
        return sample
    }

    /// Until the controller has heard of its own writes.
    fileprivate var write: Sample {
        var sample = Sample(figure: statusWritesPerSecond)
        sample.processorTime = statusWriteProcessorMicroseconds
        return sample
    }
}
