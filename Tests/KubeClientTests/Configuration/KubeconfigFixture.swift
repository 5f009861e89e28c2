// SPDX-License-Identifier: Apache-2.0

import Basics
import Cryptography
import KubeClient
import OtherPrograms
import TestSupport

/// Kubeconfig files of a test, in a folder of its own.
struct KubeconfigFixture {
    let folder = TemporaryFolder()

    /// A file with one context `main`, whose cluster and user are given.
    func file(
        _ name: String = "config",
        cluster: String = "",
        user: String = "token: t0p",
        context: String = ""
    ) -> String {
        folder.write(
            name,
            """
            apiVersion: v1
            kind: Config
            current-context: main
            clusters:
            - name: c
              cluster:
                server: https://api.example.com:6443
            \(Self.indent(cluster))
            users:
            - name: u
              user:
            \(Self.indent(user))
            contexts:
            - name: main
              context:
                cluster: c
                user: u
            \(Self.indent(context))
            """
        )
    }

    /// What a file with one context means.
    func configuration(
        cluster: String = "",
        user: String = "token: t0p",
        context: String = ""
    ) throws(KubeConfigurationError) -> KubeConfiguration {
        try .kubeconfig(file: file(cluster: cluster, user: user, context: context))
    }

    private static func indent(_ text: String) -> String {
        text.split(separator: "\n").map { "    \($0)" }.joined(separator: "\n")
    }

    /// A certificate, as the authority of a server.
    static func authorityPEM() throws -> String {
        let now = WallClock.system.now
        let subject = DistinguishedName(commonName: "test")
        return try CertificateAuthority.root(subject: subject, validity: now...now + .seconds(3_600)).certificate.pem
    }
}

extension KubeConfiguration {
    /// The token that is written down, if one is.
    var token: String? {
        guard case .token(let token) = credentials else { return nil }
        return token.exposed
    }

    /// The plugin, if there is one.
    var plugin: CredentialPlugin? {
        guard case .plugin(let plugin) = credentials else { return nil }
        return plugin
    }
}
