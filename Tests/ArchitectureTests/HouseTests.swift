// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

/// The rules of the house, applied to the house.
@Suite(.tags(.architecture))
struct HouseTests {
    static let architecture = Architecture.current

    @Test("the sources were found")
    func sourcesAreFound() {
        #expect(Repository.sources.contains { $0.path == "Sources/PortolanCLI/Portolan.swift" })
        #expect(Repository.tests.contains { $0.path == "Tests/ArchitectureTests/HouseTests.swift" })
    }

    @Test("imports go down, and each C module has its named importers")
    func levels() {
        let findings = LevelCheck(architecture: Self.architecture).findings()
        #expect(findings.isEmpty, "\(findings)")
    }

    @Test("every source file imports what its room may")
    func imports() {
        let check = ImportCheck(
            architecture: Self.architecture,
            foundationImporters: Architecture.foundationImporters
        )
        report(Repository.sources.flatMap(check.findings))
    }

    @Test("Package.swift declares the rooms of the architecture with their imports")
    func manifest() throws {
        let manifest = Manifest(try Repository.text(of: "Package.swift"))
        #expect(Set(manifest.rooms.keys) == Set(Self.architecture.rooms.keys))
        for (name, room) in Self.architecture.rooms {
            #expect(Set(manifest.rooms[name] ?? []) == Set(room.imports), "the imports of \(name)")
        }
        #expect(manifest.modulesOfC == Set(Self.architecture.importersOfC.keys))
    }

    @Test("ARCHITECTURE.md lists exactly the rooms, with their levels and imports")
    func document() throws {
        let document = ArchitectureDocument(try Repository.text(of: "ARCHITECTURE.md"))
        let expected = Self.architecture.rooms.filter { !Architecture.supportRooms.contains($0.key) }
        #expect(Set(document.rooms.keys) == Set(expected.keys))
        for (name, room) in expected {
            #expect(document.rooms[name]?.level == room.level, "the level of \(name)")
            #expect(document.rooms[name]?.imports == Set(room.imports), "the imports of \(name)")
        }
    }

    @Test("every folder is a target, and every room has tests")
    func folders() throws {
        let rooms = Set(Self.architecture.rooms.keys)
        #expect(Set(Repository.folders(in: "Sources")).subtracting(["C"]) == rooms)
        let manifest = Manifest(try Repository.text(of: "Package.swift"))
        #expect(Set(Repository.folders(in: "Tests")).subtracting(["Corpus"]) == Set(manifest.tests.keys))
        #expect(Set(Repository.folders(in: "Fuzz")) == Set(manifest.fuzzers.keys))
        let tested = rooms.subtracting(Architecture.supportRooms)
            .filter { Self.architecture.rooms[$0].map { $0.level < 8 } == true }
        for room in tested {
            #expect(manifest.tests["\(room)Tests"]?.contains(room) == true, "the tests of \(room)")
        }
    }

    @Test("what other rooms see is documented, and nothing is public")
    func documentation() {
        let check = DocumentationCheck(protocolsIn: Repository.sources)
        report(Repository.sources.flatMap(check.findings))
    }

    @Test("unsafe constructs are explained, tasks have owners, streams have bounds")
    func constructs() {
        let check = ConstructCheck(taskStarters: Architecture.taskStarters)
        report(Repository.sources.flatMap(check.findings))
    }

    @Test("every file has its licence and a length that can be read, and nothing is left for later")
    func files() {
        let check = FileCheck(longFiles: Architecture.longFiles, maximumLength: Architecture.maximumFileLength)
        report((Repository.sources + Repository.tests + Repository.fuzzers).flatMap(check.findings))
    }

    @Test("every exception is still needed")
    func exceptions() {
        let paths = Set(Repository.sources.map(\.path) + Repository.tests.map(\.path))
        let excepted = [Architecture.foundationImporters, Architecture.taskStarters, Architecture.longFiles]
        for path in excepted.flatMap(\.keys) {
            #expect(paths.contains(path), "there is no \(path)")
        }
    }

    private func report(_ findings: [Finding], sourceLocation: SourceLocation = #_sourceLocation) {
        for finding in findings {
            Issue.record("\(finding)", sourceLocation: sourceLocation)
        }
    }
}
