// SPDX-License-Identifier: Apache-2.0

package import Basics
package import Cryptography

/// The keys of a control plane: its authority, which speaks for the server and for clients, and the key that signs the
/// tokens of service accounts.
///
/// As long as these stay, kubeconfigs and tokens are good; everything else is made anew at each start.
package struct ControlPlaneIdentity: Sendable {
    package let authority: CertificateAuthority
    package let accountKey: PrivateKey

    package init(authority: CertificateAuthority, accountKey: PrivateKey) {
        self.authority = authority
        self.accountKey = accountKey
    }

    /// New keys; the authority is good for ten years.
    package static func generate(now: Timestamp) throws(CryptographyError) -> ControlPlaneIdentity {
        let authority = try CertificateAuthority.root(
            subject: DistinguishedName(commonName: "portolan"),
            validity: validity(from: now, days: 3_650)
        )
        return ControlPlaneIdentity(authority: authority, accountKey: try PrivateKey.generate())
    }

    /// What the server shows its clients, under the names that clients inside and outside a cluster use.
    package func server(
        host: String,
        serviceAddress: String,
        now: Timestamp
    ) throws(CryptographyError) -> CertificateIdentity {
        let names = ["localhost", "kubernetes", "kubernetes.default", "kubernetes.default.svc"]
        let cluster = "kubernetes.default.svc.cluster.local"
        let addresses = ["127.0.0.1", "::1", serviceAddress]
        var alternatives: [SubjectAlternativeName] = (names + [cluster]).map { .dns($0) }
        alternatives += addresses.map { .ip($0) }
        if !(names + addresses + ["0.0.0.0", "::"]).contains(host) {
            let isAddress = host.contains(":") || host.allSatisfy { $0.isNumber || $0 == "." }
            alternatives.append(isAddress ? .ip(host) : .dns(host))
        }
        return try authority.issue(
            subject: DistinguishedName(commonName: "kube-apiserver"),
            names: alternatives,
            validity: Self.validity(from: now, days: 365),
            usages: [.serverAuthentication]
        )
    }

    /// What a client shows to be let in as a user who is a member of these groups.
    package func client(
        user: String,
        groups: [String],
        now: Timestamp
    ) throws(CryptographyError) -> CertificateIdentity {
        try authority.issue(
            subject: DistinguishedName(commonName: user, organizations: groups),
            validity: Self.validity(from: now, days: 365),
            usages: [.clientAuthentication]
        )
    }

    /// From an hour ago, for clients whose clocks are behind.
    private static func validity(from now: Timestamp, days: Int) -> ClosedRange<Timestamp> {
        (now - .seconds(3_600))...(now + .seconds(days * 86_400))
    }
}
