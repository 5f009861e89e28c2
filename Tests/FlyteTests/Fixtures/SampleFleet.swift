// SPDX-License-Identifier: Apache-2.0

import Basics
import Cryptography
import Flyte
import TestSupport

/// Dataplanes as tests want them.
enum SampleFleet {
    /// A certificate in PEM.
    static let authority: [UInt8] = {
        let authority = try? CertificateAuthority.root(
            subject: DistinguishedName(commonName: "test"),
            validity: Timestamp(secondsSinceEpoch: 0)...Timestamp(secondsSinceEpoch: 4_000_000_000)
        )
        return Array((authority?.certificate.pem ?? "").utf8)
    }()

    static func credentials(
        _ name: String,
        token: String? = nil,
        lineage: String = "",
        readAgainAt: Timestamp? = nil
    ) -> FlyteDataplane.Credentials {
        FlyteDataplane.Credentials(
            server: "https://\(name).example:6443",
            token: Secret(Array((token ?? "token-of-\(name)").utf8)),
            authority: authority,
            lineage: lineage,
            readAgainAt: readAgainAt
        )
    }

    /// A dataplane with credentials that serves labels with weights.
    static func dataplane(
        _ name: String,
        _ labels: KeyValuePairs<String, Int> = ["general": 1],
        clusterName: String? = nil,
        createdAt: Int64 = 0,
        isEnabled: Bool = true
    ) -> FlyteDataplane {
        var dataplane = FlyteDataplane(
            name,
            clusterName: clusterName,
            createdAt: createdAt,
            labels: labels.map { .init($0.key, weight: $0.value) }
        )
        dataplane.isEnabled = isEnabled
        dataplane.credentials = credentials(name)
        return dataplane
    }

    /// What flyteadmin makes of an export.
    static func start(_ export: FlyteExport) throws -> FlyteReader {
        try FlyteReader(export.clusters.text, files: export.credentials.files.mapValues(\.exposed))
    }
}
