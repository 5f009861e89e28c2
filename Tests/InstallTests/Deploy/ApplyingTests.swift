// SPDX-License-Identifier: Apache-2.0

import JSONKit
import KubeServer
import OtherPrograms
import TestSupport
import Testing

@Suite("The kustomize base", .timeLimit(.minutes(2)), .kubectl)
struct ApplyingTests {
    @Test("is applied, and applied again it changes nothing", arguments: [["--server-side"], []])
    func twice(_ way: [String]) async throws {
        try await InstalledChart.with([]) { chart in
            try await kubectl(["apply"] + way, chart)
            // The status of a definition is still written, and the ClusterRoles that others are gathered in.
            await chart.plane.settle()
            let before = try await versions(chart)
            try await kubectl(["apply"] + way, chart)
            await chart.plane.settle()
            let after = try await versions(chart)
            #expect(before.count == 18)
            #expect(after == before)
        }
    }

    /// The version of each object of the base.
    private func versions(_ chart: InstalledChart) async throws -> [String: String] {
        let list = try await kubectl(["get", "--output", "json"], chart)
        let objects = try JSONValue(parsing: Array(list.utf8))["items"]?.array ?? []
        let versions = objects.map { object in
            let version = object["metadata"]?["resourceVersion"]?.string ?? ""
            return ("\(object["kind"]?.string ?? "") \(object.name ?? "")", version)
        }
        return Dictionary(uniqueKeysWithValues: versions)
    }

    @discardableResult
    private func kubectl(_ arguments: [String], _ chart: InstalledChart) async throws -> String {
        let process = try ChildProcess(
            "kubectl",
            arguments + ["-k", ProjectFolder.path(of: "deploy/kustomize")],
            environment: ["KUBECONFIG": chart.adminKubeconfig, "HOME": chart.folder.path]
        )
        try #require(try await process.waitForExit() == 0, "\(process.output)")
        return process.output
    }
}
