// SPDX-License-Identifier: Apache-2.0

/// Something that is measured inside one process.
package struct Workload: Sendable {
    /// Does the work of one run.
    package typealias Run = () throws -> Void

    /// What it is, as `room/what`.
    package let name: String
    /// One sentence.
    package let summary: String
    /// The operations in one run; when there are many, the report is of nanoseconds for one.
    package var operations = 1
    /// The document that both sides read, made once.
    package var makeInput: (@Sendable () -> [UInt8])?
    /// Whose program does the same.
    package var peer: Peer?
    /// What we mean to reach.
    package var goal: Goal?
    /// Looks, before anything is measured, whether ours and the peer's program do the same.
    var check: (@Sendable (Bench) throws -> Void)?
    /// Gets ready, with the input, to do the work again and again.
    package let prepare: @Sendable ([UInt8]) throws -> Run

    /// A program in `Benchmarks/peers` that takes the path of the input and the number of runs.
    package struct Peer: Sendable {
        let name: String
        let folder: String
        let arguments: [String]
    }

    /// A workload without an input, a peer or a goal yet.
    package init(_ name: String, _ summary: String, prepare: @escaping @Sendable ([UInt8]) throws -> Run) {
        self.name = name
        self.summary = summary
        self.prepare = prepare
    }

    /// Does it: some runs to warm up, then those that count.
    package func work(on input: [UInt8], runs: Int) throws -> WorkerReport {
        let run = try prepare(input)
        for _ in 0..<max(1, runs / 5) { try run() }
        var report = WorkerReport()
        let clock = ContinuousClock()
        let before = ProcessFigures.processorMilliseconds()
        for _ in 0..<runs {
            report.milliseconds.append(try clock.measure(run) / .milliseconds(1))
        }
        report.processorMilliseconds = ProcessFigures.processorMilliseconds() - before
        report.peakBytes = ProcessFigures.peakBytes()
        return report
    }
}

/// Makes the optimiser believe that a value is used.
@inline(never)
package func keep<Value>(_ value: Value) {
    withExtendedLifetime(value) {}
}
