// SPDX-License-Identifier: Apache-2.0

/// The keys that stand twice in what a client sent.
package struct DuplicateKeys: Sendable, Equatable {
    /// Their paths, as a reader of JSON knows them, in the order in which they were seen.
    package var paths: [String] = []
    /// What a reader of YAML says of them, which knows their lines.
    package var complaints: [String] = []

    package init(paths: [String] = [], complaints: [String] = []) {
        self.paths = paths
        self.complaints = complaints
    }

    /// What each of those in JSON is called.
    static func complaint(about path: String) -> String { "duplicate field \"\(path)\"" }

    /// The keys in the values of a path that another value replaced, so that nobody meets them in the tree.
    func paths(lostAt path: String) -> [String] {
        guard let end = paths.firstIndex(of: path) else { return [] }
        return paths[..<end].filter { $0.hasPrefix("\(path).") || $0.hasPrefix("\(path)[") }
    }
}
