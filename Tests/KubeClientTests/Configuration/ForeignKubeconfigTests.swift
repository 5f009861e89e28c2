// SPDX-License-Identifier: Apache-2.0

import HTTPCore
import KubeClient
import TestSupport
import Testing

/// A kubeconfig in a Secret is written by whoever may write the Secret, who must not get at this machine by it.
@Suite("Kubeconfigs from elsewhere", .tags(.security))
struct ForeignKubeconfigTests {
    static func text(cluster: String = "", user: String = "token: t") -> [UInt8] {
        Array(
            """
            current-context: a
            contexts: [{name: a, context: {cluster: c, user: u}}]
            clusters: [{name: c, cluster: {server: 'https://x'\(cluster.isEmpty ? "" : ", \(cluster)")}}]
            users: [{name: u, user: {\(user)}}]
            """.utf8
        )
    }

    @Test("all that is written down is used")
    func complete() throws {
        let configuration = try KubeConfiguration.kubeconfig(Self.text(), name: "secret flyte/x")
        #expect(configuration.server.host == "x" && configuration.token == "t")
        #expect(configuration.origin == #"context "a" of secret flyte/x"#)
    }

    @Test(
        "files and programs of this machine are refused, also beside data",
        arguments: [
            ("certificate-authority: /etc/passwd", "token: t"),
            ("certificate-authority: /etc/passwd, certificate-authority-data: YWJj", "token: t"),
            ("", "tokenFile: /var/run/secrets/kubernetes.io/serviceaccount/token"),
            ("", "client-certificate: a, client-key: b"),
            ("", "client-certificate-data: YWJj, client-key: b"),
            ("", "exec: {apiVersion: client.authentication.k8s.io/v1, command: sh, interactiveMode: Never}"),
        ]
    )
    func refused(_ cluster: String, _ user: String) {
        let error = #expect(throws: KubeConfigurationError.self) {
            try KubeConfiguration.kubeconfig(Self.text(cluster: cluster, user: user), name: "secret flyte/x")
        }
        #expect(error?.code == .refused)
        #expect(error?.message.hasSuffix("of this machine, which a configuration from elsewhere may not") == true)
    }
}
