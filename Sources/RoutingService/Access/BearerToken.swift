// SPDX-License-Identifier: Apache-2.0

internal import Basics
internal import HTTPCore

/// The token that a request shows.
enum BearerToken {
    /// The token in `Authorization`; nil when there is none, or another kind of credentials.
    static func read(from fields: HTTPFields) -> Secret<String>? {
        guard let field = fields["Authorization"] else { return nil }
        let words = field.split(separator: " ", maxSplits: 1)
        guard words.count == 2, words[0].lowercased() == "bearer" else { return nil }
        return Secret(String(words[1]))
    }
}
