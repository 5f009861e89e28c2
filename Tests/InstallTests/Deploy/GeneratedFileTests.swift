// SPDX-License-Identifier: Apache-2.0

import FileKit
import OtherPrograms
import TestSupport
import Testing

@Suite("What is made of something else", .timeLimit(.minutes(2)), .python)
struct GeneratedFileTests {
    @Test("is in the repository as it is made today")
    func fresh() async throws {
        let folder = TemporaryFolder()
        try await PythonProgram.generate.run([folder.path])
        let files = try Self.files(below: folder.path)
        #expect(files.count > 12)
        for file in files {
            let shipped = try? File.read(ProjectFolder.path(of: file))
            #expect(shipped == (try File.read("\(folder.path)/\(file)")), "\(file) is stale: run make manifests")
        }
        // And what is not made any more is gone.
        for place in ["charts/portolan/files", "charts/portolan/files/crds"] {
            let shipped = try Folder.entries(of: ProjectFolder.path(of: place))
            #expect(Set(shipped) == Set(try Folder.entries(of: "\(folder.path)/\(place)")))
        }
        let base = Set(try Folder.entries(of: ProjectFolder.path(of: "deploy/kustomize")))
        let made = Set(try Folder.entries(of: "\(folder.path)/deploy/kustomize"))
        #expect(base.subtracting(made) == ["kustomization.yaml", "namespace.yaml"])
    }

    private static func files(below root: String, in folder: String = "") throws -> [String] {
        try Folder.entries(of: "\(root)/\(folder)").flatMap { name in
            let path = folder.isEmpty ? name : "\(folder)/\(name)"
            return name.contains(".") ? [path] : try files(below: root, in: path)
        }
    }
}
