// SPDX-License-Identifier: Apache-2.0

import Basics
import Cryptography
import Dataplanes
import JSONKit
import KubeCore

@testable import PortolanAPI

/// What tests of dataplanes are made of.
enum Samples {
    /// A text that must not be seen anywhere.
    static let canary = "canary-9f8e7d"
    static let endpoint = "https://10.1.2.3:6443"
    static let start = Timestamp(secondsSinceEpoch: 1_800_000_000)
    /// The authority of a server, in PEM.
    static let authority: String = {
        let root = try? CertificateAuthority.root(
            subject: DistinguishedName(commonName: "test"),
            validity: start...(start + .seconds(3_600))
        )
        return root?.certificate.pem ?? ""
    }()

    static func dataplane(_ change: (inout DataplaneCluster) -> Void = { _ in }) -> DataplaneCluster {
        var dataplane = DataplaneCluster()
        dataplane.metadata.name = "dataplane-1"
        dataplane.metadata.namespace = "flyte"
        dataplane.metadata.uid = "uid-1"
        dataplane.metadata.generation = 3
        dataplane.spec.endpoint = endpoint
        dataplane.spec.bootstrapSecretName = "bootstrap"
        dataplane.spec.payloads = [
            .init(apiGroup: "flyte.lyft.com", kind: "FlyteWorkflow"), .init(apiGroup: "batch", kind: "Job"),
        ]
        change(&dataplane)
        return dataplane
    }

    static func bootstrap(_ data: [String: String]) -> CoreV1.Secret {
        var secret = CoreV1.Secret()
        secret.metadata = ObjectMeta(name: "bootstrap", namespace: "flyte")
        secret.data = data.mapValues { Secret(Array($0.utf8)) }
        return secret
    }

    static func credentials(
        token: String = "a.b.c",
        issuedAt: Timestamp = start,
        lifetime: Duration? = .seconds(86_400)
    ) -> MintedCredentials {
        MintedCredentials(
            token: Secret(token),
            authoritiesPEM: authority,
            endpoint: endpoint,
            serviceAccount: ObjectKey(namespace: "flyte", name: "flyteadmin"),
            clusterUID: "cluster-1",
            issuedAt: issuedAt,
            expiresAt: lifetime.map { issuedAt + $0 }
        )
    }

    /// What a dataplane with these kinds serves.
    static func discovery(_ kinds: [(group: String, kind: String, plural: String)]) -> Discovery {
        Discovery(
            kinds.map { group, kind, plural in
                let version = GroupVersion(group: group, version: "v1")
                var discovered = DiscoveredVersion(version)
                discovered.resources = [DiscoveredResource(ResourceType(version, kind: kind, plural: plural))]
                return discovered
            }
        )
    }
}

extension DynamicObject {
    /// The Secret that a server would make of it.
    var stored: CoreV1.Secret {
        get throws {
            var object = self
            for (key, text) in fields["stringData"]?.object ?? [:] {
                var data = object["data"]?.object ?? [:]
                data[key] = .string(Base64.standard.encode(Array((text.string ?? "").utf8)))
                object["data"] = .object(data)
            }
            return try CoreV1.Secret(parsing: object.serialized())
        }
    }
}
