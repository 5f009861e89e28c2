// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials

/// The working tree that these tests were compiled from.
enum Repository {
    /// Three folders up from this file.
    static let root: String = {
        let parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
        return parts.dropLast(4).joined(separator: "/")
    }()

    /// The Swift files below `Sources`.
    static let sources = swiftFiles(below: "Sources")
    /// The Swift files below `Tests`.
    static let tests = swiftFiles(below: "Tests")

    /// The Swift files below `Fuzz`.
    static let fuzzers = swiftFiles(below: "Fuzz")

    /// The text of a file, by its path from the root.
    static func text(of path: String) throws -> String {
        try String(contentsOfFile: "\(root)/\(path)", encoding: .utf8)
    }

    /// The names of the folders in a folder.
    static func folders(in path: String) -> [String] {
        let names = try? FileManager.default.contentsOfDirectory(atPath: "\(root)/\(path)")
        return (names ?? []).filter { isFolder("\(path)/\($0)") }.sorted()
    }

    private static func isFolder(_ path: String) -> Bool {
        var isFolder = false
        return FileManager.default.fileExists(atPath: "\(root)/\(path)", isDirectory: &isFolder) && isFolder
    }

    private static func swiftFiles(below folder: String) -> [SourceFile] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "\(root)/\(folder)")) ?? []
        return names.sorted().flatMap { name -> [SourceFile] in
            let path = "\(folder)/\(name)"
            if isFolder(path) { return swiftFiles(below: path) }
            guard name.hasSuffix(".swift"), let text = try? text(of: path) else { return [] }
            return [SourceFile(path: path, text: text)]
        }
    }
}
