// SPDX-License-Identifier: Apache-2.0

import JSONKit

/// The part of a token that says how it is signed (RFC 7515 section 4).
///
/// Keys and addresses of keys that it may carry (`jwk`, `jku`, `x5c`, `x5u`) are not read: who makes a token
/// does not choose the key that it is verified with (RFC 8725 section 3.10).
struct TokenHeader {
    /// `alg`, as it stands there.
    var algorithm = ""
    /// `kid`: which key of the signer.
    var keyID: String?
    /// `typ`: what kind of token.
    var type: String?
    /// Whether `crit` demands extensions to be understood.
    var hasCriticalExtensions = false
}

extension TokenHeader: JSONEncodable {
    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.field("alg", algorithm)
            writer.field("kid", keyID)
            writer.field("typ", type)
        }
    }
}

extension TokenHeader: JSONDecodable {
    init(from reader: inout JSONReader) throws(JSONError) {
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "alg": algorithm = try reader.readString()
            case "kid": keyID = try reader.readString()
            case "typ": type = try reader.readString()
            case "crit":
                hasCriticalExtensions = true
                try reader.skipValue(of: key)
            default: try reader.skipValue(of: key)
            }
        }
    }
}
