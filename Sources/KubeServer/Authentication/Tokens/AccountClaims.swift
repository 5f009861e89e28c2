// SPDX-License-Identifier: Apache-2.0

package import Basics
package import Cryptography
package import JSONKit

/// What a token of a service account says: whose it is, and with which object it ends.
package struct AccountClaims: Sendable, Equatable {
    /// With which object a token ends, besides with its account.
    package enum Binding: Sendable, Equatable {
        case none
        /// A pod, and the node on which it runs, if it runs on any.
        case pod(AccountReference, node: AccountReference?)
        case secret(AccountReference)
        case node(AccountReference)
    }

    /// What every token says: for whom it is, and from when to when.
    package var common: TokenClaims
    /// Where the account is.
    package var namespace: String
    /// Whose token it is.
    package var account: AccountReference
    /// With which object it ends.
    package var binding: Binding
    /// When a token that was made to last longer than asked for should have been renewed.
    package var warnAfter: Timestamp?

    package init(_ common: TokenClaims, namespace: String, account: AccountReference, binding: Binding = .none) {
        self.common = common
        self.namespace = namespace
        self.account = account
        self.binding = binding
    }
}

extension AccountClaims: JSONEncodable {
    package func write(to writer: inout JSONWriter) {
        writer.object { writer in
            common.writeMembers(to: &writer)
            writer.key("kubernetes.io")
            writer.object { writer in
                writer.field("namespace", namespace)
                switch binding {
                case .none: break
                case .pod(let pod, let node):
                    writer.field("node", node)
                    writer.field("pod", pod)
                case .secret(let secret): writer.field("secret", secret)
                case .node(let node): writer.field("node", node)
                }
                writer.field("serviceaccount", account)
                writer.field("warnafter", warnAfter.map(\.secondsSinceEpoch))
            }
        }
    }
}

extension AccountClaims {
    /// Reads the claims of a token that is known to be signed here.
    init(_ token: VerifiedToken) throws(JSONError) {
        let claims = try PrivateClaims(parsing: token.payload)
        let binding: Binding =
            switch (claims.pod, claims.secret, claims.node) {
            case (let pod?, _, let node): .pod(pod, node: node)
            case (nil, let secret?, _): .secret(secret)
            case (nil, nil, let node?): .node(node)
            case (nil, nil, nil): .none
            }
        self.init(token.claims, namespace: claims.namespace, account: claims.account, binding: binding)
        warnAfter = claims.warnAfter.map { Timestamp(secondsSinceEpoch: $0) }
    }
}

/// The claim `kubernetes.io`.
private struct PrivateClaims: JSONDecodable {
    var namespace = ""
    var account = AccountReference(name: "", uid: "")
    var pod: AccountReference?
    var secret: AccountReference?
    var node: AccountReference?
    var warnAfter: Int64?

    init(from reader: inout JSONReader) throws(JSONError) {
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "kubernetes.io": try readMembers(from: &reader)
            default: try reader.skipValue()
            }
        }
    }

    private mutating func readMembers(from reader: inout JSONReader) throws(JSONError) {
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "namespace": try reader.read(into: &namespace)
            case "serviceaccount": try reader.read(into: &account)
            case "pod": try reader.read(into: &pod)
            case "secret": try reader.read(into: &secret)
            case "node": try reader.read(into: &node)
            case "warnafter": try reader.read(into: &warnAfter)
            default: try reader.skipValue(of: key)
            }
        }
    }
}
