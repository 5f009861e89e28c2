// SPDX-License-Identifier: Apache-2.0

package import Basics
package import JSONKit

/// The claims that every kind of token may make (RFC 7519 section 4.1).
///
/// A kind of token with claims of its own holds a value of this type, writes it with `writeMembers(to:)` among its own
/// members, and reads its own out of ``VerifiedToken/payload``.
package struct TokenClaims: Hashable, Sendable {
    /// Who made the token, `iss`.
    package var issuer: String?
    /// Of whom it speaks, `sub`.
    package var subject: String?
    /// For whom it is, `aud`.
    package var audiences: [String]
    /// From when on it is void, `exp`.
    package var expiration: Timestamp?
    /// Before when it is void, `nbf`.
    package var notBefore: Timestamp?
    /// When it was made, `iat`.
    package var issuedAt: Timestamp?
    /// What tells it from all others, `jti`.
    package var id: String?

    package init(
        issuer: String? = nil,
        subject: String? = nil,
        audiences: [String] = [],
        expiration: Timestamp? = nil,
        notBefore: Timestamp? = nil,
        issuedAt: Timestamp? = nil,
        id: String? = nil
    ) {
        self.issuer = issuer
        self.subject = subject
        self.audiences = audiences
        self.expiration = expiration
        self.notBefore = notBefore
        self.issuedAt = issuedAt
        self.id = id
    }
}

extension TokenClaims: JSONEncodable {
    package func write(to writer: inout JSONWriter) {
        writer.object { writeMembers(to: &$0) }
    }

    /// Writes the claims into an object that is open already.
    package func writeMembers(to writer: inout JSONWriter) {
        if !audiences.isEmpty { writer.field("aud", audiences) }
        writer.field("exp", expiration.map(\.secondsSinceEpoch))
        writer.field("iat", issuedAt.map(\.secondsSinceEpoch))
        writer.field("iss", issuer)
        writer.field("jti", id)
        writer.field("nbf", notBefore.map(\.secondsSinceEpoch))
        writer.field("sub", subject)
    }
}

extension TokenClaims: JSONDecodable {
    package init(from reader: inout JSONReader) throws(JSONError) {
        self.init()
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "iss": try reader.read(into: &issuer)
            case "sub": try reader.read(into: &subject)
            case "aud": audiences = try Self.readAudiences(from: &reader)
            case "exp": expiration = try Self.readTime(from: &reader)
            case "nbf": notBefore = try Self.readTime(from: &reader)
            case "iat": issuedAt = try Self.readTime(from: &reader)
            case "jti": try reader.read(into: &id)
            default: try reader.skipValue(of: key)
            }
        }
    }

    /// RFC 7519 section 4.1.3: an array, or for one audience just a string.
    private static func readAudiences(from reader: inout JSONReader) throws(JSONError) -> [String] {
        if try reader.nextKind() == .string { [try reader.readString()] } else { try reader.read() }
    }

    /// RFC 7519 section 2, `NumericDate`: seconds since 1970, perhaps with a fraction.
    private static func readTime(from reader: inout JSONReader) throws(JSONError) -> Timestamp {
        let number = try reader.readNumber()
        if let seconds = number.exactly(Int64.self), representableSeconds.contains(seconds) {
            return Timestamp(secondsSinceEpoch: seconds)
        }
        let seconds = number.nearestDouble
        guard seconds >= 0, seconds < Double(representableSeconds.upperBound) else {
            throw reader.invalidValue("expected seconds since 1970 before the year 10000")
        }
        return Timestamp(secondsSinceEpoch: Int64(seconds.rounded(.down)))
    }

    private static let representableSeconds: ClosedRange<Int64> = 0...253_402_300_799
}
