// SPDX-License-Identifier: Apache-2.0

import Basics
import HTTPCore
import KubeClient
import TestSupport
import Testing

@testable import Dataplanes

@Suite("A bootstrap Secret")
struct BootstrapCredentialsTests {
    fileprivate static let authority = Samples.authority

    fileprivate static func kubeconfig(user: String, cluster: String = "", authorityField: String? = nil) -> String {
        let data = Base64.standard.encode(Array(authority.utf8))
        return """
            apiVersion: v1
            kind: Config
            current-context: a
            contexts: [ { name: a, context: { cluster: a, user: a } } ]
            clusters:
            - name: a
              cluster: { server: "https://elsewhere:1234", \(authorityField ?? "certificate-authority-data: \(data)")\(cluster) }
            users: [ { name: a, user: { \(user) } } ]
            """
    }

    struct Mistake: CustomTestStringConvertible {
        let name: String
        let data: [String: String]
        let message: String
        var endpoint = Samples.endpoint

        var testDescription: String { name }

        init(_ name: String, _ data: [String: String], _ message: String, endpoint: String = Samples.endpoint) {
            self.name = name
            self.data = data
            self.message = message
            self.endpoint = endpoint
        }

        /// With a kubeconfig.
        init(_ name: String, user: String, cluster: String = "", authority: String? = nil, _ message: String) {
            let text = BootstrapCredentialsTests.kubeconfig(user: user, cluster: cluster, authorityField: authority)
            self.init(name, ["kubeconfig": text], message)
        }
    }

    private static let tokenUser = "token: \(Samples.canary)"
    static let mistakes = [
        Mistake("without anything", [:], "it has neither the key token (with ca.crt) nor the key kubeconfig"),
        Mistake("with other keys only", ["password": Samples.canary], "it has neither the key token"),
        Mistake("with a token alone", ["token": Samples.canary], "the key ca.crt is missing"),
        Mistake("with an empty token", ["token": " \n", "ca.crt": authority], "the key token is empty"),
        Mistake(
            "with a token of two lines",
            ["token": "\(Samples.canary)\n\(Samples.canary)", "ca.crt": authority],
            "the key token is no token: it has characters that no token has"
        ),
        Mistake(
            "with an authority that is none",
            ["token": Samples.canary, "ca.crt": Samples.canary],
            "the key ca.crt holds no certificate in PEM"
        ),
        Mistake("with both forms", ["token": Samples.canary, "kubeconfig": "{}"], "it has both kubeconfig and token"),
        Mistake("with what is no kubeconfig", ["kubeconfig": Samples.canary], "Secret flyte/bootstrap, key kubeconfig"),
        Mistake(
            "with a program",
            user:
                "exec: { apiVersion: client.authentication.k8s.io/v1, command: \(Samples.canary), interactiveMode: Never }",
            "it names a program of this machine, which a configuration from elsewhere may not"
        ),
        Mistake("with a file of a token", user: "tokenFile: /etc/passwd", "it names a file of this machine"),
        Mistake(
            "with a file of a certificate",
            user: "client-certificate: /etc/passwd, client-key: /etc/passwd",
            "it names a file of this machine"
        ),
        Mistake(
            "with a file of an authority",
            user: tokenUser,
            authority: "certificate-authority: /etc/passwd",
            "it names a file of this machine"
        ),
        Mistake("with a password", user: "username: me, password: \(Samples.canary)", "its kubeconfig has a password"),
        Mistake("with a proxy", user: tokenUser, cluster: ", proxy-url: \"http://p:1\"", "kubeconfig names a proxy"),
        Mistake(
            "without an authority",
            user: tokenUser,
            authority: "tls-server-name: a",
            "there is no certificate authority"
        ),
        Mistake(
            "without verification",
            user: tokenUser,
            authority: "insecure-skip-tls-verify: true",
            "anybody could pose as the server"
        ),
        Mistake("with nobody in it", user: "", "its kubeconfig has neither a token nor a client certificate"),
        Mistake(
            "with a token in a kubeconfig that has a line break",
            user: "token: \"\(Samples.canary)\\nX-Other: 1\"",
            "the token of its kubeconfig is no token"
        ),
        Mistake(
            "for an endpoint without TLS",
            ["token": Samples.canary, "ca.crt": authority],
            "spec.endpoint: http://a has to begin with https://",
            endpoint: "http://a"
        ),
        Mistake(
            "for an endpoint with a user",
            ["token": Samples.canary, "ca.crt": authority],
            "spec.endpoint: ",
            endpoint: "https://me@a"
        ),
        Mistake(
            "for an endpoint with a query",
            ["token": Samples.canary, "ca.crt": authority],
            "spec.endpoint: a server's URL has no query",
            endpoint: "https://a/?b"
        ),
    ]

    @Test("with a mistake is refused, with what to do and nothing that is secret", arguments: mistakes)
    func mistake(_ row: Mistake) {
        let error = #expect(throws: BootstrapProblem.self) {
            try BootstrapCredentials(Samples.bootstrap(row.data), endpoint: row.endpoint)
        }
        let message = error?.description ?? ""
        #expect(message.contains(row.message), "\(message)")
        #expect(!message.contains(Samples.canary), "\(message)")
    }

    @Test("with a token and an authority is read, without the newline of an editor")
    func token() throws {
        let secret = Samples.bootstrap(["token": " abc.def \r\n", "ca.crt": Self.authority])
        let credentials = try BootstrapCredentials(secret, endpoint: Samples.endpoint + "/")
        guard case .token(let token) = credentials.configuration.credentials else {
            Issue.record("no token")
            return
        }
        #expect(token.exposed == "abc.def")
        #expect(credentials.authoritiesPEM == Self.authority)
        #expect(credentials.configuration.server.origin == Samples.endpoint)
        #expect(credentials.configuration.server.target == "")
        #expect(try BootstrapCredentials.normalized(Samples.endpoint + "/") == Samples.endpoint)
    }

    @Test("with a kubeconfig is for the endpoint of the DataplaneCluster, whatever the kubeconfig names")
    func endpoint() throws {
        let secret = Samples.bootstrap(["kubeconfig": Self.kubeconfig(user: Self.tokenUser)])
        let credentials = try BootstrapCredentials(secret, endpoint: Samples.endpoint)
        #expect(credentials.configuration.server.origin == Samples.endpoint)
        #expect(credentials.authoritiesPEM == Self.authority)
    }

    @Test("with a client certificate is read")
    func certificate() throws {
        let data = Base64.standard.encode(Array("x".utf8))
        let user = "client-certificate-data: \(data), client-key-data: \(data)"
        let secret = Samples.bootstrap(["kubeconfig": Self.kubeconfig(user: user)])
        #expect(try BootstrapCredentials(secret, endpoint: Samples.endpoint).configuration.identity != nil)
    }

    @Test("has another version when something of it that counts is another, and tells nothing of it")
    func version() throws {
        func version(_ data: [String: String], _ endpoint: String = Samples.endpoint) throws -> String {
            var data = data
            data["ca.crt"] = Self.authority
            return try BootstrapCredentials(Samples.bootstrap(data), endpoint: endpoint).version
        }
        let first = try version(["token": Samples.canary])
        #expect(try version(["token": Samples.canary, "note": "x"]) == first)
        #expect(try version(["token": "other"]) != first)
        #expect(try version(["token": Samples.canary], "https://10.1.2.4") != first)
        #expect(!first.contains(Samples.canary))
    }

    @Test("may be gone when Portolan has credentials of its own")
    func minted() throws {
        let credentials = try BootstrapCredentials(Samples.credentials(token: Samples.canary))
        guard case .token(let token) = credentials.configuration.credentials else {
            Issue.record("no token")
            return
        }
        #expect(token.exposed == Samples.canary)
        #expect(credentials.configuration.server.origin == Samples.endpoint)
        #expect(try BootstrapCredentials(Samples.credentials(token: "b")).version == credentials.version)
        #expect(!"\(credentials)".contains(Samples.canary))
    }
}
