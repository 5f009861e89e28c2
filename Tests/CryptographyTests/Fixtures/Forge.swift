// SPDX-License-Identifier: Apache-2.0

import Basics
import Cryptography

/// An issuer with two keys, and tokens that only look like its own.
struct Forge {
    /// The time at which everything happens.
    static let now = Timestamp(secondsSinceEpoch: 1_900_000_000)
    /// What the good token claims.
    static let claims = #"{"iss":"https://issuer.test","aud":["api"],"sub":"robot","exp":1900000600,"iat":1900000000}"#
    static let policy = TokenPolicy(issuer: "https://issuer.test", audiences: ["api", "other"])

    let p256: PrivateKey
    let rsa: PrivateKey
    let keys: JSONWebKeySet

    init() throws {
        p256 = try .generate()
        rsa = try PrivateKey(pem: PublishedKeys.rsaPKCS1)
        keys = JSONWebKeySet([
            try JSONWebKey(p256.publicKey, keyID: "p256"), try JSONWebKey(rsa.publicKey, keyID: "rsa"),
        ])
    }

    var verifier: TokenVerifier { TokenVerifier(keys: keys, policy: Self.policy) }

    /// A token with any header and claims, and a signature by anybody.
    func token(
        header: String = #"{"alg":"ES256","kid":"p256"}"#,
        claims: String = claims,
        sign: ((_ message: [UInt8]) throws -> [UInt8])? = nil
    ) throws -> String {
        let message = Base64.url.encode(Array(header.utf8)) + "." + Base64.url.encode(Array(claims.utf8))
        let bytes = Array(message.utf8)
        let signature = try sign?(bytes) ?? p256.signature(of: bytes, form: .concatenated)
        return message + "." + Base64.url.encode(signature)
    }

    /// The code of the refusal, or nil when the token is accepted.
    func refusal(of token: String, at time: Timestamp = now) -> CryptographyError.Code? {
        do throws(CryptographyError) {
            _ = try verifier.verify(token, at: time)
            return nil
        } catch {
            return error.code
        }
    }
}
