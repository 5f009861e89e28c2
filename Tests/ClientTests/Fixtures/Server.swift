// SPDX-License-Identifier: Apache-2.0

import Glibc
import OtherPrograms
import TestSupport
import Testing

/// The API server that the clients talk to.
struct Server: Sendable {
    /// The server that the running test is meant to use.
    @TaskLocal static var shared: Server?

    /// The file with which a client gets in as an administrator.
    let kubeconfig: String

    /// The server of the suite; it is an error to ask outside of one.
    static var current: Server {
        get throws { try #require(shared, "the suite has no server: it needs the trait .server") }
    }

    /// A server that is there already, when the environment names one.
    static var foreign: Server? {
        unsafe getenv("PORTOLAN_TEST_KUBECONFIG").map { unsafe String(cString: $0) }
            .flatMap { $0.isEmpty ? nil : Server(kubeconfig: $0) }
    }
}

/// Starts `portolan apiserver` once for all suites below the one that has this trait, and stops it behind them.
struct ServerTrait: SuiteTrait, TestScoping {
    let isRecursive = false

    func provideScope(
        for test: Test,
        testCase: Test.Case?,
        performing function: @Sendable @concurrent () async throws -> Void
    ) async throws {
        if let foreign = Server.foreign {
            try await Server.$shared.withValue(foreign) { try await function() }
            return
        }
        let folder = TemporaryFolder()
        let kubeconfig = "\(folder.path)/kubeconfig"
        let program = try ChildProcess(
            BuiltProgram.path(of: "portolan"),
            ["apiserver", "--listen", "127.0.0.1:0", "--kubeconfig-out", kubeconfig]
        )
        // It says so when it is ready, and the kubeconfig has the port that it took.
        try await eventually("portolan apiserver is ready") {
            try #require(program.exit == nil, "portolan apiserver: \(program.output)")
            return program.output.contains("is served at")
        }
        try await Server.$shared.withValue(Server(kubeconfig: kubeconfig)) { try await function() }
        #expect(program.exit == nil, "portolan apiserver ended: \(program.output)")
        program.stop()
    }
}

extension Trait where Self == ServerTrait {
    /// The suite needs an API server.
    static var server: Self { Self() }
}
