// SPDX-License-Identifier: Apache-2.0

internal import CommandLineKit

/// `portolan version`.
struct VersionVerb: Verb {
    static let name = "version"
    static let summary = "Show the version of Portolan and what it was built from."

    func run(in context: CommandContext) async throws {
        try context.console.print(Self.text(of: .current))
    }

    static func text(of build: BuildInformation) -> String {
        """
        portolan \(build.version)
        commit   \(build.commit ?? "not recorded")
        swift    \(build.swift)
        platform \(build.platform)
        """
    }
}
