// SPDX-License-Identifier: Apache-2.0

package import Basics
package import JSONKit

/// A token of a service account that is wanted.
package struct TokenRequest: Sendable, Hashable {
    /// Whom the token is shown to; none for the API server itself.
    package var audiences: [String] = []
    /// For how long it is wanted; the server may give less or more.
    package var lifetime: Duration?
    /// The object with which the token ends, such as a pod.
    package var boundObject: ObjectReference?

    /// A token for the API server itself, or for somebody else.
    package init(audiences: [String] = [], lifetime: Duration? = nil) {
        self.audiences = audiences
        self.lifetime = lifetime
    }
}

extension TokenRequest: JSONEncodable {
    package func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.field("apiVersion", GroupVersion.authentication.apiVersion)
            writer.field("kind", "TokenRequest")
            writer.key("spec")
            writer.object { writer in
                // The server wants the field also when it is empty.
                writer.field("audiences", audiences)
                writer.field("expirationSeconds", lifetime.map { $0.components.seconds })
                writer.field("boundObjectRef", boundObject)
            }
        }
    }
}

/// A token of a service account that was given.
package struct IssuedToken: Sendable {
    package let token: Secret<String>
    package let expiration: Timestamp
}

extension IssuedToken: JSONDecodable {
    package init(from reader: inout JSONReader) throws(JSONError) {
        var status: Status?
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "status": try reader.read(into: &status)
            default: try reader.skipValue()
            }
        }
        guard let token = status?.token, !token.isEmpty, let expiration = status?.expiration else {
            throw reader.invalidValue("the answer holds no token")
        }
        self.init(token: Secret(token), expiration: expiration)
    }

    private struct Status: JSONDecodable {
        var token = ""
        var expiration: Timestamp?

        init(from reader: inout JSONReader) throws(JSONError) {
            try reader.beginObject()
            while let key = try reader.nextKey() {
                switch key {
                case "token": try reader.read(into: &token)
                case "expirationTimestamp": try reader.read(into: &expiration)
                default: try reader.skipValue(of: key)
                }
            }
        }
    }
}
