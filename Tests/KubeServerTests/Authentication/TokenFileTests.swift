// SPDX-License-Identifier: Apache-2.0

import Basics
import KubeServer
import Testing

@Suite("Token files")
struct TokenFileTests {
    private func verdict(_ text: String, _ token: String, for audiences: [String]? = nil) throws -> TokenVerdict {
        let cluster = try TestCluster()
        let tokens = TokenAuthenticator(
            file: try TokenFile(parsing: Secret(text)),
            accounts: AccountTokenVerifier(cluster.issuer, cluster.storage),
            audiences: ["api", "other"]
        )
        return tokens.verdict(on: Secret(token), for: audiences, at: TestCluster.now)
    }

    private static let text = #"""
        t1,jane,u1,"staff,admins"

        t2,"Doe, ""John""",u2\#r
        ,nobody,u3
        t4,old,u4
        t4,ann,u5,system:masters,more
        """#

    struct Row: CustomTestStringConvertible {
        let token: String
        let expected: UserInfo?
        var testDescription: String { "\(token) is \(expected?.name ?? "nobody's")" }
    }

    static let rows = [
        Row(token: "t1", expected: UserInfo(name: "jane", uid: "u1", groups: ["staff", "admins"])),
        Row(token: "t2", expected: UserInfo(name: #"Doe, "John""#, uid: "u2")),
        Row(token: "t4", expected: UserInfo(name: "ann", uid: "u5", groups: ["system:masters"])),
        Row(token: "", expected: nil),
        Row(token: "t", expected: nil),
        Row(token: "jane", expected: nil),
    ]

    @Test("each token has its user", arguments: rows)
    func users(_ row: Row) throws {
        let expected = row.expected.map { TokenVerdict.good($0.authenticated, audiences: ["api", "other"]) }
        #expect(try verdict(Self.text, row.token) == expected ?? .unknown)
    }

    @Test("such a token is for this server only")
    func audiences() throws {
        let jane = UserInfo(name: "jane", uid: "u1", groups: ["staff", "admins", "system:authenticated"])
        #expect(try verdict(Self.text, "t1", for: ["x", "other"]) == .good(jane, audiences: ["other"]))
        #expect(try verdict(Self.text, "t1", for: ["x"]) == .unknown)
    }

    static let broken = [
        ("t1,jane", "the token file, line 1: at least 3 columns are needed (token, user name, user uid), found 2"),
        ("a,b,c\n\nt1,ja\"ne,u", "the token file, line 3: a quote inside of a field that does not begin with one"),
        ("a,b,c\nt1,\"jane,u\n\n", "the token file, line 2: a quote that is not closed"),
        ("t1,\"jane\"x,u", "the token file, line 1: text behind a closing quote"),
    ]

    @Test("what is wrong with a file is told with its line, and without its tokens", arguments: broken)
    func errors(_ text: String, _ message: String) {
        let error = #expect(throws: TokenFileError.self) { try TokenFile(parsing: Secret(text)) }
        #expect(error?.description == message)
    }

    @Test("nothing prints the tokens of a file")
    func redaction() throws {
        var file = try TokenFile(parsing: Secret("canary-1,jane,u"))
        file.add(UserInfo(name: "joe"), token: Secret("canary-2"))
        var printed = "\(file) \(String(reflecting: file))"
        dump(file, to: &printed)
        #expect(!printed.contains("canary"))
    }
}
