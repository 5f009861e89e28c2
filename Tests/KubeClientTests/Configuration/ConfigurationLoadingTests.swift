// SPDX-License-Identifier: Apache-2.0

import HTTPCore
import KubeClient
import OtherPrograms
import TestSupport
import Testing

@Suite("80: where a configuration is found")
struct ConfigurationLoadingTests {
    let folder = TemporaryFolder()

    /// Two files of which each has what the other has not, and both have a user `red`.
    private func pair() -> String {
        let first = folder.write(
            "first",
            """
            clusters: [{name: one, cluster: {server: 'https://one'}}]
            users: [{name: red, user: {token: first}}]
            contexts: [{name: a, context: {cluster: one, user: red}}]
            """
        )
        let second = folder.write(
            "second",
            """
            current-context: b
            clusters: [{name: one, cluster: {server: 'https://other', tls-server-name: x}}, {name: two, cluster: {server: 'https://two'}}]
            users: [{name: red, user: {token: second, as: jane}}]
            contexts: [{name: a, context: {cluster: two}}, {name: b, context: {cluster: two, user: red, namespace: ns}}]
            """
        )
        return "\(folder.path)/missing::\(first):\(second):\(first)"
    }

    @Test("files of KUBECONFIG are read together: what the first says of a name counts, whole")
    func merging() throws {
        let environment = ["KUBECONFIG": pair()]
        let current = try KubeConfiguration.kubeconfig(environment: environment)
        #expect(current.server.host == "two")
        #expect(current.namespace == "ns")
        // The first file's user, and nothing of the second file's user of that name.
        #expect(current.token == "first")
        #expect(current.impersonation == nil)
        let other = try KubeConfiguration.kubeconfig(environment: environment, context: "a")
        #expect(other.server.host == "one")
        #expect(other.serverName == nil)
        #expect(other.origin == #"context "a" of \#(folder.path)/first:\#(folder.path)/second"#)
    }

    @Test("paths start from the folder of the file that says them")
    func mergedPaths() throws {
        let other = TemporaryFolder()
        let first = folder.write("first", "current-context: a\ncontexts: [{name: a, context: {cluster: c, user: u}}]")
        let second = other.write(
            "second",
            "clusters: [{name: c, cluster: {server: 'https://c', certificate-authority: ca.pem}}]\nusers: [{name: u, user: {tokenFile: t}}]"
        )
        let configuration = try KubeConfiguration.kubeconfig(environment: ["KUBECONFIG": "\(first):\(second)"])
        #expect(configuration.certificateAuthorities == .file("\(other.path)/ca.pem"))
    }

    @Test("one of the files must be there, and all that are there must be good")
    func badFiles() {
        let missing = #expect(throws: KubeConfigurationError.self) {
            try KubeConfiguration.kubeconfig(environment: ["KUBECONFIG": "/nowhere/a:/nowhere/b"])
        }
        #expect(missing?.description == "/nowhere/a:/nowhere/b: there is no such file")
        let bad = folder.write("bad", "a: [")
        let syntax = #expect(throws: KubeConfigurationError.self) {
            try KubeConfiguration.kubeconfig(environment: ["KUBECONFIG": "\(bad):\(pair())"])
        }
        #expect(syntax?.code == .syntax)
    }

    private func serviceAccount(namespace: String? = "flyte\n") -> String {
        folder.write("token", "t0p\n")
        folder.write("ca.crt", "pem")
        if let namespace { folder.write("namespace", namespace) }
        return folder.path
    }

    @Test(
        "in a cluster, the pod's service account is used",
        arguments: [("10.0.0.1", "10.0.0.1"), ("fd00::1", "[fd00::1]")]
    )
    func inCluster(_ host: String, _ authority: String) throws {
        let configuration = try KubeConfiguration.inCluster(
            environment: ["KUBERNETES_SERVICE_HOST": host, "KUBERNETES_SERVICE_PORT": "6443"],
            serviceAccountFolder: serviceAccount()
        )
        #expect(configuration.server.origin == "https://\(authority):6443")
        #expect(configuration.server.target == "")
        #expect(configuration.namespace == "flyte")
        #expect(configuration.certificateAuthorities == .file("\(folder.path)/ca.crt"))
        guard case .tokenFile("\(folder.path)/token") = configuration.credentials else {
            Issue.record("\(configuration.credentials)")
            return
        }
    }

    @Test("a pod without its service account says so")
    func incompleteCluster() {
        let unset = #expect(throws: KubeConfigurationError.self) { try KubeConfiguration.inCluster(environment: [:]) }
        #expect(unset?.code == .notFound)
        let environment = ["KUBERNETES_SERVICE_HOST": "10.0.0.1", "KUBERNETES_SERVICE_PORT": "443"]
        let unmounted = #expect(throws: KubeConfigurationError.self) {
            try KubeConfiguration.inCluster(environment: environment, serviceAccountFolder: "/nowhere")
        }
        #expect(
            unmounted?.description
                == "/nowhere/token: No such file or directory; does the pod mount the token of its service account?"
        )
    }

    @Test("KUBECONFIG goes before the cluster, and the cluster before the home folder")
    func automatic() throws {
        let account = serviceAccount(namespace: nil)
        var environment = [
            "KUBERNETES_SERVICE_HOST": "10.0.0.1", "KUBERNETES_SERVICE_PORT": "443", "HOME": folder.path,
        ]
        let inCluster = try KubeConfiguration.automatic(environment: environment, serviceAccountFolder: account)
        #expect(inCluster.server.host == "10.0.0.1" && inCluster.namespace == "default")
        environment["KUBECONFIG"] = pair()
        let named = try KubeConfiguration.automatic(environment: environment, serviceAccountFolder: account)
        #expect(named.server.host == "two")
        let nothing = #expect(throws: KubeConfigurationError.self) {
            try KubeConfiguration.automatic(environment: ["HOME": "/nowhere"], serviceAccountFolder: account)
        }
        #expect(
            nothing?.description
                == "/nowhere/.kube/config: there is no such file; KUBECONFIG is not set, KUBERNETES_SERVICE_HOST neither"
        )
    }

    @Test("the environment of the process is read")
    func environment() {
        #expect(ProcessEnvironment.current["PATH"]?.isEmpty == false)
    }
}
