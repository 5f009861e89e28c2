// SPDX-License-Identifier: Apache-2.0

/// How a field whose name is no identifier is written in a rule (`x-kubernetes-validations`): `a-b` as `a__dash__b`.
enum CELIdentifier {
    private static let escapes = [
        ("__underscores__", "__"), ("__dot__", "."), ("__dash__", "-"), ("__slash__", "/"),
    ]

    private static let keywords: Set<String> = [
        "true", "false", "null", "in", "as", "break", "const", "continue", "else", "for", "function", "if", "import",
        "let", "loop", "package", "namespace", "return",
    ]

    /// The name of the field that an identifier means.
    static func unescape(_ identifier: String) -> String {
        guard identifier.utf8.count > 4, identifier.contains("__") else { return identifier }
        if identifier.hasPrefix("__"), identifier.hasSuffix("__") {
            let word = String(identifier.dropFirst(2).dropLast(2))
            if keywords.contains(word) { return word }
        }
        var name = ""
        var rest = Substring(identifier)
        while !rest.isEmpty {
            if let (escape, meaning) = escapes.first(where: { rest.hasPrefix($0.0) }) {
                name += meaning
                rest = rest.dropFirst(escape.count)
            } else {
                name.append(rest.removeFirst())
            }
        }
        return name
    }
}
