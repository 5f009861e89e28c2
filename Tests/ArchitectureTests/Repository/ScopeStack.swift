// SPDX-License-Identifier: Apache-2.0

/// The pairs of braces around a line, each with what stands before it.
struct ScopeStack {
    private var headers: [Substring] = []

    /// Whether the innermost braces are those of a protocol.
    var isProtocol: Bool {
        headers.last?.split(separator: " ").contains("protocol") ?? false
    }

    /// Whether the innermost braces are those of an extension that adds a conformance.
    var addsConformance: Bool {
        guard let header = headers.last else { return false }
        return header.hasPrefix("extension ") && header.contains(":")
    }

    /// Goes behind a line.
    mutating func take(_ line: SourceFile.Line) {
        for character in line.code {
            switch character {
            case "{": headers.append(line.words)
            case "}": _ = headers.popLast()
            default: break
            }
        }
    }
}
