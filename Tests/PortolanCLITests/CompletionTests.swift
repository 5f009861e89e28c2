// SPDX-License-Identifier: Apache-2.0

import PortolanCLI
import Testing

@Suite("The completion of words", .timeLimit(.minutes(1)))
struct CompletionTests {
    @Test("what may be typed is completed")
    func completion() async {
        #expect(await PortolanCall(["complete", "--", "route", "--strategy", ""]).output == "Rendezvous\nFlyte\n")
        #expect(await PortolanCall(["complete", "--", "route", "--comp"]).output == "--compare\n")
        #expect(await PortolanCall(["complete", "--", "import", ""]).output == "flyte\n")
        #expect(
            await PortolanCall(["complete", "--", "explain", "--on-no-dataplane="]).output
                == "--on-no-dataplane=Reject\n--on-no-dataplane=AnyDataplane\n"
        )
    }
}
