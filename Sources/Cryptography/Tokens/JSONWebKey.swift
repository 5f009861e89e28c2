// SPDX-License-Identifier: Apache-2.0

import Basics
package import JSONKit

/// A public key that verifies tokens, as it is published (RFC 7517).
package struct JSONWebKey: Equatable, Sendable {
    /// The key.
    package let publicKey: PublicKey
    /// The name under which tokens refer to it; a key without a name serves tokens that name none.
    package let keyID: String?
    /// The one algorithm that it is used with.
    package let algorithm: TokenAlgorithm
    private let numbers: PublicKey.Numbers

    /// A key of RSA, 2048 bits or more, or P-256; an error for others.
    package init(_ publicKey: PublicKey, keyID: String?) throws(CryptographyError) {
        self.publicKey = publicKey
        self.keyID = keyID
        algorithm = try TokenAlgorithm(for: publicKey.type)
        numbers = try publicKey.numbers
    }
}

extension PublicKey {
    /// The name that Kubernetes' API server gives a key for service account tokens: the SHA-256 of its DER form.
    package var tokenKeyID: String {
        get throws(CryptographyError) { Base64.url.encode(SHA256.hash(try der)) }
    }
}

extension JSONWebKey: JSONEncodable {
    package func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.field("use", "sig")
            writer.field("kid", keyID)
            writer.field("alg", algorithm.rawValue)
            switch numbers {
            case .rsa(let modulus, let exponent):
                writer.field("kty", "RSA")
                writer.field("n", Base64.url.encode(modulus))
                writer.field("e", Base64.url.encode(exponent))
            case .p256(let x, let y):
                writer.field("kty", "EC")
                writer.field("crv", "P-256")
                writer.field("x", Base64.url.encode(x))
                writer.field("y", Base64.url.encode(y))
            }
        }
    }
}

/// The members of a published key, before it is known whether they make up a key of use here.
struct PublishedKey {
    private var members: [String: String] = [:]

    /// The key, or nil when it is of a kind, for a use or for an algorithm that is not known here.
    ///
    /// RFC 7517 section 5: who reads a set ignores such keys; a set may hold newer ones.
    var key: JSONWebKey? {
        guard members["use", default: "sig"] == "sig", let numbers, let publicKey = try? PublicKey(numbers) else {
            return nil
        }
        guard let key = try? JSONWebKey(publicKey, keyID: members["kid"]) else { return nil }
        return members["alg", default: key.algorithm.rawValue] == key.algorithm.rawValue ? key : nil
    }

    private var numbers: PublicKey.Numbers? {
        switch (members["kty"], members["crv"]) {
        case ("RSA", _):
            if let modulus = bytes("n"), let exponent = bytes("e") {
                .rsa(modulus: modulus, exponent: exponent)
            } else {
                nil
            }
        case ("EC", "P-256"):
            if let x = bytes("x"), let y = bytes("y") { .p256(x: x, y: y) } else { nil }
        default: nil
        }
    }

    private func bytes(_ name: String) -> [UInt8]? {
        members[name].flatMap { try? Base64.url.decode($0) }
    }
}

extension PublishedKey: JSONDecodable {
    init(from reader: inout JSONReader) throws(JSONError) {
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "kty", "use", "alg", "kid", "crv", "n", "e", "x", "y":
                members[key.string] = try reader.readString()
            default: try reader.skipValue(of: key)
            }
        }
    }
}
