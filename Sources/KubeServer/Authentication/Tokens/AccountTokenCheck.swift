// SPDX-License-Identifier: Apache-2.0

internal import Basics
internal import Cryptography
internal import KubeCore

/// What has to be true of a service account, and of what its token is bound to, at the moment a token is shown.
struct AccountTokenCheck {
    /// How far clocks may be apart, and how long an object may have been on its way out.
    private static let leeway = Duration.seconds(60)

    let storage: Storage
    let now: Timestamp

    /// The user that the claims speak of.
    func user(of claims: AccountClaims) throws(TokenRefusal) -> UserInfo {
        try checkTimes(claims.common)
        let account = try account(claims.namespace, claims.account.name)
        guard account.uid == claims.account.uid else {
            throw TokenRefusal("service account UID (\(account.uid)) does not match claim (\(claims.account.uid))")
        }
        guard !isLeaving(account) else {
            throw TokenRefusal("service account \(claims.namespace)/\(claims.account.name) has been deleted")
        }
        var user = UserInfo.serviceAccount(namespace: claims.namespace, name: account.name, uid: account.uid)
        if let id = claims.common.id, !id.isEmpty { user.extra[UserInfo.credentialKey] = ["JTI=\(id)"] }
        try check(claims.binding, in: claims.namespace, &user)
        return user
    }

    /// The user that the claims of a token in a Secret speak of, as long as the Secret holds it.
    func user(of claims: LegacyClaims, in token: Basics.Secret<String>) throws(TokenRefusal) -> UserInfo {
        let name = claims.account.name
        guard claims.subject == UserInfo.serviceAccount(namespace: claims.namespace, name: name).name else {
            throw TokenRefusal("sub claim is invalid")
        }
        let key = StorageKey(namespace: claims.namespace, name: claims.secretName)
        guard let secret = storage.read(.secrets, key, as: CoreV1.Secret.self), !isLeaving(secret.metadata) else {
            throw .invalidated
        }
        guard secret.data["token"] == Basics.Secret(Array(token.exposed.utf8)) else {
            throw TokenRefusal("service account token does not match server's copy")
        }
        let account = try account(claims.namespace, name)
        guard !isLeaving(account) else {
            throw TokenRefusal("service account \(claims.namespace)/\(name) has been deleted")
        }
        guard account.uid == claims.account.uid else {
            throw TokenRefusal("service account UID (\(account.uid)) does not match claim (\(claims.account.uid))")
        }
        return UserInfo.serviceAccount(namespace: claims.namespace, name: name, uid: account.uid)
    }
}

extension AccountTokenCheck {
    /// The verifier has seen to this already, unless it knew the token from an earlier time.
    private func checkTimes(_ claims: TokenClaims) throws(TokenRefusal) {
        if let end = claims.expiration, now >= end + Self.leeway { throw .expired }
        if let start = claims.notBefore, now + Self.leeway < start { throw .notYetValid }
        if let making = claims.issuedAt, now + Self.leeway < making { throw .issuedInFuture }
    }

    private func account(_ namespace: String, _ name: String) throws(TokenRefusal) -> ObjectMeta {
        let key = StorageKey(namespace: namespace, name: name)
        guard let account = storage.read(.serviceAccounts, key, as: PartialObject.self) else {
            throw TokenRefusal("serviceaccounts \"\(name)\" not found")
        }
        return account.metadata
    }

    private func check(
        _ binding: AccountClaims.Binding,
        in namespace: String,
        _ user: inout UserInfo
    ) throws(TokenRefusal) {
        var runsOn: AccountReference?
        switch binding {
        case .none: return
        case .secret(let secret): try check(secret, .secrets, "secret", in: namespace)
        case .pod(let pod, let node):
            try check(pod, .pods, "pod", in: namespace)
            user.extra["authentication.kubernetes.io/pod-name"] = [pod.name]
            user.extra["authentication.kubernetes.io/pod-uid"] = [pod.uid]
            // The node may be gone before the pod is; it is only told, not checked.
            runsOn = node
        case .node(let node):
            try check(node, .nodes, "node", in: "")
            runsOn = node
        }
        guard let runsOn else { return }
        user.extra["authentication.kubernetes.io/node-name"] = [runsOn.name]
        if !runsOn.uid.isEmpty { user.extra["authentication.kubernetes.io/node-uid"] = [runsOn.uid] }
    }

    private func check(
        _ reference: AccountReference,
        _ resource: ResourceID,
        _ kind: String,
        in namespace: String
    ) throws(TokenRefusal) {
        let key = StorageKey(namespace: namespace, name: reference.name)
        guard let object = storage.read(resource, key, as: PartialObject.self)?.metadata else { throw .invalidated }
        guard object.uid == reference.uid else {
            throw TokenRefusal(
                "\(kind) UID (\(object.uid)) does not match service account \(kind) ref claim (\(reference.uid))"
            )
        }
        guard !isLeaving(object) else { throw .invalidated }
    }

    private func isLeaving(_ object: ObjectMeta) -> Bool {
        object.deletionTimestamp.map { $0 < now - Self.leeway } ?? false
    }
}
