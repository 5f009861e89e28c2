// SPDX-License-Identifier: Apache-2.0

import Basics
import KubeServer
import Testing

@Suite("The memory for verified tokens")
struct VerifiedTokensTests {
    private func claims(_ name: String) -> VerifiedTokens.Claims {
        .legacy(LegacyClaims(namespace: "a", secretName: name, account: AccountReference(name: "b", uid: "c")))
    }

    @Test("it remembers who comes again, and forgets the others")
    func generations() {
        let memory = VerifiedTokens(capacity: 10)
        memory[Secret("regular")] = claims("regular")
        for number in 0..<100 {
            memory[Secret("\(number)")] = claims("\(number)")
            #expect(memory[Secret("regular")] == claims("regular"))
        }
        #expect(memory[Secret("99")] == claims("99"))
        #expect(memory[Secret("0")] == nil)
        #expect((0..<100).count { memory[Secret("\($0)")] != nil } <= 20)
    }
}
