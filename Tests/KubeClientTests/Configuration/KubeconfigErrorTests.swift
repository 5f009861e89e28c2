// SPDX-License-Identifier: Apache-2.0

import KubeClient
import OtherPrograms
import TestSupport
import Testing

/// What a person reads whose file is wrong.
///
/// In the messages, `…` stands for the folder of the file.
@Suite("Mistakes in kubeconfig files", .tags(.wording))
struct KubeconfigErrorTests {
    struct Case: CustomTestStringConvertible {
        let testDescription: String
        var cluster = ""
        var user = "token: t"
        var context = ""
        let message: String
    }

    static let rows: [Case] = [
        Case(
            testDescription: "verification cannot be switched off",
            cluster: "insecure-skip-tls-verify: true",
            message:
                #"…/config, line 8, column 5: clusters["c"].cluster.insecure-skip-tls-verify: anybody could pose as the server; name the server's authority in certificate-authority-data, or its name in tls-server-name"#
        ),
        Case(
            testDescription: "an authority that is no base64",
            cluster: "certificate-authority-data: '*'",
            message: #"…/config, line 8, column 5: clusters["c"].cluster.certificate-authority-data: it is no base64"#
        ),
        Case(
            testDescription: "an authority that is no certificate",
            cluster: "certificate-authority-data: YWJj",
            message:
                #"…/config, line 8, column 5: clusters["c"].cluster.certificate-authority-data: it holds no certificate in PEM"#
        ),
        Case(
            testDescription: "a proxy of another kind",
            cluster: "proxy-url: socks5://proxy",
            message:
                #"…/config, line 8, column 5: clusters["c"].cluster.proxy-url: a URL starts with https:// or http://, not socks5://"#
        ),
        Case(
            testDescription: "a field of another type",
            cluster: "tls-server-name: [a]",
            message:
                #"…/config, line 8, column 5: clusters["c"].cluster.tls-server-name: expected a string, found an array"#
        ),
        Case(
            testDescription: "an authentication provider",
            user: "auth-provider: {name: gcp}",
            message:
                #"…/config, line 12, column 5: users["u"].user.auth-provider: Kubernetes 1.26 removed it; use the provider's program under exec, such as gke-gcloud-auth-plugin or kubelogin"#
        ),
        Case(
            testDescription: "half an identity",
            user: "client-certificate: me.pem",
            message:
                #"…/config, line 11, column 3: users["u"].user.client-key: it is missing, and client-certificate is there"#
        ),
        Case(
            testDescription: "two ways to say who one is",
            user: "username: jane\ntoken: t",
            message:
                #"…/config, line 12, column 5: users["u"].user.username: there is a token too, and a request carries only one of them"#
        ),
        Case(
            testDescription: "groups without a user",
            user: "as-groups: [a]",
            message:
                #"…/config, line 11, column 3: users["u"].user.as: it is missing: a uid, groups and extras are those of a user"#
        ),
        Case(
            testDescription: "a plugin of a version that is gone",
            user: "exec: {apiVersion: client.authentication.k8s.io/v1alpha1, command: a}",
            message:
                #"…/config, line 12, column 12: users["u"].user.exec.apiVersion: "client.authentication.k8s.io/v1alpha1" is not client.authentication.k8s.io/v1 or client.authentication.k8s.io/v1beta1"#
        ),
        Case(
            testDescription: "a plugin that does not say whether it asks somebody",
            user: "exec: {apiVersion: client.authentication.k8s.io/v1, command: a}",
            message:
                #"…/config, line 12, column 5: users["u"].user.exec.interactiveMode: it is missing; one of Never, IfAvailable, Always"#
        ),
        Case(
            testDescription: "a plugin without a command",
            user: "exec: {apiVersion: client.authentication.k8s.io/v1, interactiveMode: Never}",
            message: #"…/config, line 12, column 5: users["u"].user.exec.command: it is missing"#
        ),
    ]

    @Test("the file, the place, the field, what is wrong and what to do", arguments: rows)
    func message(_ row: Case) {
        let fixture = KubeconfigFixture()
        let error = #expect(throws: KubeConfigurationError.self) {
            try fixture.configuration(cluster: row.cluster, user: row.user, context: row.context)
        }
        #expect(error?.description.replacing(fixture.folder.path, with: "…") == row.message)
    }

    struct FileCase: CustomTestStringConvertible {
        let testDescription: String
        let text: String
        var context: String?
        let message: String
    }

    static let files: [FileCase] = [
        FileCase(
            testDescription: "an empty file",
            text: "",
            message: "…/config: current-context: it is missing; there are no contexts"
        ),
        FileCase(
            testDescription: "no current context",
            text: "contexts: [{name: b, context: {}}, {name: a, context: {}}]",
            message: #"…/config: current-context: it is missing; there are "a", "b""#
        ),
        FileCase(
            testDescription: "a context that is not there",
            text: "contexts: [{name: b, context: {}}]",
            context: "a",
            message: #"…/config: there is no context "a"; there are "b""#
        ),
        FileCase(
            testDescription: "a cluster that is not there",
            text: "current-context: a\ncontexts:\n- name: a\n  context: {cluster: x}",
            message: #"…/config, line 4, column 13: contexts["a"].context.cluster: there is no cluster "x""#
        ),
        FileCase(
            testDescription: "a user that is not there",
            text:
                "current-context: a\ncontexts:\n- name: a\n  context: {cluster: x, user: who}\nclusters: [{name: x, cluster: {server: 'https://x'}}]",
            message: #"…/config, line 4, column 25: contexts["a"].context.user: there is no user "who""#
        ),
        FileCase(
            testDescription: "a name twice",
            text: "users:\n- {name: a, user: {}}\n- {name: a, user: {}}",
            message: #"…/config, line 3, column 4: users["a"].name: the name is there twice"#
        ),
        FileCase(
            testDescription: "no URL",
            text:
                "current-context: a\ncontexts: [{name: a, context: {cluster: x}}]\nclusters:\n- name: x\n  cluster:\n    server: api.example.com",
            message: #"…/config, line 6, column 5: clusters["x"].cluster.server: a URL starts with https:// or http://"#
        ),
        FileCase(
            testDescription: "a token over plain HTTP",
            text:
                "current-context: a\ncontexts: [{name: a, context: {cluster: x, user: u}}]\nclusters: [{name: x, cluster: {server: 'http://api.example.com'}}]\nusers:\n- name: u\n  user: {token: t}",
            message:
                #"…/config, line 6, column 3: users["u"].user: the credentials would travel in the clear to http://api.example.com; use https://"#
        ),
        FileCase(
            testDescription: "a list in place of the file",
            text: "- a",
            message: "…/config, line 1, column 1: expected clusters, users and contexts, found an array"
        ),
        FileCase(
            testDescription: "entries that are no objects",
            text: "users: [a]",
            message: #"…/config, line 1, column 9: users[0]: expected an object, found a string"#
        ),
        FileCase(
            testDescription: "a broken byte order mark",
            text: "\u{FEFF}",
            message: "…/config: current-context: it is missing; there are no contexts"
        ),
    ]

    @Test("files that do not say what is needed", arguments: files)
    func file(_ row: FileCase) {
        let folder = TemporaryFolder()
        let file = folder.write("config", row.text)
        let error = #expect(throws: KubeConfigurationError.self) {
            try KubeConfiguration.kubeconfig(file: file, context: row.context)
        }
        #expect(error?.description.replacing(folder.path, with: "…") == row.message)
    }

    @Test("a file that is no YAML names the line")
    func syntax() {
        let folder = TemporaryFolder()
        let file = folder.write("config", "a: b\n\tc: d\n")
        let error = #expect(throws: KubeConfigurationError.self) { try KubeConfiguration.kubeconfig(file: file) }
        #expect(error?.code == .syntax)
        #expect(error?.position?.hasPrefix("line 2") == true)
    }

    @Test("files that are not there, that cannot be read, and that begin like UTF-16")
    func unreadable() {
        let folder = TemporaryFolder()
        let missing = #expect(throws: KubeConfigurationError.self) {
            try KubeConfiguration.kubeconfig(file: "\(folder.path)/none")
        }
        #expect(missing?.code == .notFound)
        #expect(missing?.description == "\(folder.path)/none: No such file or directory")
        let directory = #expect(throws: KubeConfigurationError.self) {
            try KubeConfiguration.kubeconfig(file: folder.path)
        }
        #expect(directory?.code == .unreadable)
        let file = folder.write("config", [0xFF, 0xFE, 0x41])
        let utf16 = #expect(throws: KubeConfigurationError.self) { try KubeConfiguration.kubeconfig(file: file) }
        #expect(utf16?.code == .syntax)
    }
}
