// SPDX-License-Identifier: Apache-2.0

package import Basics
internal import Cryptography
internal import JSONKit

/// What a token says of itself, which nobody has verified: good for a timetable, and for no decision about trust.
package struct UnverifiedToken: Sendable, Hashable {
    /// From when it was made until it ends, by the clock of whoever made it; nil where it does not say.
    package let lifetime: Duration?

    /// Reads a token; one that is no JSON Web Token says nothing.
    package init(_ token: Secret<String>) {
        let parts = token.exposed.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, let payload = try? Base64.url.decode(String(parts[1])),
            let claims = try? TokenClaims(parsing: payload), let issuedAt = claims.issuedAt,
            let end = claims.expiration,
            end > issuedAt
        else {
            lifetime = nil
            return
        }
        lifetime = end - issuedAt
    }
}
