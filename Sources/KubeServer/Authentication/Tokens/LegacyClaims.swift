// SPDX-License-Identifier: Apache-2.0

package import JSONKit

/// What a token in a Secret says: it has no end and no audience, and is good as long as the Secret holds it.
package struct LegacyClaims: Sendable, Equatable {
    /// Who is said to make such tokens, whatever the server's own name is.
    package static let issuer = "kubernetes/serviceaccount"

    /// The name of the user that the account is.
    package var subject: String
    /// Where the account and the Secret are.
    package var namespace: String
    /// The Secret that holds the token.
    package var secretName: String
    /// Whose token it is.
    package var account: AccountReference

    /// The claims of a token for an account, to be kept in a Secret.
    package init(namespace: String, secretName: String, account: AccountReference) {
        subject = UserInfo.serviceAccount(namespace: namespace, name: account.name).name
        self.namespace = namespace
        self.secretName = secretName
        self.account = account
    }
}

extension LegacyClaims: JSONEncodable {
    package func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.field("iss", Self.issuer)
            writer.field("kubernetes.io/serviceaccount/namespace", namespace)
            writer.field("kubernetes.io/serviceaccount/secret.name", secretName)
            writer.field("kubernetes.io/serviceaccount/service-account.name", account.name)
            writer.field("kubernetes.io/serviceaccount/service-account.uid", account.uid)
            writer.field("sub", subject)
        }
    }
}

extension LegacyClaims: JSONDecodable {
    package init(from reader: inout JSONReader) throws(JSONError) {
        self.init(namespace: "", secretName: "", account: AccountReference(name: "", uid: ""))
        subject = ""
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "sub": try reader.read(into: &subject)
            case "kubernetes.io/serviceaccount/namespace": try reader.read(into: &namespace)
            case "kubernetes.io/serviceaccount/secret.name": try reader.read(into: &secretName)
            case "kubernetes.io/serviceaccount/service-account.name": try reader.read(into: &account.name)
            case "kubernetes.io/serviceaccount/service-account.uid": try reader.read(into: &account.uid)
            default: try reader.skipValue()
            }
        }
    }
}
