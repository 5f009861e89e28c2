// SPDX-License-Identifier: Apache-2.0

import Basics
import HTTPCore
import JSONKit
import KubeClient
import OtherPrograms
import TestSupport
import Testing

@Suite("80: kubeconfig files", .timeLimit(.minutes(1)))
struct KubeconfigTests {
    let fixture = KubeconfigFixture()

    @Test("a server and a token")
    func smallest() throws {
        let configuration = try fixture.configuration()
        #expect(configuration.server.origin == "https://api.example.com:6443")
        #expect(configuration.server.target == "")
        #expect(configuration.token == "t0p")
        #expect(configuration.namespace == "default")
        #expect(configuration.certificateAuthorities == nil)
        #expect(configuration.origin == #"context "main" of \#(fixture.folder.path)/config"#)
    }

    @Test("all there is to say of a cluster and a context")
    func cluster() throws {
        let pem = try KubeconfigFixture.authorityPEM()
        let configuration = try fixture.configuration(
            cluster: """
                certificate-authority-data: \(Base64.standard.encode(Array(pem.utf8)))
                certificate-authority: ignored
                tls-server-name: inner.example.com
                proxy-url: http://proxy:3128
                disable-compression: true
                extensions: []
                """,
            context: "namespace: flyte"
        )
        #expect(configuration.certificateAuthorities == .inline(Array(pem.utf8)))
        #expect(configuration.serverName == "inner.example.com")
        #expect(configuration.proxy == HTTPURL(scheme: .http, host: "proxy", port: 3128))
        #expect(!configuration.allowsCompression)
        #expect(configuration.namespace == "flyte")
    }

    @Test("a server behind a path, as proxies of many clusters have it")
    func path() throws {
        let file = fixture.folder.write(
            "config",
            """
            {"current-context": "a", "contexts": [{"name": "a", "context": {"cluster": "b"}}],
             "clusters": [{"name": "b", "cluster": {"server": "https://rancher.example.com/k8s/clusters/c-1/"}}]}
            """
        )
        let configuration = try KubeConfiguration.kubeconfig(file: file)
        #expect(configuration.server.target == "/k8s/clusters/c-1")
        guard case .none = configuration.credentials else {
            Issue.record("a context without a user has credentials")
            return
        }
    }

    @Test("paths start from the folder of their file")
    func relativePaths() throws {
        let folder = fixture.folder.path
        let configuration = try fixture.configuration(
            cluster: "certificate-authority: ca.pem",
            user: """
                client-certificate: pki/me.pem
                client-key: /absolute/me.key
                tokenFile: ../token
                """
        )
        #expect(configuration.certificateAuthorities == .file("\(folder)/ca.pem"))
        #expect(
            configuration.identity
                == .init(certificate: .file("\(folder)/pki/me.pem"), privateKey: .file("/absolute/me.key"))
        )
        guard case .tokenFile("\(folder)/../token") = configuration.credentials else {
            Issue.record("\(configuration.credentials)")
            return
        }
    }

    @Test("data go before files, and a token file before a token")
    func precedence() throws {
        let configuration = try fixture.configuration(
            user: """
                client-certificate: me.pem
                client-certificate-data: YWJj
                client-key-data: ZGVm
                token: t0p
                tokenFile: /token
                exec: {apiVersion: client.authentication.k8s.io/v1, command: x, interactiveMode: Never}
                """
        )
        #expect(
            configuration.identity
                == .init(certificate: .inline(Array("abc".utf8)), privateKey: .inline(Array("def".utf8)))
        )
        guard case .tokenFile("/token") = configuration.credentials else {
            Issue.record("\(configuration.credentials)")
            return
        }
    }

    @Test("a name with a password")
    func password() throws {
        let configuration = try fixture.configuration(user: "username: jane\npassword: hunter2")
        guard case .password("jane", let password) = configuration.credentials else {
            Issue.record("\(configuration.credentials)")
            return
        }
        #expect(password.exposed == "hunter2")
    }

    @Test("acting in somebody else's name")
    func impersonation() throws {
        let configuration = try fixture.configuration(
            user: """
                token: t
                as: jane
                as-uid: u-1
                as-groups: [dev, ops]
                as-user-extra: {reason: [test, drill]}
                """
        )
        let impersonation = try #require(configuration.impersonation)
        #expect(impersonation.user == "jane" && impersonation.uid == "u-1")
        #expect(impersonation.groups == ["dev", "ops"])
        #expect(impersonation.extra == ["reason": ["test", "drill"]])
    }

    @Test("a plugin with all its settings")
    func plugin() throws {
        let pem = try KubeconfigFixture.authorityPEM()
        fixture.folder.write("ca.pem", pem)
        let configuration = try fixture.configuration(
            cluster: """
                certificate-authority: ca.pem
                tls-server-name: inner
                extensions:
                - name: other
                  extension: 1
                - name: client.authentication.k8s.io/exec
                  extension: {audience: a}
                """,
            user: """
                exec:
                  apiVersion: client.authentication.k8s.io/v1
                  command: ./bin/login
                  args: [--cluster, main]
                  env:
                  - {name: A, value: b}
                  - {name: EMPTY}
                  installHint: get it
                  interactiveMode: IfAvailable
                  provideClusterInfo: true
                """
        )
        let plugin = try #require(configuration.plugin)
        #expect(plugin.version == .v1 && plugin.interaction == .ifAvailable && plugin.installHint == "get it")
        #expect(plugin.command == "\(fixture.folder.path)/./bin/login")
        #expect(plugin.arguments == ["--cluster", "main"])
        #expect(plugin.environment.map(\.name) == ["A", "EMPTY"] && plugin.environment.map(\.value) == ["b", ""])
        let expected: JSONObject = [
            "server": "https://api.example.com:6443", "tls-server-name": "inner",
            "certificate-authority-data": .string(Base64.standard.encode(Array(pem.utf8))), "config": ["audience": "a"],
        ]
        #expect(plugin.clusterInfo?.members == expected)
    }

    @Test("an older plugin need not say whether it asks somebody, and a name is looked up in PATH")
    func olderPlugin() throws {
        let configuration = try fixture.configuration(
            user: "exec: {apiVersion: client.authentication.k8s.io/v1beta1, command: aws}"
        )
        let plugin = try #require(configuration.plugin)
        #expect(plugin.command == "aws" && plugin.interaction == .ifAvailable && plugin.clusterInfo == nil)
    }

    @Test("mistakes in a context that is not used are in nobody's way")
    func laziness() throws {
        let file = fixture.folder.write(
            "config",
            """
            current-context: good
            clusters:
            - {name: bad, cluster: {server: nonsense, insecure-skip-tls-verify: true}}
            - {name: good, cluster: {server: "https://good"}}
            users:
            - {name: bad, user: {auth-provider: {name: gcp}}}
            contexts:
            - {name: bad, context: {cluster: bad, user: bad}}
            - {name: good, context: {cluster: good}}
            """
        )
        #expect(try KubeConfiguration.kubeconfig(file: file).server.host == "good")
        #expect(throws: KubeConfigurationError.self) { try KubeConfiguration.kubeconfig(file: file, context: "bad") }
    }

    @Test("files of other systems: byte order marks and UTF-16", arguments: ["UTF-8", "UTF-16LE", "UTF-16BE"])
    func encodings(_ encoding: String) throws {
        let text =
            "current-context: ä\ncontexts: [{name: ä, context: {cluster: c}}]\nclusters: [{name: c, cluster: {server: 'https://x'}}]\n"
        let units = Array(text.utf16)
        let bytes: [UInt8] =
            switch encoding {
            case "UTF-8": [0xEF, 0xBB, 0xBF] + Array(text.utf8)
            case "UTF-16LE": [0xFF, 0xFE] + units.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
            default: [0xFE, 0xFF] + units.flatMap { [UInt8($0 >> 8), UInt8(truncatingIfNeeded: $0)] }
            }
        let file = fixture.folder.write("config", bytes)
        #expect(try KubeConfiguration.kubeconfig(file: file).server.host == "x")
    }

    @Test("no secret of a configuration is printed")
    func secrecy() throws {
        let configuration = try fixture.configuration(
            user: "client-certificate-data: YWJj\nclient-key-data: a2V5\ntoken: s3cret"
        )
        var dumped = ""
        dump(configuration, to: &dumped)
        for text in [dumped, "\(configuration)", String(reflecting: configuration)] {
            #expect(!text.contains("s3cret") && !text.contains("107"), "\(text)")
        }
    }
}
