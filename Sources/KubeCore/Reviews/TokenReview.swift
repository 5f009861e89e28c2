// SPDX-License-Identifier: Apache-2.0

package import Basics
package import JSONKit

/// The question whose token this is.
package struct TokenReview: Sendable {
    package let token: Secret<String>
    /// Whom the token may have been made for; none for the API server itself.
    package let audiences: [String]

    /// Asks about a token that was shown to one of these audiences.
    package init(token: Secret<String>, audiences: [String] = []) {
        self.token = token
        self.audiences = audiences
    }

    /// The server's word.
    package struct Answer: Sendable, Hashable {
        /// Whether the token is good; only then does ``user`` mean anything.
        package var isAuthenticated = false
        package var user = UserInfo()
        /// Which of the audiences the token was made for.
        package var audiences: [String] = []
        /// Why the token is not good.
        package var error = ""

        package init() {}
    }
}

extension TokenReview: JSONEncodable {
    package func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.field("apiVersion", GroupVersion.authentication.apiVersion)
            writer.field("kind", "TokenReview")
            writer.key("spec")
            writer.object { writer in
                writer.field("token", token.exposed)
                if !audiences.isEmpty { writer.field("audiences", audiences) }
            }
        }
    }
}

extension TokenReview.Answer: ReviewAnswer {
    package mutating func readStatus(
        _ key: borrowing JSONKey,
        from reader: inout JSONReader
    ) throws(JSONError) {
        switch key {
        case "authenticated": try reader.read(into: &isAuthenticated)
        case "user": try reader.read(into: &user)
        case "audiences": try reader.read(into: &audiences)
        case "error": try reader.read(into: &error)
        default: try reader.skipValue(of: key)
        }
    }
}
