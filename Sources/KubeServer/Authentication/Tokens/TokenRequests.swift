// SPDX-License-Identifier: Apache-2.0

package import Basics
internal import Cryptography
package import JSONKit
internal import KubeCore
internal import KubeSchema

/// Answers `TokenRequest`s: what is created at `serviceaccounts/NAME/token`, and is not kept.
package struct TokenRequests: Sendable {
    private static let kind = ResourceID(group: "authentication.k8s.io", plural: "TokenRequest")
    /// How long clients of old ask for, which do not renew their tokens: they get a year, and a note in the token.
    private static let lenientSeconds: Int64 = 3_607
    private static let extendedSeconds: Int64 = 365 * 24 * 3_600

    private let issuer: AccountTokenIssuer
    let storage: Storage
    /// What no token lasts longer than, whatever is asked for; nil for what is asked for.
    private let longestLifetime: Duration?
    private let makeID: @Sendable () -> String

    package init(
        _ issuer: AccountTokenIssuer,
        _ storage: Storage,
        longestLifetime: Duration? = nil,
        makeID: @escaping @Sendable () -> String = ObjectIDs.random
    ) {
        self.issuer = issuer
        self.storage = storage
        self.longestLifetime = longestLifetime
        self.makeID = makeID
    }

    /// The request with its token, for a service account.
    package func answer(
        _ object: JSONObject,
        for account: StorageKey,
        at now: Timestamp
    ) throws(APIFailure) -> JSONObject {
        var request: TokenRequestBody = try ReviewBody.read(object, "TokenRequest")
        try checkNames(request, account)
        guard let found = storage.read(.serviceAccounts, account, as: PartialObject.self)?.metadata else {
            throw APIFailure.notFound(.serviceAccounts, account.name)
        }
        let wantedUID = request.metadata.uid
        guard wantedUID.isEmpty || wantedUID == found.uid else {
            let reason =
                "the UID in the token request (\(wantedUID)) does not match the UID of the service account (\(found.uid))"
            throw APIFailure.conflict(Self.kind, account.name, reason)
        }
        if request.audiences.isEmpty { request.audiences = issuer.audiences }
        try checkLifetime(request.expirationSeconds)
        let binding = try binding(of: request, to: account)
        if let longestLifetime {
            request.expirationSeconds = min(request.expirationSeconds, max(1, longestLifetime.components.seconds))
        }
        let token = try sign(request, account, found.uid, binding, now)
        return answer(object, request, account, found.uid, token, now)
    }

    private func checkNames(_ request: TokenRequestBody, _ account: StorageKey) throws(APIFailure) {
        let fields = [
            ("name", request.metadata.name, account.name),
            ("namespace", request.metadata.namespace ?? "", account.namespace),
        ]
        for (field, value, expected) in fields where !value.isEmpty && value != expected {
            let detail = "must match the service account \(field) if specified"
            let path = FieldPath.root.child("metadata", field)
            throw invalid(account.name, .invalid(path, .string(value), detail))
        }
    }

    private func checkLifetime(_ seconds: Int64) throws(APIFailure) {
        let path = FieldPath.root.child("spec", "expirationSeconds")
        let value = JSONValue.number(JSONNumber(seconds))
        if seconds < 600 { throw invalid("", .invalid(path, value, "may not specify a duration less than 10 minutes")) }
        if seconds > 1 << 32 {
            throw invalid("", .invalid(path, value, "may not specify a duration larger than 2^32 seconds"))
        }
    }

    private func invalid(_ name: String, _ error: FieldError) -> APIFailure {
        APIFailure.invalid(kind: Self.kind.plural, group: Self.kind.group, name: name, [error])
    }
}

extension TokenRequests {
    private func sign(
        _ request: TokenRequestBody,
        _ account: StorageKey,
        _ uid: String,
        _ binding: AccountClaims.Binding,
        _ now: Timestamp
    ) throws(APIFailure) -> Secret<String> {
        let start = now.truncatedToSeconds
        var claims = AccountClaims(
            TokenClaims(
                subject: UserInfo.serviceAccount(namespace: account.namespace, name: account.name).name,
                audiences: request.audiences,
                expiration: start + .seconds(request.expirationSeconds),
                notBefore: start,
                issuedAt: start,
                id: makeID()
            ),
            namespace: account.namespace,
            account: AccountReference(name: account.name, uid: uid),
            binding: binding
        )
        if case .pod = binding, request.expirationSeconds == Self.lenientSeconds,
            request.audiences.allSatisfy(issuer.audiences.contains)
        {
            claims.warnAfter = claims.common.expiration
            claims.common.expiration = start + .seconds(Self.extendedSeconds)
        }
        do throws(CryptographyError) {
            return try issuer.token(claims)
        } catch {
            throw APIFailure.internalError("failed to generate token: \(error)")
        }
    }

    private func answer(
        _ object: JSONObject,
        _ request: TokenRequestBody,
        _ account: StorageKey,
        _ uid: String,
        _ token: Secret<String>,
        _ now: Timestamp
    ) -> JSONObject {
        var answer = object
        var metadata = object.metadata
        metadata["name"] = .string(account.name)
        metadata["namespace"] = .string(account.namespace)
        metadata["uid"] = .string(uid)
        metadata["creationTimestamp"] = .string(now.formatted(.none))
        answer["metadata"] = .object(metadata)
        answer["spec"] = [
            "audiences": .strings(request.audiences),
            "expirationSeconds": .number(JSONNumber(request.expirationSeconds)),
            "boundObjectRef": object["spec"]?["boundObjectRef"] ?? .null,
        ]
        answer["status"] = [
            "token": .string(token.exposed),
            "expirationTimestamp": .string((now + .seconds(request.expirationSeconds)).formatted(.none)),
        ]
        return answer
    }
}
