// SPDX-License-Identifier: Apache-2.0

/// Every import of a file is one that its room may have.
struct ImportCheck {
    let architecture: Architecture
    let foundationImporters: [String: String]

    func findings(in file: SourceFile) -> [Finding] {
        guard let room = architecture.rooms[file.target] else {
            return [
                file.finding("no room '\(file.target)' in the architecture; give it a level and its imports", at: 0)
            ]
        }
        return Self.imports(of: file).compactMap { module, index in
            objection(to: module, in: file, of: room).map { file.finding($0, at: index) }
        }
    }

    /// The imported modules, with the index of their lines.
    static func imports(of file: SourceFile) -> [(module: String, line: Int)] {
        let pattern =
            /^\s*(?:@\w+(?:\([^)]*\))?\s+)*(?:\w+\s+)?import\s+(?:(?:struct|class|enum|protocol|func|let|var|typealias)\s+)?(\w+)/
        return file.lines.enumerated().compactMap { index, line in
            guard line.code.contains("import "), let match = line.code.firstMatch(of: pattern) else { return nil }
            return (String(match.output.1), index)
        }
    }

    private func objection(to module: String, in file: SourceFile, of room: Architecture.Room) -> String? {
        if room.imports.contains(module) || Architecture.toolchainModules.contains(module) { return nil }
        switch module {
        case "Foundation", "FoundationEssentials":
            guard foundationImporters[file.path] == nil else { return nil }
            return "imports \(module); use the standard library, or give the reason in Architecture.foundationImporters"
        case "Testing":
            return file.target == "TestSupport" ? nil : "imports Testing, which is for tests"
        default:
            return
                "\(file.target) must not import \(module): it may import \(room.imports.sorted().joined(separator: ", "))"
        }
    }
}
