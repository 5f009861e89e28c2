// SPDX-License-Identifier: Apache-2.0

import Basics
import Cryptography
import JSONKit
import TestSupport
import Testing

@Suite("Forged tokens")
struct ForgedTokenTests {
    /// A token that is signed by whom it should not be, or in a way it should not be.
    struct Forgery: CustomTestStringConvertible {
        let testDescription: String
        let code: CryptographyError.Code
        let make: @Sendable (Forge) throws -> String
    }

    static let forgeries = [
        Forgery(testDescription: "no signature, and it says so", code: .unsupportedTokenAlgorithm) { forge in
            try forge.token(header: #"{"alg":"none"}"#) { _ in [] }
        },
        Forgery(testDescription: "no signature, said in capitals", code: .unsupportedTokenAlgorithm) { forge in
            try forge.token(header: #"{"alg":"NONE","kid":"p256"}"#) { _ in [] }
        },
        Forgery(testDescription: "no algorithm", code: .unsupportedTokenAlgorithm) { forge in
            try forge.token(header: #"{"kid":"p256"}"#)
        },
        Forgery(testDescription: "the public key as a shared secret", code: .unsupportedTokenAlgorithm) { forge in
            let secret = Array(try forge.rsa.publicKey.pem.utf8)
            return try forge.token(header: #"{"alg":"HS256","kid":"rsa"}"#) { HMAC.sha256(key: secret, message: $0) }
        },
        Forgery(testDescription: "an RSA algorithm with the name of a P-256 key", code: .tokenAlgorithmMismatch) {
            forge in
            try forge.token(header: #"{"alg":"RS256","kid":"p256"}"#) { try forge.rsa.signature(of: $0) }
        },
        Forgery(testDescription: "a P-256 algorithm with the name of an RSA key", code: .tokenAlgorithmMismatch) {
            forge in
            try forge.token(header: #"{"alg":"ES256","kid":"rsa"}"#)
        },
        Forgery(testDescription: "a key that nobody knows", code: .unknownTokenKey) { forge in
            try forge.token(header: #"{"alg":"ES256","kid":"other"}"#)
        },
        Forgery(testDescription: "another key under a known name", code: .invalidTokenSignature) { forge in
            let other = try PrivateKey.generate()
            return try forge.token { try other.signature(of: $0, form: .concatenated) }
        },
        Forgery(testDescription: "another key under no name", code: .invalidTokenSignature) { forge in
            let other = try PrivateKey.generate()
            return try forge.token(header: #"{"alg":"ES256"}"#) { try other.signature(of: $0, form: .concatenated) }
        },
        Forgery(testDescription: "a key that the token brings along", code: .invalidTokenSignature) { forge in
            let other = try PrivateKey.generate()
            let jwk = try JSONWebKey(other.publicKey, keyID: "p256").serializedText()
            return try forge.token(header: #"{"alg":"ES256","kid":"p256","jwk":\#(jwk)}"#) { message in
                try other.signature(of: message, form: .concatenated)
            }
        },
        Forgery(testDescription: "other claims under an old signature", code: .invalidTokenSignature) { forge in
            let good = try forge.token().split(separator: ".")
            let bad = try forge.token(claims: #"{"iss":"https://issuer.test","aud":["api"],"sub":"admin"}"#)
            return "\(good[0]).\(bad.split(separator: ".")[1]).\(good[2])"
        },
        Forgery(testDescription: "the signature as DER", code: .invalidTokenSignature) { forge in
            try forge.token { try forge.p256.signature(of: $0, form: .der) }
        },
        Forgery(testDescription: "a signature of zeros", code: .invalidTokenSignature) { forge in
            try forge.token { _ in [UInt8](repeating: 0, count: 64) }
        },
        Forgery(testDescription: "an empty signature", code: .invalidTokenSignature) { forge in
            try forge.token { _ in [] }
        },
        Forgery(testDescription: "a signature with a byte too many", code: .invalidTokenSignature) { forge in
            try forge.token { try forge.p256.signature(of: $0, form: .concatenated) + [0] }
        },
        Forgery(testDescription: "an extension that must be understood", code: .unsupportedTokenExtension) { forge in
            try forge.token(header: #"{"alg":"ES256","kid":"p256","crit":["exp"]}"#)
        },
    ]

    @Test("is refused, and why is told", arguments: forgeries)
    func refuses(_ forgery: Forgery) throws {
        let forge = try Forge()
        #expect(forge.refusal(of: try forge.token()) == nil)
        #expect(forge.refusal(of: try forgery.make(forge)) == forgery.code)
    }

    /// A text that is no token, made from a good one.
    struct Malformation: CustomTestStringConvertible {
        let testDescription: String
        var code = CryptographyError.Code.malformedToken
        let make: @Sendable (Forge) throws -> String
    }

    static let malformations = [
        Malformation(testDescription: "nothing") { _ in "" },
        Malformation(testDescription: "dots only") { _ in ".." },
        Malformation(testDescription: "two parts") {
            try $0.token().split(separator: ".").dropLast().joined(separator: ".")
        },
        Malformation(testDescription: "four parts") { try $0.token() + ".AA" },
        Malformation(testDescription: "a line feed at the end") { try $0.token() + "\n" },
        Malformation(testDescription: "padding at the end") { try $0.token() + "==" },
        Malformation(testDescription: "a blank in front") { try " " + $0.token() },
        Malformation(testDescription: "the other base64 alphabet") {
            try $0.token(header: #"{"alg":"ES256","xy":"???"}"#).replacing("_", with: "/")
        },
        Malformation(testDescription: "a header that is no object") { try $0.token(header: "[]") },
        Malformation(testDescription: "a header with text behind it") { try $0.token(header: #"{"alg":"ES256"} x"#) },
        Malformation(testDescription: "an algorithm that is no string") { try $0.token(header: #"{"alg":1}"#) },
        Malformation(testDescription: "a key name that is no string") {
            try $0.token(header: #"{"alg":"ES256","kid":7}"#)
        },
        Malformation(testDescription: "two algorithms") { try $0.token(header: #"{"alg":"none","alg":"ES256"}"#) },
        Malformation(testDescription: "claims that are no object") { try $0.token(claims: #""claims""#) },
        Malformation(testDescription: "claims with a control character") {
            try $0.token(claims: "{\"iss\":\"\u{0}\"}")
        },
        Malformation(testDescription: "two subjects") { try $0.token(claims: #"{"sub":"a","sub":"b"}"#) },
        Malformation(testDescription: "an end that is a text") { try $0.token(claims: #"{"exp":"1900000600"}"#) },
        Malformation(testDescription: "an end before 1970") { try $0.token(claims: #"{"exp":-1}"#) },
        Malformation(testDescription: "an end after all time") { try $0.token(claims: #"{"exp":1e300}"#) },
        Malformation(testDescription: "an end in the year 10000") { try $0.token(claims: #"{"exp":253402300800}"#) },
        Malformation(testDescription: "an audience that is a number") { try $0.token(claims: #"{"aud":1}"#) },
        Malformation(testDescription: "audiences that are numbers") { try $0.token(claims: #"{"aud":["api",1]}"#) },
        Malformation(testDescription: "claims without a bottom") { forge in
            try forge.token(
                claims: #"{"a":"# + String(repeating: "[", count: 100) + String(repeating: "]", count: 100) + "}"
            )
        },
        Malformation(testDescription: "a token that is too long", code: .tokenTooLong) { forge in
            try forge.token(claims: #"{"a":""# + String(repeating: "a", count: 16_384) + #""}"#)
        },
        Malformation(testDescription: "dots without end", code: .tokenTooLong) { _ in
            String(repeating: ".", count: 1_000_000)
        },
    ]

    @Test("what is no token is refused as such", arguments: malformations)
    func refuses(_ malformation: Malformation) throws {
        let forge = try Forge()
        let token = try malformation.make(forge)
        #expect(forge.refusal(of: token) == malformation.code)
    }

    @Test("a good token has no second spelling: every change of it is refused", arguments: Seed.some(5))
    func mutations(_ seed: Seed) throws {
        var random = SeededRandom(seed)
        let forge = try Forge()
        let good = try forge.token()
        for _ in 0..<200 {
            var bytes = Array(good.utf8)
            bytes.mutate(using: &random)
            let mutated = String(decoding: bytes, as: UTF8.self)
            #expect(mutated == good || forge.refusal(of: mutated) != nil, "accepted \(mutated)")
        }
    }
}
