// SPDX-License-Identifier: Apache-2.0

import CommandLineKit
import Glibc
import PortolanBench

let tool = CommandLineTool(PortolanBench.command)
let code = await tool.run(Array(CommandLine.arguments.dropFirst()), on: .ofProcess())
exit(code.rawValue)
