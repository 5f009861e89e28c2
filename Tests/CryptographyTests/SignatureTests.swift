// SPDX-License-Identifier: Apache-2.0

import Basics
import Cryptography
import Testing

@Suite("Signatures")
struct SignatureTests {
    /// A kind of key with a form of signature.
    struct Scheme: CustomTestStringConvertible {
        let testDescription: String
        let key: Secret<String>
        let form: SignatureForm
    }

    static let schemes = [
        Scheme(testDescription: "RSA", key: PublishedKeys.rsaPKCS1, form: .der),
        Scheme(testDescription: "RSA, asked for the form of tokens", key: PublishedKeys.rsaPKCS1, form: .concatenated),
        Scheme(testDescription: "ECDSA as DER", key: PublishedKeys.p256SEC1, form: .der),
        Scheme(testDescription: "ECDSA as two numbers", key: PublishedKeys.p256SEC1, form: .concatenated),
    ]

    @Test("a signature is good for its message, its key and its form only", arguments: schemes)
    func roundTrip(_ scheme: Scheme) throws {
        let key = try PrivateKey(pem: scheme.key)
        let message = Array("the message".utf8)
        for _ in 0..<20 {
            let signature = try key.signature(of: message, form: scheme.form)
            #expect(try key.publicKey.isSignature(signature, of: message, form: scheme.form))
            #expect(try !key.publicKey.isSignature(signature, of: message + [0], form: scheme.form))
            #expect(try !PrivateKey.generate().publicKey.isSignature(signature, of: message, form: scheme.form))
            for place in [0, signature.count / 2, signature.count - 1] {
                var forged = signature
                forged[place] ^= 1
                #expect(try !key.publicKey.isSignature(forged, of: message, form: scheme.form))
            }
        }
    }

    @Test("two numbers have 64 bytes, and are the DER signature's", arguments: 0..<20)
    func twoForms(_: Int) throws {
        let key = try PrivateKey.generate()
        let signature = try key.signature(of: [1], form: .concatenated)
        #expect(signature.count == 64)
        #expect(try !key.publicKey.isSignature(signature, of: [1], form: .der))
        let der = try key.signature(of: [1], form: .der)
        #expect(try !key.publicKey.isSignature(der, of: [1], form: .concatenated))
    }

    @Test("bytes that are no signature are an ordinary no", arguments: [0, 1, 63, 64, 65, 256, 1_000])
    func garbage(_ count: Int) throws {
        let garbage = [UInt8](repeating: 0, count: count)
        for scheme in Self.schemes {
            let key = try PrivateKey(pem: scheme.key).publicKey
            #expect(try !key.isSignature(garbage, of: [1], form: scheme.form))
        }
    }

    @Test("the examples of RFC 7515 verify, and RSA's comes out the same")
    func published() throws {
        let payload = "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ"
        let rsa = try PrivateKey(pem: PublishedKeys.rsaPKCS1)
        let rsaMessage = Array("eyJhbGciOiJSUzI1NiJ9.\(payload)".utf8)
        let rsaSignature = try Base64.url.decode(
            "cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7"
                + "AAuHIm4Bh-0Qc_lF5YKt_O8W2Fp5jujGbds9uJdbF9CUAr7t1dnZcAcQjbKBYNX4"
                + "BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1L07Qe7K"
                + "0GarZRmB_eSN9383LcOLn6_dO--xi12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqv"
                + "hJ1phCnvWh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrB"
                + "p0igcN_IoypGlUPQGe77Rw"
        )
        #expect(try rsa.signature(of: rsaMessage) == rsaSignature)
        let p256 = try PrivateKey(pem: PublishedKeys.p256SEC1).publicKey
        let p256Signature = try Base64.url.decode(
            "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q"
        )
        let p256Message = Array("eyJhbGciOiJFUzI1NiJ9.\(payload)".utf8)
        #expect(try p256.isSignature(p256Signature, of: p256Message, form: .concatenated))
    }
}
