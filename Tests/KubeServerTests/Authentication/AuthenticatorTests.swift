// SPDX-License-Identifier: Apache-2.0

import Basics
import Cryptography
import HTTPCore
import KubeServer
import Testing

@Suite("Authentication")
struct AuthenticatorTests {
    private static let now = TestCluster.now
    private let tokens: TokenAuthenticator
    private let authority: CertificateAuthority

    init() throws {
        let cluster = try TestCluster()
        tokens = TokenAuthenticator(
            file: try TokenFile(parsing: Secret("t1,jane,u1,staff")),
            accounts: AccountTokenVerifier(cluster.issuer, cluster.storage),
            audiences: cluster.issuer.audiences
        )
        authority = try CertificateAuthority.root(
            subject: DistinguishedName(commonName: "ca"),
            validity: Self.now - .seconds(60)...Self.now + .seconds(3_600)
        )
    }

    private func certificate(_ subject: DistinguishedName, until end: Duration = .seconds(60)) throws -> Certificate {
        let validity = Self.now - .seconds(60)...Self.now + end
        return try authority.issue(subject: subject, validity: validity, usages: [.clientAuthentication]).certificate
    }

    private func user(
        _ fields: HTTPFields = [:],
        _ certificates: [Certificate] = [],
        path: String = "/api",
        anonymous: Authenticator.Anonymous = .onHealthPaths
    ) -> String {
        do throws(APIFailure) {
            let credentials = Credentials(fields, certificates: certificates)
            let authenticator = Authenticator(tokens, anonymous: anonymous)
            let user = try authenticator.user(with: credentials, path: path, at: Self.now)
            return "\(user.name) \(user.groups)"
        } catch {
            return error.text
        }
    }

    struct Row: CustomTestStringConvertible {
        let field: String
        let isGood: Bool
        var testDescription: String { "\"\(field)\" \(isGood ? "is" : "is not") a good token" }
    }

    static let rows = [
        Row(field: "Bearer t1", isGood: true),
        Row(field: "bearer t1", isGood: true),
        Row(field: "BEARER t1 and more", isGood: true),
        Row(field: "Bearer  t1", isGood: false),
        Row(field: "Bearer", isGood: false),
        Row(field: "Bearer ", isGood: false),
        Row(field: "t1", isGood: false),
        Row(field: "Basic t1", isGood: false),
        Row(field: "Bearer t2", isGood: false),
    ]

    @Test("a token stands behind the word Bearer", arguments: rows)
    func bearer(_ row: Row) {
        let expected = row.isGood ? #"jane ["staff", "system:authenticated"]"# : "401 Unauthorized"
        #expect(user(["Authorization": row.field]) == expected)
    }

    @Test("without credentials the health paths answer, and everything else where that is wanted")
    func anonymous() {
        let nobody = #"system:anonymous ["system:unauthenticated"]"#
        for path in ["/healthz", "/livez", "/readyz", "/version"] { #expect(user(path: path) == nobody) }
        #expect(user(path: "/healthz/etcd") == "401 Unauthorized")
        #expect(user(path: "/api") == "401 Unauthorized")
        #expect(user(path: "/api", anonymous: .everywhere) == nobody)
        #expect(user(path: "/healthz", anonymous: .nowhere) == "401 Unauthorized")
        #expect(user(["Authorization": "Bearer t2"], path: "/healthz") == "401 Unauthorized")
    }

    @Test("a client certificate names a user and its groups")
    func certificates() throws {
        let admin = try certificate(DistinguishedName(commonName: "admin", organizations: ["system:masters", "staff"]))
        #expect(user([:], [admin]) == #"admin ["system:masters", "staff", "system:authenticated"]"#)
        #expect(user(["Authorization": "Bearer t2"], [admin]).hasPrefix("admin"))
        let credentials = Credentials(certificates: [admin])
        let extra = try Authenticator(tokens).user(with: credentials, path: "/", at: Self.now).extra
        let id = "X509SHA256=\(Hex.encode(try admin.fingerprint()))"
        #expect(extra == ["authentication.kubernetes.io/credential-id": [id]])
    }

    @Test("a certificate that is over, or names nobody, leaves it to the token")
    func uselessCertificates() throws {
        let expired = try certificate(DistinguishedName(commonName: "admin"), until: .seconds(-1))
        let nameless = try certificate(DistinguishedName([.init(type: "O", value: "staff")]))
        for certificate in [expired, nameless] {
            #expect(user([:], [certificate], path: "/healthz") == "401 Unauthorized")
            #expect(user(["Authorization": "Bearer t1"], [certificate]).hasPrefix("jane"))
        }
    }
}
