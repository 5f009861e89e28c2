// SPDX-License-Identifier: Apache-2.0

import Dataplanes
import FileKit
import TestSupport
import Testing

@testable import PortolanControllers

@Suite("The article on dataplanes")
struct ReasonDocumentationTests {
    /// The words in the first column of the tables behind a heading.
    private func words(behind heading: String) throws -> Set<String> {
        let text = String(
            decoding: try File.read(ProjectFolder.path(of: "Documentation/Portolan.docc/Dataplanes.md")),
            as: UTF8.self
        )
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let start = try #require(lines.firstIndex { $0.hasSuffix("# \(heading)") })
        let table = lines[(start + 1)...].prefix { !$0.hasPrefix("#") }.compactMap { $0.split(separator: " | ").first }
        return Set(table.flatMap { $0.split(separator: "`").map(String.init) }.filter { $0.first?.isLetter == true })
    }

    @Test("explains every reason of an event, and no other")
    func events() throws {
        #expect(
            try words(behind: "Events").subtracting(["Reason"]) == Set(DataplaneNews.Reason.allCases.map(\.rawValue))
        )
    }

    @Test("explains every reason of a condition")
    func reasons() throws {
        var reasons = Set(LookFailure.Reason.allCases.map(\.rawValue))
        for row in DataplaneFactsTests.rows {
            for condition in row.conditions {
                reasons.formUnion(condition.split(separator: " ").dropFirst().map(String.init))
            }
        }
        reasons.formUnion([
            "NotPaused", "BootstrapInvalid", "SecretNotOwned", "InvalidSpec", "ClusterNotReady", "Deleting",
        ])
        let explained = try words(behind: "Reasons").subtracting(["Reason"])
        #expect(explained == reasons, "\(explained.symmetricDifference(reasons))")
    }

    @Test("explains every condition")
    func conditions() throws {
        let types = Set(try FactSamples.well().findings().map(\.0)).union(["Ready", "Reconciling", "Stalled"])
        #expect(try words(behind: "Conditions").subtracting(["Condition"]) == types)
    }
}
