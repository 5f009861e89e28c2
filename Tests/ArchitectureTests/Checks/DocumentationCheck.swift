// SPDX-License-Identifier: Apache-2.0

/// What other rooms see is documented, and nothing is `public`.
///
/// Some things are documented elsewhere: what a protocol asks for, by the protocol; an initialiser, by its type; and
/// properties in a run, by the comment above the first, or by that of the type whose body they open.
struct DocumentationCheck {
    /// What the protocols of the house ask for.
    private let requirements: Set<Substring>

    init(protocolsIn files: [SourceFile]) {
        requirements = files.reduce(into: []) { $0.formUnion(Self.requirements(in: $1)) }
    }

    func findings(in file: SourceFile) -> [Finding] {
        var findings: [Finding] = []
        var scopes = ScopeStack()
        for (index, line) in file.lines.enumerated() {
            if Self.declares("public", line) || Self.declares("open", line) {
                findings.append(file.finding("is public; what other rooms use is 'package'", at: index))
            }
            let isDocumentedElsewhere = scopes.addsConformance || isAskedFor(line) || line.code.contains(" init")
            if Self.declares("package", line), !isDocumentedElsewhere, !Self.isDocumented(index, in: file) {
                findings.append(file.finding("has no documentation: \(line.words.prefix(60))", at: index))
            }
            scopes.take(line)
        }
        return findings
    }

    /// What protocols of the toolchain ask for, as far as it is used here.
    private static let usualRequirements: Set<Substring> = [
        "description", "debugDescription", "testDescription", "errorDescription", "hash", "next", "makeIterator",
        "makeAsyncIterator", "Element", "Failure",
        "startIndex", "endIndex", "index", "rawValue", "allCases", "encode", "id", "now", "minimumResolution", "sleep",
        "enqueue", "checkIsolated", "isIsolatingCurrentContext", "==", "<",
    ]

    private func isAskedFor(_ line: SourceFile.Line) -> Bool {
        guard let name = Self.declaredName(line) else { return false }
        return requirements.contains(name) || Self.usualRequirements.contains(name)
    }

    private static func requirements(in file: SourceFile) -> Set<Substring> {
        var names: Set<Substring> = []
        var scopes = ScopeStack()
        for line in file.lines {
            if scopes.isProtocol, let name = declaredName(line) { names.insert(name) }
            scopes.take(line)
        }
        return names
    }

    /// The name of the property or function that a line declares.
    private static func declaredName(_ line: SourceFile.Line) -> Substring? {
        let words = line.words.split { " (:{".contains($0) }
        guard let place = words.firstIndex(where: { ["func", "var", "let", "typealias"].contains($0) }) else {
            return nil
        }
        // Without type parameters; an operator is a name too.
        return words.dropFirst(place + 1).first.map { $0 == "<" ? $0 : $0.prefix { $0 != "<" } }
    }

    private static let declarators: Set<Substring> = [
        "struct", "class", "enum", "protocol", "actor", "extension", "func", "var", "let", "init", "subscript",
        "typealias", "case", "associatedtype", "macro",
    ]

    /// Whether a line declares something with an access level: `package static func`, but not `package import`.
    private static func declares(_ access: String, _ line: SourceFile.Line) -> Bool {
        guard line.code.contains(access) else { return false }
        let words = line.words.split(separator: " ").filter { !$0.hasSuffix("(set)") }.map { $0.prefix { $0.isLetter } }
        guard let place = words.firstIndex(where: { declarators.contains($0) }) else { return false }
        return words[..<place].contains { $0 == access } && !line.words.hasPrefix("import")
    }

    /// Whether a comment stands above, with nothing between but attributes and the same run of properties.
    private static func isDocumented(_ index: Int, in file: SourceFile) -> Bool {
        let isProperty = isStoredProperty(file.lines[index])
        var place = index
        while place > 0, !file.lines[place - 1].isDocumentation {
            place -= 1
            let line = file.lines[place]
            let isAttribute = line.words.hasPrefix("@") && !line.code.contains("{")
            guard isAttribute || (isProperty && isStoredProperty(line)) else {
                // A run that opens the body of a type is what the type's own comment is about.
                return isProperty && line.code.hasSuffix("{") && isDocumented(place, in: file)
            }
        }
        return place > 0
    }

    /// Whether a line is a whole property without a body: one of a run that needs one comment only.
    private static func isStoredProperty(_ line: SourceFile.Line) -> Bool {
        let words = line.words.split { !($0.isLetter || $0.isNumber) }
        return words.contains { $0 == "let" || $0 == "var" } && words.first != "case" && !line.code.contains("{")
    }
}
