// SPDX-License-Identifier: Apache-2.0

package import Basics
package import Cryptography
package import HTTPCore

/// What a request brings to prove who sends it.
package struct Credentials: Sendable {
    /// The certificate of the TLS connection and those above it, which were verified when it was made.
    package var certificates: [Certificate]
    package var token: Secret<String>?

    package init(certificates: [Certificate] = [], token: Secret<String>? = nil) {
        self.certificates = certificates
        self.token = token
    }

    /// Reads the credentials of a request; an `Authorization` of another kind than `Bearer` counts as none.
    package init(_ fields: HTTPFields, certificates: [Certificate]) {
        self.init(certificates: certificates, token: fields["Authorization"].flatMap(Self.bearerToken))
    }

    private static func bearerToken(_ field: String) -> Secret<String>? {
        let words = field.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false)
        guard words.count > 1, words[0].lowercased() == "bearer", !words[1].isEmpty else { return nil }
        return Secret(String(words[1]))
    }
}
