// SPDX-License-Identifier: Apache-2.0

internal import FileKit
internal import KubeClient

/// Where the measuring is done, how often, and with whom.
struct Bench {
    /// The program that workers are started from: this one.
    let program: String
    /// Where inputs are kept.
    let folder: String
    /// The pairs of each contest.
    let pairs: Int
    /// The runs of each worker.
    let runs: Int
    /// The seconds that a server is under load in each round.
    let loadSeconds: Int
    /// How many streams a server is asked to hold.
    let streamCount: Int
    /// How much an API server is asked to do.
    let cluster: ClusterScale
    /// How much controllers are asked to do: one of few objects, and one of many.
    let controllers: [ControllerScale]
    /// How much the routing service is asked to know and to do.
    let routing: RoutingScale
    /// How many dataplanes the operator is asked to look after.
    let dataplanes: DataplaneScale
    /// A folder with `kube-apiserver` and `etcd`, the peers of `portolan apiserver`.
    let kubernetes: KubernetesAssets?
    private let go: GoToolchain?

    init(pairs: Int, isQuick: Bool) throws {
        program = try Pipe.output(of: ["readlink", "-f", CommandLine.arguments.first ?? "portolan-bench"])
        folder = ".build/bench"
        try Folder.make(folder)
        self.pairs = pairs
        runs = isQuick ? 5 : 20
        loadSeconds = isQuick ? 2 : 5
        streamCount = isQuick ? 2_000 : 10_000
        cluster = isQuick ? .quick : .full
        controllers = isQuick ? ControllerScale.quick : ControllerScale.full
        routing = isQuick ? .quick : .full
        dataplanes = isQuick ? .quick : .full
        kubernetes = KubernetesAssets.find(ProcessEnvironment.current)
        go = GoToolchain.find()
    }

    /// The program `portolan`, which is built beside this one.
    var portolan: String {
        get throws {
            let path = "\(Folder.of(program))/portolan"
            guard File.exists(path) else {
                throw BenchError(.programFailed, "\(path) is not there: swift build -c release --product portolan")
            }
            return path
        }
    }

    /// The compiler that the peers are built with, or why there is none.
    var goVersion: String? { go?.version }

    /// The built program of a peer, or nil where it cannot be built for want of a compiler.
    func program(ofPeer name: String) throws -> String? {
        guard File.exists("Benchmarks/peers/\(name)") else { return nil }
        return try go?.build(peer: name)
    }
}
