// SPDX-License-Identifier: Apache-2.0

internal import Glibc
internal import OtherPrograms

/// `portolan controller`, as anybody would start it; it is killed with the last reference.
final class OperatorProcess {
    private let program: ChildProcess
    /// Where its configuration is.
    private let folder = TemporaryFolder()

    /// Starts it on an API server, on free ports; `settings` are more lines of its configuration.
    init(_ path: String, kubeconfig: String, settings: String) throws {
        let lines = """
            apiVersion: config.portolan.dev/v1alpha1
            kind: PortolanConfiguration
            routing: { bind: "127.0.0.1:0" }
            metrics: { bind: "127.0.0.1:0" }
            \(settings)

            """
        let configuration = folder.write("portolan.yaml", lines)
        program = try ChildProcess(path, ["controller", "--kubeconfig", kubeconfig, "--config", configuration])
    }

    /// The process.
    var pid: Int { Int(program.pid) }

    /// The memory that it holds, in bytes.
    var residentBytes: Double { ProcessFigures.residentBytes(of: "\(pid)") ?? 0 }

    /// Its processor time so far, in milliseconds.
    var processorMilliseconds: Double { ProcessFigures.processorMilliseconds(of: pid) ?? 0 }

    /// Waits until it logs a line with a word in it, and returns the line.
    @discardableResult
    func line(with word: String) async throws -> Substring {
        let deadline = ContinuousClock.now.advanced(by: .seconds(60))
        while ContinuousClock.now < deadline, program.exit == nil {
            // The last line may not be whole.
            let lines = program.output.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
            if let line = lines.first(where: { $0.contains(word) }) { return line }
            try await Task.sleep(for: .milliseconds(5))
        }
        throw BenchError(.programFailed, "the operator does not say \"\(word)\": \(program.output.suffix(2_000))")
    }
}
