// SPDX-License-Identifier: Apache-2.0

// A table of rules reads best in words: `.rule(read, on: "pods pods/log")`.

extension PolicyRule {
    static let read = "get list watch"
    static let write = "create delete deletecollection patch update"
    static let readWrite = "create delete deletecollection get list patch update watch"

    /// A rule on resources of one group, or of several.
    static func rule(_ verbs: String, on resources: String, in groups: String...) -> PolicyRule {
        PolicyRule(verbs: words(verbs), groups: groups.isEmpty ? [""] : groups, resources: words(resources))
    }

    /// A rule on paths.
    static func rule(_ verbs: String, onPaths paths: String) -> PolicyRule {
        PolicyRule(verbs: words(verbs), paths: words(paths))
    }

    private static func words(_ text: String) -> [String] {
        text.split(separator: " ").map(String.init)
    }
}
