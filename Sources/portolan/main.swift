// SPDX-License-Identifier: Apache-2.0

import CommandLineKit
import Glibc
import PortolanCLI

let code = await Portolan.run(Array(CommandLine.arguments.dropFirst()), on: .ofProcess())
exit(code.rawValue)
