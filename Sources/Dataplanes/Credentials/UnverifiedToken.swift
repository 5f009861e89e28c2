// SPDX-License-Identifier: Apache-2.0

package import Basics
internal import Cryptography
internal import JSONKit

/// What a token says of itself, which nobody has verified: good for a timetable, and for no decision about trust.
package struct UnverifiedToken: Sendable, Hashable {
    private let issuedAt: Timestamp?
    private let expiration: Timestamp?

    /// Reads a token; one that is no JSON Web Token says nothing.
    package init(_ token: Secret<String>) {
        let parts = token.exposed.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, let payload = try? Base64.url.decode(String(parts[1])),
            let claims = try? TokenClaims(parsing: payload)
        else {
            issuedAt = nil
            expiration = nil
            return
        }
        issuedAt = claims.issuedAt
        expiration = claims.expiration
    }

    /// When the token ends by the clock of whoever has just received it, of which the server said when by its own.
    ///
    /// A token lives as long as it lives, wherever the clocks stand: what is wrong with the server's is wrong with both of
    /// its times. A token that does not say when it was made is taken at the server's word.
    package func end(granted: Timestamp, receivedAt now: Timestamp) -> Timestamp {
        guard let issuedAt else { return granted }
        let end = min(granted, expiration ?? granted)
        return end > issuedAt ? now + (end - issuedAt) : granted
    }
}
