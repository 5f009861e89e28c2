// SPDX-License-Identifier: Apache-2.0

package import Basics
internal import JSONKit
package import KubeCore
package import PortolanAPI
internal import YAMLKit

/// The credentials that Portolan made for itself and for those who run executions, as they stand in a Secret.
package struct MintedCredentials: Sendable {
    /// Without a newline at its end, with which every request of who uses it verbatim would fail.
    package var token: Secret<String>
    /// The certificate authorities of the server, in PEM.
    package var authoritiesPEM: String
    /// The server's URL.
    package var endpoint: String
    /// Whose token it is.
    package var serviceAccount: ObjectKey
    /// The cluster that it is for.
    package var clusterUID: String
    /// When the token was made.
    package var issuedAt: Timestamp
    /// When the token ends; nil for one that lasts.
    package var expiresAt: Timestamp?
    /// What it has in common with the tokens before it, as long as each was made with one that was good.
    ///
    /// Who has read an older token of the lineage may take the time to read the newer one: it gets in until that ends.
    package var lineage: String
    /// Whether the token ends with the dataplane's anchor, a ``TokenSecret``.
    package var isAnchored: Bool

    package init(
        token: Secret<String>,
        authoritiesPEM: String,
        endpoint: String,
        serviceAccount: ObjectKey,
        clusterUID: String,
        issuedAt: Timestamp,
        expiresAt: Timestamp?,
        lineage: String? = nil,
        isAnchored: Bool = false
    ) {
        self.token = token
        self.authoritiesPEM = authoritiesPEM
        self.endpoint = endpoint
        self.serviceAccount = serviceAccount
        self.clusterUID = clusterUID
        self.issuedAt = issuedAt
        self.expiresAt = expiresAt
        self.lineage = lineage ?? issuedAt.formatted()
        self.isAnchored = isAnchored
    }

    /// When the token is replaced; nil for one that lasts.
    package func renewal(of name: String) -> RenewalSchedule? {
        expiresAt.map { RenewalSchedule(issuedAt: issuedAt, expiresAt: $0, name: name) }
    }
}

extension MintedCredentials {
    /// When whoever read the token once is to read the one after it, at the latest; nil for one that lasts.
    package var readAgainAt: Timestamp? { renewal(of: "")?.readAgainAt }
}

// As a Secret

extension MintedCredentials {
    private static let issuedAtKey = "portolan.dev/issued-at"
    private static let expiresAtKey = "portolan.dev/expires-at"
    private static let anchoredKey = "portolan.dev/token-anchored"
    private static let lineageKey = "portolan.dev/token-lineage"
    private static let serviceAccountKey = "portolan.dev/service-account"
    private static let clusterKey = "portolan.dev/cluster-uid"

    /// Reads a Secret that Portolan has written; nil where it is not one, or not whole.
    package init?(_ secret: CoreV1.Secret) {
        func text(_ key: String) -> String? { secret.data[key].map { String(decoding: $0.exposed, as: UTF8.self) } }
        let notes = secret.metadata.annotations
        guard let token = text("token"), !token.isEmpty, let authorities = text("ca.crt"), let server = text("server"),
            let issuedAt = notes[Self.issuedAtKey].flatMap({ try? Timestamp(parsing: $0) }),
            let account = notes[Self.serviceAccountKey]?.split(separator: "/"), account.count == 2,
            let cluster = notes[Self.clusterKey]
        else { return nil }
        self.init(
            token: Secret(token),
            authoritiesPEM: authorities,
            endpoint: server,
            serviceAccount: ObjectKey(namespace: String(account[0]), name: String(account[1])),
            clusterUID: cluster,
            issuedAt: issuedAt,
            expiresAt: notes[Self.expiresAtKey].flatMap { try? Timestamp(parsing: $0) },
            lineage: notes[Self.lineageKey],
            isAnchored: notes[Self.anchoredKey] == "true"
        )
    }

    /// Whether a Secret still says what was written, so that nobody who reads it is misled.
    package func isWhole(in secret: CoreV1.Secret, of dataplane: DataplaneCluster) -> Bool {
        let content = content(of: dataplane)
        return content.allSatisfy { key, text in secret.data[key]?.exposed == Array(text.utf8) }
    }

    private func content(of dataplane: DataplaneCluster) -> [(key: String, text: String)] {
        [
            ("token", token.exposed), ("ca.crt", authoritiesPEM), ("server", endpoint),
            ("kubeconfig", kubeconfig(named: dataplane.metadata.name)),
        ]
    }

    /// The Secret for a dataplane, which owns it.
    package func secret(of dataplane: DataplaneCluster, owner: OwnerReference?) -> DynamicObject {
        let key = ObjectKey(namespace: dataplane.metadata.namespace, name: dataplane.credentialsSecretName)
        var secret = DynamicObject(CoreV1.Secret.resourceType, key)
        secret["type"] = "Opaque"
        secret.setMetadata("labels", [PortolanNames.dataplane: .string(dataplane.metadata.name)])
        var notes: JSONObject = [
            Self.issuedAtKey: .string(issuedAt.formatted()),
            Self.lineageKey: .string(lineage),
            Self.serviceAccountKey: .string("\(serviceAccount)"),
            Self.clusterKey: .string(clusterUID),
        ]
        if isAnchored { notes[Self.anchoredKey] = "true" }
        notes[Self.expiresAtKey] = expiresAt.map { .string($0.formatted()) }
        secret.setMetadata("annotations", .object(notes))
        if let owner, let reference = try? JSONValue(encoding: owner) {
            secret.setMetadata("ownerReferences", [reference])
        }
        var data: JSONObject = [:]
        for (key, text) in content(of: dataplane) { data[key] = Self.base64(text) }
        secret["data"] = .object(data)
        return secret
    }

    /// Ready for `kubectl --kubeconfig`.
    private func kubeconfig(named name: String) -> String {
        let content: JSONObject = [
            "apiVersion": "v1",
            "kind": "Config",
            "clusters": [
                [
                    "name": .string(name),
                    "cluster": [
                        "server": .string(endpoint), "certificate-authority-data": Self.base64(authoritiesPEM),
                    ],
                ]
            ],
            "users": [["name": .string(serviceAccount.name), "user": ["token": .string(token.exposed)]]],
            "contexts": [
                ["name": .string(name), "context": ["cluster": .string(name), "user": .string(serviceAccount.name)]]
            ],
            "current-context": .string(name),
        ]
        return YAML.serialize(.object(content))
    }

    private static func base64(_ text: String) -> JSONValue { .string(Base64.standard.encode(Array(text.utf8))) }
}
