// SPDX-License-Identifier: Apache-2.0

import CommandLineKit
import Testing

@Suite(.timeLimit(.minutes(1)))
struct HelpTextTests {
    @Test("the help of a group lists its commands, without the hidden ones")
    func group() async {
        let expected = """
            Harbour looks after ships.

            Usage: harbour COMMAND

            Commands:
              load        Load a ship with cargo from the quay, and tell its captain when
                          everything is on board.
              list        List what there is.
              sink        Fail.
              completion  Print the script that lets a shell complete words.
              help        Show what a command does and takes.

            Run 'harbour COMMAND --help' for what a command takes.

            """
        #expect(await Harbour.run(["help"]).output == expected)
    }

    @Test("the help of a verb tells its arguments, options, choices and defaults")
    func verb() async {
        let expected = """
            Load a ship with cargo from the quay, and tell its captain when everything is on
            board.

            Usage: harbour load [OPTIONS] --quay NAME SHIP [HOLDS...]

            The ship must lie in the harbour, and a crane must be free. Whatever does not
            fit stays on the quay until the next ship arrives.

              harbour load --cargo wine --tons 40 Argo

            Arguments:
              SHIP   The ship.
              HOLDS  The holds to fill, in this order.

            Options:
              -c, --cargo CARGO   What to load. [grain, wine or timber; default: grain]
              -t, --tons NUMBER   How much of it. [default: 10]
                  --quay NAME     Where the cargo lies. [required]
              -n, --note TEXT     Something for the captain. [may be repeated]
                  --captain NAME  Who is in command.
              -i, --insured       Whether the cargo is insured. [default: true]
              -f, --fast          Load with all cranes.
              -h, --help          Show this help.

            """
        #expect(await Harbour.run(["load", "--help"]).output == expected)
    }

    @Test("every help fits the width, from 40 to 80 columns", arguments: [40, 53, 66, 80])
    func width(columns: Int) async {
        for command in [["load"], ["list"], ["list", "ships"], ["sink"], ["help"], []] {
            let help = await Harbour.run(command + ["--help"], width: columns).output
            // An indented line of a discussion is an example and stays as it is.
            for line in help.split(separator: "\n") where !line.hasPrefix("  harbour load") {
                #expect(line.count <= columns, "\(line)")
            }
        }
    }

    @Test("a terminal wider than 80 columns gets 80, and a narrower one than 40 gets 40")
    func widthLimits() {
        #expect(Console.recording(width: 200).console.width == 80)
        #expect(Console.recording(width: 10).console.width == 40)
        #expect(Console.recording(width: 72).console.width == 72)
    }
}
