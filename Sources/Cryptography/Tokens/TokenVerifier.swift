// SPDX-License-Identifier: Apache-2.0

package import Basics
import JSONKit

/// A token that was found good: signed by a known key, and with claims that the policy accepts.
package struct VerifiedToken: Sendable {
    /// The claims that every kind of token may make.
    package let claims: TokenClaims
    /// All claims, as the JSON object that was signed.
    package let payload: [UInt8]
    /// The name of the key that signed it.
    package let keyID: String?
}

/// Judges JSON Web Tokens (RFC 7519) in their compact form, along RFC 8725.
///
/// It reads claims only after the signature is known to be good. The key decides on the algorithm, not the token.
package struct TokenVerifier: Sendable {
    private let keys: JSONWebKeySet
    private let policy: TokenPolicy
    private let type: String?
    private let maximumByteCount: Int

    /// A verifier.
    ///
    /// - Parameters:
    ///   - keys: the keys of the issuer.
    ///   - policy: what the claims must be.
    ///   - type: the kind of token that is wanted (`typ`), where the issuer makes several; nil does not look at it.
    ///   - maximumByteCount: the length beyond which a token is not even looked at.
    package init(keys: JSONWebKeySet, policy: TokenPolicy, type: String? = nil, maximumByteCount: Int = 16_384) {
        self.keys = keys
        self.policy = policy
        self.type = type
        self.maximumByteCount = maximumByteCount
    }

    /// The claims of a token that is good at a point in time; why it is not is the error's code.
    package func verify(_ token: String, at now: Timestamp) throws(CryptographyError) -> VerifiedToken {
        guard token.utf8.count <= maximumByteCount else {
            throw CryptographyError(.tokenTooLong, "the token is longer than \(maximumByteCount) bytes")
        }
        let parts = token.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard parts.count == 3 else { throw Self.malformed("it has \(parts.count) parts, not 3") }
        let header: TokenHeader = try Self.parse(try Self.decode(parts[0], "header"), "header")
        let algorithm = try check(header)
        let signed = Array(token.utf8[..<parts[1].endIndex])
        try verify(try Self.decode(parts[2], "signature"), of: signed, by: header.keyID, algorithm)
        let payload = try Self.decode(parts[1], "payload")
        let claims: TokenClaims = try Self.parse(payload, "payload")
        try policy.check(claims, at: now)
        return VerifiedToken(claims: claims, payload: payload, keyID: header.keyID)
    }

    private func check(_ header: TokenHeader) throws(CryptographyError) -> TokenAlgorithm {
        guard let algorithm = TokenAlgorithm(rawValue: header.algorithm) else {
            let message = "the token is not signed in a way that is accepted; RS256 and ES256 are"
            throw CryptographyError(.unsupportedTokenAlgorithm, message)
        }
        guard !header.hasCriticalExtensions else {
            throw CryptographyError(.unsupportedTokenExtension, "the token demands an extension that is not known")
        }
        if let type, header.type.map({ Self.isType($0, type) }) != true {
            throw CryptographyError(.wrongTokenType, "the token is not of type \(type)")
        }
        return algorithm
    }

    private func verify(
        _ signature: [UInt8],
        of message: [UInt8],
        by keyID: String?,
        _ algorithm: TokenAlgorithm
    ) throws(CryptographyError) {
        let named = keys.candidates(named: keyID)
        guard !named.isEmpty else {
            throw CryptographyError(.unknownTokenKey, "the token is signed with a key that is not known here")
        }
        let fitting = named.filter { $0.algorithm == algorithm }
        guard !fitting.isEmpty else {
            let message = "the token says \(algorithm.rawValue), for which its key is not used"
            throw CryptographyError(.tokenAlgorithmMismatch, message)
        }
        for key in fitting where try key.publicKey.isSignature(signature, of: message, form: .concatenated) {
            return
        }
        throw CryptographyError(.invalidTokenSignature, "the token's signature is not that of a known key")
    }
}

extension TokenVerifier {
    /// RFC 7515 section 4.1.9: media types, compared without regard to case, of which `application/` is left out.
    private static func isType(_ type: String, _ wanted: String) -> Bool {
        let type = type.lowercased()
        let wanted = wanted.lowercased()
        return type == wanted || type == "application/\(wanted)"
    }

    private static func decode(_ part: Substring.UTF8View, _ name: String) throws(CryptographyError) -> [UInt8] {
        do throws(TextFormatError) {
            return try Base64.url.decode(Substring(part))
        } catch {
            throw malformed("its \(name) is not base64url")
        }
    }

    private static func parse<Value: JSONDecodable>(_ bytes: [UInt8], _ name: String) throws(CryptographyError) -> Value
    {
        var options = JSONReader.Options()
        options.maximumDepth = 32
        // RFC 7515 section 4: a name that appears twice would mean one thing to us and another to the next reader.
        options.duplicateKeys = .refused
        do throws(JSONError) {
            return try Value(parsing: bytes, options: options)
        } catch {
            // Nothing is quoted: what stands there came from who knows whom.
            throw malformed("its \(name) is not the JSON object that RFC 7519 demands")
        }
    }

    private static func malformed(_ why: String) -> CryptographyError {
        CryptographyError(.malformedToken, "the token is malformed: \(why)")
    }
}
