// SPDX-License-Identifier: Apache-2.0

import Basics
import HTTPClient
import JSONKit
import TestSupport
import Testing

@testable import KubeClient

@Suite("What credential plugins are told and answer", .tags(.codec))
struct ExecCredentialTests {
    static let plugin = CredentialPlugin(.v1, command: "login")

    @Test("a plugin is told whether it may ask, and of the server if it wants to")
    func request() {
        #expect(
            ExecCredential.request(for: Self.plugin, isInteractive: false)
                == #"{"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1","spec":{"interactive":false}}"#
        )
        var curious = CredentialPlugin(.v1beta1, command: "login")
        curious.clusterInfo = CredentialPlugin.ClusterInfo(members: ["server": "https://x"])
        #expect(
            ExecCredential.request(for: curious, isInteractive: true)
                == #"{"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1beta1","#
                + #""spec":{"interactive":true,"cluster":{"server":"https://x"}}}"#
        )
    }

    static func answer(_ status: String) -> [UInt8] {
        Array(#"{"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1","status":\#(status)}"#.utf8)
    }

    @Test("a token, with and without an end")
    func token() throws {
        let endless = try ExecCredential.answer(Self.answer(#"{"token":"t"}"#), of: Self.plugin)
        #expect(endless.credential == .bearer("t") && endless.end == nil)
        let status = #"{"token":"t","expirationTimestamp":"2026-11-20T10:00:00Z","clientKeyData":null}"#
        let ending = try ExecCredential.answer(Self.answer(status), of: Self.plugin)
        #expect(ending.end == (try Timestamp(parsing: "2026-11-20T10:00:00Z")))
    }

    @Test("a certificate with its key, and a token besides")
    func certificate() throws {
        let status = #"{"clientCertificateData":"c","clientKeyData":"k","token":"t"}"#
        let (credential, _) = try ExecCredential.answer(Self.answer(status), of: Self.plugin)
        #expect(credential.identity?.certificateChainPEM == Array("c".utf8))
        #expect(credential.identity?.privateKeyPEM.exposed == Array("k".utf8))
        #expect(credential.authorization?.exposed == "Bearer t")
    }

    struct Case: CustomTestStringConvertible {
        let output: String
        let message: String
        var testDescription: String { output }
    }

    static let wrongAnswers: [Case] = [
        Case(output: "t0p s3cret", message: "the plugin login did not print an ExecCredential"),
        Case(output: "", message: "the plugin login did not print an ExecCredential"),
        Case(
            output: #"{"token": "s3cret"}"#,
            message: "the plugin login printed  of , not ExecCredential of client.authentication.k8s.io/v1"
        ),
        Case(
            output:
                #"{"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1beta1","status":{"token":"s3cret"}}"#,
            message:
                "the plugin login printed ExecCredential of client.authentication.k8s.io/v1beta1, not ExecCredential of client.authentication.k8s.io/v1"
        ),
        Case(
            output: #"{"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1"}"#,
            message: "the plugin login printed neither a token nor a certificate with its key"
        ),
        Case(
            output:
                #"{"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1","status":{"clientKeyData":"s3cret"}}"#,
            message: "the plugin login printed neither a token nor a certificate with its key"
        ),
        Case(
            output:
                #"{"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1","status":{"token":["s3cret"]}}"#,
            message: "the plugin login did not print an ExecCredential"
        ),
    ]

    @Test("a wrong answer is an error that does not repeat it", .tags(.security), arguments: wrongAnswers)
    func wrong(_ row: Case) {
        let error = #expect(throws: CredentialError.self) {
            try ExecCredential.answer(Array(row.output.utf8), of: Self.plugin)
        }
        #expect(error?.description == row.message)
    }
}
