// SPDX-License-Identifier: Apache-2.0

package import CommandLineKit

/// The program `portolan`: the tree of its commands.
package enum Portolan {
    /// Every verb; a new one is a file in `Verbs` and a line here.
    package static let command = Command(
        group: "portolan",
        summary: "Portolan builds, registers and watches over a fleet of Kubernetes clusters.",
        subcommands: [
            Command(UpVerb.self),
            Command(DownVerb.self),
            Command(
                group: "outage",
                summary: "Break a dataplane of portolan up, and mend it.",
                subcommands: [Command(BeginOutageVerb.self), Command(EndOutageVerb.self)]
            ),
            Command(APIServerVerb.self),
            Command(ControllerVerb.self),
            Command(CRDsVerb.self),
            Command(RouteVerb.self),
            Command(ExplainVerb.self),
            Command(
                group: "import",
                summary: "Turn the configuration of other programs into resources.",
                subcommands: [Command(ImportFlyteVerb.self)]
            ),
            Command(
                group: "update",
                summary: "Change a resource in a cluster.",
                subcommands: [Command(UpdateLabelVerb.self)]
            ),
            Command(VersionVerb.self),
            Command(CompletionVerb.self),
            Command(HelpVerb.self),
            Command(CompleteVerb.self, isHidden: true),
        ]
    )

    /// Runs what the arguments (without the program's name) ask for.
    package static func run(_ arguments: [String], on console: Console) async -> ExitCode {
        let isVersionFlag = arguments == ["--version"]
        return await CommandLineTool(command).run(isVersionFlag ? [VersionVerb.name] : arguments, on: console)
    }
}
