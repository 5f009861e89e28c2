// SPDX-License-Identifier: Apache-2.0

/// Constructs that the house does without, or only with a reason.
struct ConstructCheck {
    let taskStarters: [String: String]

    func findings(in file: SourceFile) -> [Finding] {
        unsafeConstructs(in: file) + tasks(in: file) + streams(in: file) + deinitialisers(in: file)
    }

    private func unsafeConstructs(in file: SourceFile) -> [Finding] {
        let forbidden = file.findings("nonisolated(unsafe) hides a data race; put the value in a Mutex") {
            $0.code.contains("nonisolated(unsafe)")
        }
        let unexplained = file.lines.indices.compactMap { index -> Finding? in
            let code = file.lines[index].code
            let construct = ["@unchecked Sendable", "unsafeBitCast"].first { code.contains($0) }
            guard let construct, !Self.isExplained(index, in: file) else { return nil }
            return file.finding("\(construct) needs a '// SAFETY:' comment right above", at: index)
        }
        return forbidden + unexplained
    }

    /// Whether the comment on the line, or the block of comments and attributes above it, says why it is safe.
    private static func isExplained(_ index: Int, in file: SourceFile) -> Bool {
        let above = file.lines[..<index].reversed().prefix {
            $0.isBlank && !$0.comment.isEmpty || $0.words.hasPrefix("@")
        }
        return ([file.lines[index]] + above).contains { $0.comment.contains("SAFETY:") }
    }

    private func tasks(in file: SourceFile) -> [Finding] {
        guard taskStarters[file.path] == nil else { return [] }
        let pattern = /\bTask(?:<[^>]*>)?(?:\.detached|\.immediate)?\s*(?:\([^)]*\)\s*)?\{/
        return file.findings("starts a task that nobody owns; use a task group, or give the reason in taskStarters") {
            $0.code.contains("Task") && $0.code.contains(pattern)
        }
    }

    private func streams(in file: SourceFile) -> [Finding] {
        file.lines.indices.compactMap { index in
            let code = file.lines[index].code
            guard code.contains("Stream"),
                code.contains(/\bAsync(?:Throwing)?Stream\b\s*(?:<[^>]*>)?(?:\.makeStream)?\s*[({]/)
            else {
                return nil
            }
            let statement = file.lines[index...].prefix(4).map(\.code).joined()
            guard !statement.contains("bufferingPolicy: .buffering") else { return nil }
            return file.finding("a stream without a bound grows as long as nobody reads it", at: index)
        }
    }

    private func deinitialisers(in file: SourceFile) -> [Finding] {
        file.findings("'isolated deinit' breaks the optimised test build of Swift 6.3") {
            $0.code.contains("isolated deinit")
        }
    }
}
