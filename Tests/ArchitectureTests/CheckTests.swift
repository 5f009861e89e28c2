// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

/// The checks find what they are there to find, in small bad samples, and let good ones pass.
@Suite(.tags(.architecture))
struct CheckTests {
    static let small = Architecture(
        rooms: [
            "Lower": .init(0, "CLower"),
            "Upper": .init(1, "Lower"),
            "TestSupport": .init(1),
        ],
        importersOfC: ["CLower": ["Lower"]]
    )

    @Test("imports", arguments: Samples.imports)
    func imports(sample: Sample) {
        let check = ImportCheck(architecture: Self.small, foundationImporters: [:])
        #expect(check.findings(in: sample.file()).map(\.line) == sample.lines)
    }

    @Test("a folder that is no room, and the exceptions of imports")
    func importExceptions() {
        let check = ImportCheck(architecture: Self.small, foundationImporters: ["Sources/Upper/File.swift": "why"])
        #expect(check.findings(in: SourceFile(path: "Sources/Attic/File.swift", text: "")).count == 1)
        #expect(check.findings(in: Sample("", "import Foundation").file()).isEmpty)
        #expect(check.findings(in: Sample("", "import Testing").file("Sources/TestSupport/Tags.swift")).isEmpty)
    }

    @Test("levels")
    func levels() {
        #expect(LevelCheck(architecture: Self.small).findings().isEmpty)
        let crooked = Architecture(
            rooms: ["Lower": .init(0, "Upper"), "Upper": .init(1, "CLower", "Attic"), "Peer": .init(1, "Upper")],
            importersOfC: ["CLower": ["Lower"]]
        )
        let expected = [
            "Lower (level 0) imports Upper (level 1); imports go down",
            "Peer (level 1) imports Upper (level 1); imports go down",
            "Upper imports CLower, which is for [\"Lower\"]",
            "Upper imports Attic, which is no room",
        ]
        #expect(LevelCheck(architecture: crooked).findings() == expected)
    }

    @Test("documentation and access", arguments: Samples.documentation)
    func documentation(sample: Sample) {
        let protocols = SourceFile(path: "Sources/Lower/P.swift", text: "protocol P {\n  func asked()\n}")
        let check = DocumentationCheck(protocolsIn: [protocols])
        #expect(check.findings(in: sample.file()).map(\.line) == sample.lines)
    }

    @Test("constructs", arguments: Samples.constructs)
    func constructs(sample: Sample) {
        let check = ConstructCheck(taskStarters: [:])
        #expect(check.findings(in: sample.file()).map(\.line) == sample.lines)
    }

    @Test("a file that may start tasks may")
    func taskStarters() {
        let check = ConstructCheck(taskStarters: ["Sources/Upper/File.swift": "why"])
        #expect(check.findings(in: Sample("", "Task { 1 }").file()).isEmpty)
    }

    @Test("files", arguments: Samples.files)
    func files(sample: Sample) {
        let check = FileCheck(longFiles: [:], maximumLength: 10)
        #expect(check.findings(in: sample.file()).map(\.line) == sample.lines)
    }

    @Test("a long file with a reason may be long")
    func longFiles() {
        let check = FileCheck(longFiles: ["Sources/Upper/File.swift": "why"], maximumLength: 10)
        #expect(check.findings(in: Sample("", Samples.licence + String(repeating: "\n", count: 50)).file()).isEmpty)
    }
}
