// SPDX-License-Identifier: Apache-2.0

internal import Basics
internal import JSONKit
internal import KubeCore

/// Fills the Secrets that are made for tokens of service accounts, and deletes them when their account is gone.
package struct TokenSecretDuty: Duty {
    private static let type = "kubernetes.io/service-account-token"
    private static let nameAnnotation = "kubernetes.io/service-account.name"
    private static let uidAnnotation = "kubernetes.io/service-account.uid"

    package let resources: [ResourceID] = [.secrets, .serviceAccounts]

    private let issuer: AccountTokenIssuer
    private let certificates: String

    /// - Parameters:
    ///   - issuer: what signs the tokens.
    ///   - certificates: the certificates of the server's authorities, as PEM.
    package init(_ issuer: AccountTokenIssuer, certificates: String) {
        self.issuer = issuer
        self.certificates = certificates
    }

    package func writes(after change: Change, of resource: ResourceID, in storage: Storage) -> [ObjectWrite] {
        let key = change.object.key
        switch resource {
        case .secrets where change.kind == .deleted: return releases(of: change.object, storage)
        case .secrets: return storage.object(.secrets, key).map { writes(for: $0, storage) } ?? []
        case .serviceAccounts where change.kind == .deleted:
            return storage.objects(.secrets, in: key.namespace).flatMap { writes(for: $0, storage) }
        default: return []
        }
    }

    package func writesAtStart(in storage: Storage) -> [ObjectWrite] {
        storage.objects(.secrets).flatMap { writes(for: $0, storage) }
    }

    private func writes(for object: StoredObject, _ storage: Storage) -> [ObjectWrite] {
        guard let secret: CoreV1.Secret = try? object.read(), secret.type == Self.type,
            let name = secret.metadata.annotations[Self.nameAnnotation], !name.isEmpty
        else { return [] }
        let key = StorageKey(namespace: object.key.namespace, name: name)
        let account = storage.object(.serviceAccounts, key)
        let wantedUID = secret.metadata.annotations[Self.uidAnnotation] ?? ""
        guard let account, wantedUID.isEmpty || wantedUID == account.uid else {
            return [.delete(.secrets, object.key, uid: object.uid)]
        }
        guard !isComplete(secret) else { return [] }
        return fill(object.key, account)
    }

    private func isComplete(_ secret: CoreV1.Secret) -> Bool {
        secret.data["token"].map { !$0.exposed.isEmpty } ?? false
            && secret.data["namespace"].map { !$0.exposed.isEmpty } ?? false
            && secret.data["ca.crt"] == Secret(Array(certificates.utf8))
    }

    private func fill(_ key: StorageKey, _ account: StoredObject) -> [ObjectWrite] {
        let reference = AccountReference(name: account.key.name, uid: account.uid)
        let claims = LegacyClaims(namespace: key.namespace, secretName: key.name, account: reference)
        // The key of a server that has started signs; without a token the Secret stays as it is.
        guard let token = try? issuer.token(claims) else { return [] }
        let certificates = Base64.standard.encode(Array(certificates.utf8))
        return [
            .change(.secrets, key) { object in
                var data = object["data"]?.object ?? JSONObject()
                data["ca.crt"] = .string(certificates)
                if (data["namespace"]?.string ?? "").isEmpty {
                    data["namespace"] = .string(Base64.standard.encode(Array(key.namespace.utf8)))
                }
                if (data["token"]?.string ?? "").isEmpty {
                    data["token"] = .string(Base64.standard.encode(Array(token.exposed.utf8)))
                }
                var filled = object
                filled["data"] = .object(data)
                filled.set(.string(reference.uid), at: ["metadata", "annotations", Self.uidAnnotation])
                return filled
            }
        ]
    }

    /// An account must not mention a Secret for its tokens that is gone.
    private func releases(of object: StoredObject, _ storage: Storage) -> [ObjectWrite] {
        guard let secret: CoreV1.Secret = try? object.read(), secret.type == Self.type,
            let name = secret.metadata.annotations[Self.nameAnnotation], !name.isEmpty
        else { return [] }
        let uid = secret.metadata.annotations[Self.uidAnnotation] ?? ""
        let key = StorageKey(namespace: object.key.namespace, name: name)
        guard let account = storage.object(.serviceAccounts, key), uid.isEmpty || uid == account.uid,
            let present: JSONObject = try? account.read(), Self.released(present, of: object.key.name) != present
        else { return [] }
        return [.change(.serviceAccounts, key) { Self.released($0, of: object.key.name) }]
    }

    private static func released(_ account: JSONObject, of secret: String) -> JSONObject {
        var released = account
        let others = (account["secrets"]?.array ?? []).filter { $0["name"]?.string != secret }
        released["secrets"] = others.isEmpty ? nil : .array(others)
        return released
    }
}
