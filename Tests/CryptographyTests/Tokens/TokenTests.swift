// SPDX-License-Identifier: Apache-2.0

import Basics
import Cryptography
import JSONKit
import Testing

@Suite("Tokens")
struct TokenTests {
    /// What a service account's token claims, as Kubernetes writes it.
    struct ServiceAccountClaims: JSONEncodable {
        let registered: TokenClaims
        let namespace: String

        func write(to writer: inout JSONWriter) {
            writer.object { writer in
                registered.writeMembers(to: &writer)
                writer.field("kubernetes.io", ["namespace": namespace])
            }
        }
    }

    static let claims = TokenClaims(
        issuer: "https://issuer.test",
        subject: "system:serviceaccount:flyte:robot",
        audiences: ["api"],
        expiration: Forge.now + .seconds(600),
        notBefore: Forge.now,
        issuedAt: Forge.now,
        id: "1"
    )

    @Test("what is signed is verified, with either type of key")
    func roundTrip() throws {
        let forge = try Forge()
        for (key, name) in [(forge.p256, "p256"), (forge.rsa, "rsa")] {
            let token = try TokenSigner(key: key, keyID: name).sign(Self.claims)
            let verified = try forge.verifier.verify(token.exposed, at: Forge.now)
            #expect(verified.claims == Self.claims)
            #expect(verified.keyID == name)
            #expect("\(token)" == "<redacted>")
        }
    }

    @Test("many tasks sign, verify and read with the same keys and certificates", .timeLimit(.minutes(1)))
    func concurrent() async throws {
        let forge = try Forge()
        let chain = try Chain()
        let server = try chain.server()
        let store = TrustStore(roots: [chain.root.certificate])
        let signers = [try TokenSigner(key: forge.p256, keyID: "p256"), try TokenSigner(key: forge.rsa, keyID: "rsa")]
        try await withThrowingTaskGroup(of: Void.self) { group in
            for task in 0..<8 {
                group.addTask {
                    for _ in 0..<20 {
                        let token = try signers[task % 2].sign(Self.claims).exposed
                        #expect(try forge.verifier.verify(token, at: Forge.now).claims == Self.claims)
                        try store.verify(
                            server.certificate,
                            intermediates: server.intermediates,
                            for: .server(host: "127.0.0.1"),
                            at: Chain.noon
                        )
                        #expect(try server.certificate.publicKey == server.privateKey.publicKey)
                    }
                }
            }
            try await group.waitForAll()
        }
    }

    @Test("claims of one's own come back in the payload")
    func ownClaims() throws {
        let forge = try Forge()
        let signer = try TokenSigner(key: forge.p256)
        let token = try signer.sign(ServiceAccountClaims(registered: Self.claims, namespace: "flyte")).exposed
        let verifier = TokenVerifier(keys: JSONWebKeySet([signer.publicKey]), policy: Forge.policy)
        let verified = try verifier.verify(token, at: Forge.now)
        #expect(verified.claims == Self.claims)
        let payload = try JSONValue(parsing: verified.payload)
        #expect(payload["kubernetes.io"]?["namespace"] == "flyte")
        #expect(payload["exp"] == 1_900_000_600)
        #expect(payload["aud"] == ["api"])
    }

    @Test("the header is what Kubernetes writes, with its name for the key")
    func header() throws {
        let key = try PrivateKey(pem: PublishedKeys.p256SEC1)
        let parts = try TokenSigner(key: key).sign(Self.claims).exposed.split(separator: ".")
        let header = String(decoding: try Base64.url.decode(parts[0]), as: UTF8.self)
        let name = Base64.url.encode(SHA256.hash(try key.publicKey.der))
        #expect(header == #"{"alg":"ES256","kid":"\#(name)"}"#)
    }

    @Test("a key that is too short or of another type makes no tokens")
    func unusableKeys() throws {
        let short = #expect(throws: CryptographyError.self) { try TokenSigner(key: .generate(.rsa(bits: 1_024))) }
        #expect(short?.code == .unsupportedKey)
        let other = #expect(throws: CryptographyError.self) {
            try JSONWebKey(PublicKey(pem: PublishedKeys.ed25519), keyID: nil)
        }
        #expect(other?.code == .unsupportedKey)
    }

    @Test("the examples of RFC 7515 are found well signed")
    func published() throws {
        let payload = "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ"
        let p256 = "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q"
        let key = try PublicKey(
            .p256(x: Base64.url.decode(PublishedKeys.p256X), y: Base64.url.decode(PublishedKeys.p256Y))
        )
        let verifier = TokenVerifier(
            keys: JSONWebKeySet([try JSONWebKey(key, keyID: nil)]),
            policy: TokenPolicy(issuer: "joe", audiences: ["nobody"])
        )
        // Its claims name no audience: being refused for that, it has passed everything before.
        let time = Timestamp(secondsSinceEpoch: 1_300_819_000)
        let error = #expect(throws: CryptographyError.self) {
            try verifier.verify("eyJhbGciOiJFUzI1NiJ9.\(payload).\(p256)", at: time)
        }
        #expect(error?.code == .wrongTokenAudience)
    }

    /// Claims and a time, and what the verifier says of them.
    struct Judgement: CustomTestStringConvertible {
        let testDescription: String
        let code: CryptographyError.Code?
        var time = Forge.now
        var change: @Sendable (inout TokenClaims) -> Void = { _ in }
    }

    static let judgements = [
        Judgement(testDescription: "good as it is", code: nil),
        Judgement(testDescription: "another issuer", code: .wrongTokenIssuer) { $0.issuer = "https://other.test" },
        Judgement(testDescription: "an issuer in other letters", code: .wrongTokenIssuer) {
            $0.issuer = "https://ISSUER.test"
        },
        Judgement(testDescription: "no issuer", code: .wrongTokenIssuer) { $0.issuer = nil },
        Judgement(testDescription: "another audience", code: .wrongTokenAudience) { $0.audiences = ["web"] },
        Judgement(testDescription: "no audience", code: .wrongTokenAudience) { $0.audiences = [] },
        Judgement(testDescription: "one audience of several", code: nil) { $0.audiences = ["web", "other"] },
        Judgement(testDescription: "no end", code: .missingTokenClaim) { $0.expiration = nil },
        Judgement(
            testDescription: "at its end, but within the leeway",
            code: nil,
            time: Forge.now + .seconds(659)
        ),
        Judgement(testDescription: "after its end", code: .tokenExpired, time: Forge.now + .seconds(660)),
        Judgement(
            testDescription: "before its beginning, but within the leeway",
            code: nil,
            time: Forge.now - .seconds(60)
        ),
        Judgement(
            testDescription: "before its beginning",
            code: .tokenNotYetValid,
            time: Forge.now - .seconds(61)
        ),
        Judgement(
            testDescription: "made in the future",
            code: .tokenIssuedInFuture,
            time: Forge.now - .seconds(61)
        ) {
            $0.notBefore = nil
        },
        Judgement(testDescription: "no beginning, no making, no name", code: nil) {
            $0.notBefore = nil
            $0.issuedAt = nil
            $0.id = nil
        },
    ]

    @Test("the claims are judged at the given time", arguments: judgements)
    func judges(_ judgement: Judgement) throws {
        let forge = try Forge()
        var claims = Self.claims
        judgement.change(&claims)
        let token = try TokenSigner(key: forge.p256, keyID: "p256").sign(claims).exposed
        #expect(forge.refusal(of: token, at: judgement.time) == judgement.code)
    }

    @Test("a policy may let tokens live for ever, without audiences accepts none, and may leave them to others")
    func policies() throws {
        let forge = try Forge()
        let token = try forge.token(claims: #"{"iss":"https://issuer.test","aud":"api"}"#)
        let lenient = TokenPolicy(issuer: "https://issuer.test", audiences: ["api"], expiration: .optional)
        #expect(
            try TokenVerifier(keys: forge.keys, policy: lenient).verify(token, at: Forge.now).claims.audiences == [
                "api"
            ]
        )
        let closed = TokenPolicy(issuer: "https://issuer.test", audiences: [], expiration: .optional)
        let error = #expect(throws: CryptographyError.self) {
            try TokenVerifier(keys: forge.keys, policy: closed).verify(token, at: Forge.now)
        }
        #expect(error?.code == .wrongTokenAudience)
        let open = TokenPolicy(issuer: "https://issuer.test", audiences: nil, expiration: .optional)
        let nobody = try forge.token(claims: #"{"iss":"https://issuer.test"}"#)
        #expect(try TokenVerifier(keys: forge.keys, policy: open).verify(nobody, at: Forge.now).claims.audiences == [])
    }

    @Test("times may have fractions, which are dropped")
    func fractions() throws {
        let claims = try TokenClaims(parsing: #"{"exp":1900000600.75,"nbf":1.9e9,"iat":0}"#)
        #expect(claims.expiration == Forge.now + .seconds(600))
        #expect(claims.notBefore == Forge.now)
        #expect(claims.issuedAt == Timestamp(secondsSinceEpoch: 0))
    }

    @Test("the type is compared when one is wanted", arguments: ["at+jwt", "AT+JWT", "application/at+jwt"])
    func types(_ type: String) throws {
        let forge = try Forge()
        let verifier = TokenVerifier(keys: forge.keys, policy: Forge.policy, type: "at+jwt")
        let good = try TokenSigner(key: forge.p256, keyID: "p256", type: type).sign(Self.claims).exposed
        #expect(try verifier.verify(good, at: Forge.now).claims == Self.claims)
        for type in ["JWT", nil] {
            let bad = try TokenSigner(key: forge.p256, keyID: "p256", type: type).sign(Self.claims).exposed
            let error = #expect(throws: CryptographyError.self) { try verifier.verify(bad, at: Forge.now) }
            #expect(error?.code == .wrongTokenType)
        }
    }
}
