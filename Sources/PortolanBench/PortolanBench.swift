// SPDX-License-Identifier: Apache-2.0

package import CommandLineKit

/// The program `portolan-bench`.
package enum PortolanBench {
    /// Its commands.
    package static let command = Command(
        group: "portolan-bench",
        summary: "Measure how fast Portolan is, and against what.",
        subcommands: [
            Command(RunVerb.self),
            Command(ListVerb.self),
            Command(HelpVerb.self),
            Command(WorkVerb.self, isHidden: true),
            Command(ServeVerb.self, isHidden: true),
            Command(HoldVerb.self, isHidden: true),
            Command(DriveVerb.self, isHidden: true),
            Command(ControlVerb.self, isHidden: true),
        ]
    )
}
