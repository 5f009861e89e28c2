// SPDX-License-Identifier: Apache-2.0

internal import Basics
internal import HTTPCore

/// The token that a request shows.
enum BearerToken {
    /// The token in `Authorization`; nil when there is none, or another kind of credentials.
    static func read(from fields: HTTPFields) -> Secret<String>? {
        guard let field = fields["Authorization"] else { return nil }
        // RFC 9110, section 11.1: the scheme in any case, and spaces.
        let bytes = field.utf8
        guard let space = bytes.firstIndex(of: 0x20), String(field[..<space]).isSameFieldName(as: "bearer") else {
            return nil
        }
        let token = bytes[space...].drop { $0 == 0x20 }
        return token.isEmpty ? nil : Secret(String(Substring(token)))
    }
}
