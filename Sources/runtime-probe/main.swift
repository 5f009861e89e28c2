// SPDX-License-Identifier: Apache-2.0

import Glibc

// A process on the runtime, for tests that kill it, stop it for a while and look at what it did.
do {
    let options = try ProbeOptions(CommandLine.arguments.dropFirst())
    switch options.job {
    case .lead: try await LeadingProbe(options).run()
    case .cycle(let count): try await CyclingProbe(options).run(count)
    }
} catch {
    say("failed", "\(error)")
    exit(1)
}
