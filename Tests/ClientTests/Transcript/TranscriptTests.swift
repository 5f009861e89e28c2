// SPDX-License-Identifier: Apache-2.0

import Testing

@Suite("Transcripts")
struct TranscriptTests {
    private static let text = """
        ## Two commands.
        $ cat <<END
        > one

        > END
        one

        two

        $ true

        ## One more.
        $ false
        [exit 1]

        """

    @Test("commands and their outputs are told apart")
    func parsing() {
        let transcript = Transcript(parsing: Self.text.replacing("> one\n\n>", with: "> one\n>"))
        let steps = transcript.parts.compactMap { part in
            if case .step(let step) = part { step } else { nil }
        }
        #expect(transcript.parts.first == .heading("Two commands."))
        #expect(steps.map(\.command) == [["cat <<END", "one", "END"], ["true"], ["false"]])
        #expect(steps.map(\.output) == [["one", "", "two"], [], ["[exit 1]"]])
        #expect(steps.map(\.line) == [2, 9, 12])
    }

    @Test("what is written reads as what was read")
    func roundTrip() {
        let transcript = Transcript(parsing: Self.text)
        let again = Transcript(parsing: transcript.text)
        #expect(again.text == transcript.text)
    }

    @Test("what varies is replaced, and nothing else")
    func varyingParts() {
        let output = """
            W1120 15:06:43.284602    8036 reflector.go:492] very short watch
            NAME   AGE    NODE
            a      2m5s   b
            web    10s
            MESSAGE      COUNT
            uid: 5803cdab-d703-4bc2-ae7e-70101c29d6d6, at 2026-01-02T03:04:05Z, for 10s
              "resourceVersion": "12",
            configmap "a" deleted from team namespace
            """
        #expect(
            VaryingParts.replaced(in: output) == """
                NAME   AGE   NODE
                a      <age>   b
                web    <age>
                MESSAGE      COUNT
                uid: <uid>, at <time>, for 10s
                  "resourceVersion": "<version>",
                configmap "a" deleted
                """
        )
    }
}
