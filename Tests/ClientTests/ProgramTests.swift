// SPDX-License-Identifier: Apache-2.0

import OtherPrograms
import TestSupport
import Testing

extension Clients {
    /// What the libraries of others see; the programs check it themselves, and end with 1 when something is not as expected.
    @Suite(
        "Programs in Python",
        .timeLimit(.minutes(5)),
        .enabled("their packages are missing: `make setup` installs them into .venv", PythonProgram.areUsable)
    )
    struct ProgramTests {
        @Test("end well", arguments: PythonProgram.all)
        func endWell(_ program: PythonProgram) async throws {
            let kubeconfig = try Server.current.kubeconfig
            try await Turnstile.programs.pass {
                let process = try ChildProcess(
                    ProjectFolder.python,
                    [program.file],
                    environment: [
                        "KUBECONFIG": kubeconfig, "PYTHONDONTWRITEBYTECODE": "1",
                        "PORTOLAN_CHART": ProjectFolder.path(of: "charts/portolan"),
                    ]
                )
                #expect(try await process.waitForExit() == 0, "\(process.output)")
            }
        }
    }
}

/// A program in `Tests/ClientTests/Programs`.
struct PythonProgram: CustomTestStringConvertible, Sendable {
    let name: String
    let testDescription: String

    static let all = [
        PythonProgram(name: "typed_client", testDescription: "the typed API of the Python client"),
        PythonProgram(name: "dynamic_client", testDescription: "the dynamic API of the Python client"),
        PythonProgram(name: "leader_election", testDescription: "the leader election of the Python client"),
        PythonProgram(name: "helm_engine", testDescription: "Helm's engine, with a chart"),
        PythonProgram(name: "portolan_chart", testDescription: "Helm's engine, with Portolan's chart"),
    ]

    var file: String { ProjectFolder.path(of: "Tests/ClientTests/Programs/\(name).py") }

    /// Whether the packages of `Tests/requirements.txt` are installed.
    @Sendable
    static func areUsable() async throws -> Bool {
        let script = "from importlib.metadata import version; version('kubernetes'); version('helm-python-sdk')"
        guard let process = try? ChildProcess(ProjectFolder.python, ["-c", script]) else { return false }
        return try await process.waitForExit() == 0
    }
}
