// SPDX-License-Identifier: Apache-2.0

package import JSONKit

/// The keys that some issuer signs its tokens with: what an API server serves at `/openid/v1/jwks`.
package struct JSONWebKeySet: Equatable, Sendable {
    /// The keys.
    package let keys: [JSONWebKey]

    package init(_ keys: [JSONWebKey]) {
        self.keys = keys
    }

    /// The keys that a token may have been signed with, by the name of the key that its header gives.
    ///
    /// A token that names no key may come from any; issuers that keep several keys name them.
    func candidates(named keyID: String?) -> [JSONWebKey] {
        guard let keyID else { return keys }
        return keys.filter { $0.keyID == keyID }
    }
}

extension JSONWebKeySet: JSONEncodable {
    package func write(to writer: inout JSONWriter) {
        writer.object { $0.field("keys", keys) }
    }
}

extension JSONWebKeySet: JSONDecodable {
    /// Reads a set as an issuer publishes it; keys of other kinds, uses and algorithms are left out.
    package init(from reader: inout JSONReader) throws(JSONError) {
        var published: [PublishedKey] = []
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "keys": published = try reader.read()
            default: try reader.skipValue(of: key)
            }
        }
        keys = published.compactMap(\.key)
    }
}
