// SPDX-License-Identifier: Apache-2.0

internal import CommandLineKit
internal import JSONKit

/// `portolan version`.
struct VersionVerb: Verb {
    static let name = "version"
    static let summary = "Show the version of Portolan and what it was built from."
    static let parameters: [Parameter<VersionVerb>] = [
        .option("output", short: "o", into: \.output, help: "How to print it.")
    ]

    private var output = OutputFormat.text

    func run(in context: CommandContext) async throws {
        let build = BuildInformation.current
        try context.console.print(output.render(text: Self.text(of: build), document: Self.document(of: build)))
    }

    private static func text(of build: BuildInformation) -> String {
        """
        portolan \(build.version)
        commit   \(build.commit ?? "not recorded")
        swift    \(build.swift)
        platform \(build.platform)
        """
    }

    private static func document(of build: BuildInformation) -> JSONValue {
        var document: JSONValue = ["version": .string(build.version)]
        document["commit"] = build.commit.map(JSONValue.string)
        document["swift"] = .string(build.swift)
        document["platform"] = .string(build.platform)
        return document
    }
}
