// SPDX-License-Identifier: Apache-2.0

import FileKit
import JSONKit
import OtherPrograms
import TestSupport
import Testing

/// A program in `Tests/InstallTests/Programs`, or another one that runs in the same environment.
struct PythonProgram: Sendable {
    let file: String

    static let render = PythonProgram(file: "Tests/InstallTests/Programs/render.py")
    static let health = PythonProgram(file: "Tests/InstallTests/Programs/health.py")
    static let expressions = PythonProgram(file: "Tests/InstallTests/Programs/expressions.py")
    static let generate = PythonProgram(file: "deploy/generate.py")

    /// Runs it; it is an error if it ends with anything but 0.
    func run(_ arguments: [String]) async throws {
        let process = try ChildProcess(
            ProjectFolder.python,
            [ProjectFolder.path(of: file)] + arguments,
            environment: ["PYTHONDONTWRITEBYTECODE": "1"]
        )
        try #require(try await process.waitForExit() == 0, "\(file): \(process.output)")
    }

    /// Runs it with a question and returns its answer: the last two of its arguments are files of JSON.
    func answer(_ arguments: [String], _ question: JSONValue? = nil) async throws -> JSONValue {
        let folder = TemporaryFolder()
        let questions = question.map { [folder.write("question.json", $0.serialized())] } ?? []
        let answers = "\(folder.path)/answers.json"
        try await run(arguments + questions + [answers])
        return try JSONValue(parsing: try File.read(answers))
    }

    /// Whether the packages of `Tests/requirements.txt` are installed.
    @Sendable
    static func areUsable() async throws -> Bool {
        let script = """
            from importlib.metadata import version
            for name in ("helm-python-sdk", "kubernetes-validate", "lupa", "promql-parser"): version(name)
            """
        guard let process = try? ChildProcess(ProjectFolder.python, ["-c", script]) else { return false }
        return try await process.waitForExit() == 0
    }
}

extension Trait where Self == ConditionTrait {
    /// The test needs packages from PyPI.
    static var python: Self {
        .enabled("its packages are missing: `make setup` installs them into .venv", PythonProgram.areUsable)
    }

    /// The test needs kubectl.
    static var kubectl: Self {
        .enabled(if: ChildProcess.path(of: "kubectl") != nil, "kubectl is not on the PATH")
    }
}
