// SPDX-License-Identifier: Apache-2.0

import Basics
import Cryptography
import OtherPrograms
import TestSupport
import Testing

@Suite(
    "the routing service as a program",
    .enabled(if: ChildProcess.path(of: "curl") != nil, "curl is not installed: apt-get install curl"),
    .timeLimit(.minutes(2))
)
struct RoutingProgramTests {
    private let folder = TemporaryFolder()

    @Test("it speaks TLS with the files of its configuration, also with those that take their place")
    func certificates() async throws {
        let first = try issue("first")
        try await withController { address in
            let question = #"{"namespace": "default", "label": "x"}"#
            func ask(_ authority: String) async throws -> String {
                let words = ["--silent", "--show-error", "--max-time", "20", "--cacert", authority, "--data", question]
                let json = ["--header", "Content-Type: application/json"]
                let curl = try ChildProcess("curl", words + json + ["https://\(address)/v1/route"])
                _ = try await curl.waitForExit()
                return curl.output
            }
            #expect(try await ask(first).contains("\"reason\":\"NoDataplane\""))
            let second = try issue("second")
            // Files are looked at again ten seconds after the last look.
            try await eventually("the new certificate is shown", within: .seconds(60)) {
                try await ask(second).contains("\"reason\":\"NoDataplane\"")
            }
            #expect(try await ask(first).contains("certificate"))
        }
    }

    /// Puts a certificate of a new authority where the controller looks for it; the file with the authority.
    private func issue(_ name: String) throws -> String {
        let now = WallClock.system.now.secondsSinceEpoch
        let validity = Timestamp(secondsSinceEpoch: now - 3_600)...Timestamp(secondsSinceEpoch: now + 3_600)
        let subject = DistinguishedName(commonName: name)
        let authority = try CertificateAuthority.root(subject: subject, validity: validity)
        let server = try authority.issue(
            subject: subject,
            names: [.ip("127.0.0.1")],
            validity: validity,
            usages: [.serverAuthentication]
        )
        folder.write("tls.key", try server.privateKey.pem.exposed)
        folder.write("tls.crt", server.chainPEM)
        return folder.write("\(name).pem", authority.certificate.pem)
    }

    /// Runs `portolan controller` on `portolan apiserver`, both watched over until the body ends.
    private func withController(_ body: (String) async throws -> Void) async throws {
        let kubeconfig = "\(folder.path)/kubeconfig"
        let portolan = BuiltProgram.path(of: "portolan")
        let words = [
            "--listen", "127.0.0.1:0", "--kubeconfig-out", kubeconfig, "--crds", ProjectFolder.path(of: "crds"),
        ]
        let server = try ChildProcess(portolan, ["apiserver"] + words)
        try await eventually("portolan apiserver is ready") {
            try #require(server.exit == nil, "portolan apiserver: \(server.output)")
            return server.output.contains("is served at")
        }
        let configuration = folder.write(
            "portolan.yaml",
            """
            apiVersion: config.portolan.dev/v1alpha1
            kind: PortolanConfiguration
            watchNamespaces: [default]
            routing:
              bind: 127.0.0.1:0
              access: Everybody
              tls: { certificate: \(folder.path)/tls.crt, key: \(folder.path)/tls.key }
            metrics: { bind: "127.0.0.1:0" }
            """
        )
        let controller = try ChildProcess(
            portolan,
            ["controller", "--kubeconfig", kubeconfig, "--config", configuration]
        )
        var address: String?
        try await eventually("portolan controller routes", within: .seconds(40)) {
            try #require(controller.exit == nil, "portolan controller: \(controller.output)")
            address = Self.address(in: controller.output)
            return address != nil
        }
        try await body(try #require(address))
        controller.stop()
        server.stop()
    }

    /// Where the service listens, as the log says.
    private static func address(in log: String) -> String? {
        let line = log.split(separator: "\n").first { $0.contains("routes") }
        let words = line?.split { !$0.isNumber && $0 != "." && $0 != ":" }
        return words?.first { $0.hasPrefix("127.0.0.1:") }.map(String.init)
    }
}
