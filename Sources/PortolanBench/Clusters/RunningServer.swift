// SPDX-License-Identifier: Apache-2.0

internal import EventLoop
internal import FileKit
internal import HTTPClient
internal import KubeClient
internal import OtherPrograms

/// An API server in processes of its own, and what they cost; they end with the last reference to it.
final class RunningServer {
    /// Where an administrator's kubeconfig is, or will be when the server is ready.
    let kubeconfig: String
    private let processes: [ChildProcess]
    private let keepsAlive: AnyObject

    init(kubeconfig: String, processes: [ChildProcess], keeping object: AnyObject) {
        self.kubeconfig = kubeconfig
        self.processes = processes
        keepsAlive = object
    }

    /// Waits until a client with the kubeconfig is told that the server is ready.
    func waitUntilReady() async throws {
        let loop = try EventLoop(name: "readiness")
        let deadline = ContinuousClock.now.advanced(by: .seconds(60))
        while true {
            if File.exists(kubeconfig) {
                let client = KubeClient(try .kubeconfig(file: kubeconfig), .forLoad, on: loop)
                if (try? await client.checkReadiness()) != nil { return }
            }
            for process in processes where process.exit != nil {
                throw BenchError(.programFailed, "a server has ended: \(process.output.suffix(2_000))")
            }
            guard ContinuousClock.now < deadline else {
                throw BenchError(.programFailed, "a server is not ready after a minute")
            }
            try await Task.sleep(for: .milliseconds(1))
        }
    }

    /// The processor time of all processes so far.
    var processorMilliseconds: Double? {
        sum { ProcessFigures.processorMilliseconds(of: Int($0.pid)) }
    }

    /// The memory that all processes hold.
    var residentBytes: Double? {
        sum { ProcessFigures.residentBytes(of: String($0.pid)) }
    }

    /// The most memory that each process has held.
    var peakBytes: Double? {
        sum { ProcessFigures.peakBytes(of: String($0.pid)) }
    }

    private func sum(_ figure: (ChildProcess) -> Double?) -> Double? {
        let figures = processes.compactMap(figure)
        return figures.count == processes.count ? figures.reduce(0, +) : nil
    }
}

extension KubeClientOptions {
    /// Nothing is sent twice: a failure under load is a result.
    static var forLoad: KubeClientOptions {
        var options = KubeClientOptions(userAgent: "portolan-bench/1")
        options.retries.maximumAttempts = 1
        return options
    }
}
