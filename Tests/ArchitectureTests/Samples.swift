// SPDX-License-Identifier: Apache-2.0

import Testing

struct Sample: CustomTestStringConvertible {
    let testDescription: String
    let code: String
    /// The lines on which something is found.
    let lines: [Int]

    init(_ testDescription: String, _ code: String, finds lines: [Int] = []) {
        self.testDescription = testDescription
        self.code = code
        self.lines = lines
    }

    func file(_ path: String = "Sources/Upper/File.swift") -> SourceFile {
        SourceFile(path: path, text: code)
    }
}

/// Bad code, and good code that looks like it.
enum Samples {
    static let imports = [
        Sample("a declared import", "import Lower"),
        Sample("modules of the toolchain", "import Glibc\nprivate import Synchronization"),
        Sample("an import from above", "import Upmost", finds: [1]),
        Sample("a C module that is another room's", "internal import CLower", finds: [1]),
        Sample("an import with an access level", "package import Upmost", finds: [1]),
        Sample("an import of one symbol", "import struct Upmost.Thing", finds: [1]),
        Sample("an import with an attribute", "@preconcurrency import Upmost", finds: [1]),
        Sample("an import with an attribute that has an argument", "@_spi(Testing) import Upmost", finds: [1]),
        Sample("an import after others, with a comment", "import Lower\n  import Upmost // why not", finds: [2]),
        Sample("an import below a condition", "#if DEBUG\nimport Upmost\n#endif", finds: [2]),
        Sample("Foundation in either form", "import Foundation\nimport FoundationEssentials", finds: [1, 2]),
        Sample("Testing outside of tests", "import Testing", finds: [1]),
        Sample("what only looks like an import", "// import Upmost\nlet text = \"import Upmost\"\nlet important = 1"),
    ]

    static let documentation = [
        Sample("a documented one", "/// It is.\npackage struct A {}"),
        Sample("attributes between", "/// It is.\n@frozen\n@usableFromInline\npackage struct A {}"),
        Sample("none", "package struct A {}", finds: [1]),
        Sample("a comment that is no documentation", "// It is.\npackage struct A {}", finds: [2]),
        Sample("an empty line between", "/// It is.\n\npackage struct A {}", finds: [3]),
        Sample("a modifier before and after", "static package final func a() {}", finds: [1]),
        Sample("what is internal", "struct A {}"),
        Sample("imports", "package import Lower"),
        Sample("the setter of something internal", "package(set) var a = 1"),
        Sample("public and open", "/// It is.\npublic struct A {}\n/// It is.\nopen class B {}", finds: [2, 4]),
        Sample("a run of properties", "/// They are.\npackage let a = 1\npackage let b = 2"),
        Sample(
            "a run that opens a type",
            "/// It is.\npackage struct A {\n  package let a: Int\n  package let b: Int\n}"
        ),
        Sample("a run behind an empty line", "/// It is.\npackage struct A {\n\n  package let a: Int\n}", finds: [4]),
        Sample(
            "a property with a body ends a run",
            "/// It is.\npackage let a = 1\npackage var b: Int { 2 }",
            finds: [3]
        ),
        Sample("an extension that conforms", "extension A: Error {\n  package var text: String { a }\n}"),
        Sample("an extension that does not", "extension A {\n  package var text: String { a }\n}", finds: [2]),
        Sample("a witness in the type", "/// It is.\npackage struct A: P {\n  let a = 1\n  package func asked() {}\n}"),
        Sample("an initialiser", "/// It is.\npackage struct A {\n  let a: Int\n  package init(a: Int) {}\n}"),
        Sample("words in strings and comments", "let a = \"package struct A {}\"\n// package struct B {}"),
    ]

    static let constructs = [
        Sample("an unchecked conformance", "final class A: @unchecked Sendable {}", finds: [1]),
        Sample(
            "one that is explained above",
            "// SAFETY: the lock\n// guards it.\n@frozen\nfinal class A: @unchecked Sendable {}"
        ),
        Sample(
            "one that is explained elsewhere",
            "// SAFETY: it is.\nlet a = 1\nfinal class A: @unchecked Sendable {}",
            finds: [3]
        ),
        Sample("one that is only commented", "// It is fine.\nfinal class A: @unchecked Sendable {}", finds: [2]),
        Sample("a bit cast", "let a = unsafe unsafeBitCast(b, to: C.self)", finds: [1]),
        Sample("a bit cast with a reason on its line", "unsafe unsafeBitCast(b, to: C.self) // SAFETY: same size"),
        Sample("an unguarded variable", "nonisolated(unsafe) var a = 1", finds: [1]),
        Sample("a task", "Task { await a() }", finds: [1]),
        Sample("a task with arguments", "Task(priority: .high) { await a() }", finds: [1]),
        Sample("a task with types", "let a = Task<Int, Never> { 1 }", finds: [1]),
        Sample("a detached task", "Task.detached { await a() }", finds: [1]),
        Sample("an immediate task", "Task.immediate { await a() }", finds: [1]),
        Sample("a task in an interpolation", "let a = \"\\(Task { 1 })\"", finds: [1]),
        Sample(
            "other uses of the word",
            "try await Task.sleep(for: a)\nif Task.isCancelled { b() }\nstruct SubTask {}"
        ),
        Sample("a stream", "AsyncStream<Int> { continuation in }", finds: [1]),
        Sample("a stream and its continuation", "let (a, b) = AsyncStream<Int>.makeStream()", finds: [1]),
        Sample("a throwing stream", "AsyncThrowingStream(Int.self, bufferingPolicy: .unbounded) {", finds: [1]),
        Sample("a bounded stream", "AsyncStream(\n  Int.self,\n  bufferingPolicy: .bufferingNewest(1)\n) {"),
        Sample("the type of a stream", "let a: AsyncStream<Int>"),
        Sample("an isolated deinitialiser", "isolated deinit {}", finds: [1]),
    ]

    static let licence = FileCheck.licence + "\n"
    static let files = [
        Sample("a licence and nothing else", licence),
        Sample("no licence", "let a = 1", finds: [1]),
        Sample("a licence further down", "\n" + licence, finds: [1]),
        Sample("as long as allowed", licence + String(repeating: "\n", count: 9)),
        Sample("longer than allowed", licence + String(repeating: "\n", count: 10), finds: [1]),
        Sample("a note to self", licence + "// " + FileCheck.marks[0] + ": later", finds: [2]),
        Sample("a note to self in code", licence + "func " + FileCheck.marks[1] + "() {}", finds: [2]),
    ]
}
