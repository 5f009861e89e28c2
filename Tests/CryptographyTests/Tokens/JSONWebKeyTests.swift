// SPDX-License-Identifier: Apache-2.0

import Basics
import Cryptography
import JSONKit
import Testing

@Suite("JSON Web Keys")
struct JSONWebKeyTests {
    @Test("a set is written as an API server publishes it")
    func writing() throws {
        let keys = JSONWebKeySet([
            try JSONWebKey(PrivateKey(pem: PublishedKeys.p256SEC1).publicKey, keyID: "a"),
            try JSONWebKey(PrivateKey(pem: PublishedKeys.rsaPKCS1).publicKey, keyID: "b"),
        ])
        let p256 =
            #"{"use":"sig","kid":"a","alg":"ES256","kty":"EC","crv":"P-256","x":"\#(PublishedKeys.p256X)","y":"\#(PublishedKeys.p256Y)"}"#
        let rsa = #"{"use":"sig","kid":"b","alg":"RS256","kty":"RSA","n":"\#(PublishedKeys.rsaModulus)","e":"AQAB"}"#
        #expect(keys.serializedText() == #"{"keys":[\#(p256),\#(rsa)]}"#)
        #expect(try JSONWebKeySet(parsing: keys.serialized()) == keys)
    }

    @Test("nothing of a private key is written")
    func publicOnly() throws {
        let key = try JSONWebKey(PrivateKey(pem: PublishedKeys.rsaPKCS1).publicKey, keyID: "a")
        let written = try JSONValue(parsing: key.serialized())
        #expect(written.object?.keys.sorted() == ["alg", "e", "kid", "kty", "n", "use"])
    }

    /// One entry of a published set, and whether it is of use here.
    struct Entry: CustomTestStringConvertible {
        let testDescription: String
        let json: String
        var isUsed = false
    }

    static let p256 = #""kty":"EC","crv":"P-256","x":"\#(PublishedKeys.p256X)","y":"\#(PublishedKeys.p256Y)""#
    static let entries = [
        Entry(testDescription: "the least that makes up a key", json: "{\(p256)}", isUsed: true),
        Entry(
            testDescription: "with what is not known",
            json: #"{\#(p256),"use":"sig","alg":"ES256","x5t":"AA","key_ops":["verify"],"ext":true}"#,
            isUsed: true
        ),
        Entry(testDescription: "for encryption", json: #"{\#(p256),"use":"enc"}"#),
        Entry(testDescription: "for another algorithm", json: #"{\#(p256),"alg":"ES384"}"#),
        Entry(testDescription: "another curve", json: #"{"kty":"EC","crv":"P-384","x":"AA","y":"AA"}"#),
        Entry(testDescription: "another type", json: #"{"kty":"OKP","crv":"Ed25519","x":"AA"}"#),
        Entry(testDescription: "a shared secret", json: #"{"kty":"oct","k":"AA"}"#),
        Entry(testDescription: "no type", json: "{}"),
        Entry(testDescription: "half a point", json: #"{"kty":"EC","crv":"P-256","x":"\#(PublishedKeys.p256X)"}"#),
        Entry(
            testDescription: "a point beside the curve",
            json: #"{"kty":"EC","crv":"P-256","x":"\#(PublishedKeys.p256X)","y":"\#(PublishedKeys.p256X)"}"#
        ),
        Entry(testDescription: "a short RSA key", json: #"{"kty":"RSA","n":"u1SU1LfVLPHCozMxH2Mo","e":"AQAB"}"#),
        Entry(testDescription: "no base64url", json: #"{"kty":"RSA","n":"+/+/","e":"AQAB"}"#),
    ]

    @Test("an entry that is not of use is left out, not an error", arguments: entries)
    func reading(_ entry: Entry) throws {
        let document = #"{"keys":[\#(entry.json),{\#(Self.p256),"kid":"last"}],"more":1}"#
        let set = try JSONWebKeySet(parsing: document)
        #expect(set.keys.count == (entry.isUsed ? 2 : 1))
        #expect(set.keys.last?.keyID == "last")
        let expected = try PrivateKey(pem: PublishedKeys.p256SEC1).publicKey
        #expect(set.keys.allSatisfy { $0.publicKey == expected })
    }

    @Test(
        "what is no set is an error",
        arguments: ["", "[]", #"{"keys":1}"#, #"{"keys":[1]}"#, #"{"keys":[{"kty":1}]}"#]
    )
    func malformed(_ document: String) {
        #expect(throws: JSONError.self) { try JSONWebKeySet(parsing: document) }
    }

    @Test("an empty set verifies nothing")
    func empty() throws {
        let forge = try Forge()
        let set = try JSONWebKeySet(parsing: #"{"keys":[]}"#)
        let error = #expect(throws: CryptographyError.self) {
            try TokenVerifier(keys: set, policy: Forge.policy).verify(forge.token(), at: Forge.now)
        }
        #expect(error?.code == .unknownTokenKey)
    }
}
