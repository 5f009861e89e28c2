// SPDX-License-Identifier: Apache-2.0

import Glibc
import Simulation

guard let soak = Soak(Array(CommandLine.arguments.dropFirst())) else {
    print(Soak.usage)
    exit(64)
}
exit(soak.run() ? 0 : 1)
