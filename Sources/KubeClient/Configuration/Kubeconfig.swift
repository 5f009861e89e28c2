// SPDX-License-Identifier: Apache-2.0

internal import FileKit
internal import JSONKit
internal import YAMLKit

/// What kubeconfig files say together: clusters, users, and contexts that join them.
///
/// Entries are kept as they were written, and only those of the context that is used are read: a mistake in another one
/// is in nobody's way.
struct Kubeconfig: Sendable {
    private(set) var clusters: [String: ConfigurationNode] = [:]
    private(set) var users: [String: ConfigurationNode] = [:]
    private(set) var contexts: [String: ConfigurationNode] = [:]
    private(set) var currentContext: String?
    /// The files, in the order in which they were read.
    private(set) var files: [String] = []

    /// The files together, for messages.
    var source: String { files.joined(separator: ":") }

    /// Reads a file that must be there.
    init(file: String) throws(KubeConfigurationError) {
        do {
            try self.init(try File.read(file), file: file)
        } catch let error as FileError {
            throw KubeConfigurationError(error.isAbsence ? .notFound : .unreadable, in: file, "\(error.reason)")
        } catch let error as KubeConfigurationError {
            throw error
        } catch {
            throw KubeConfigurationError(.unreadable, in: file, "\(error)")
        }
    }

    /// Reads several files as `kubectl` reads those of `KUBECONFIG`: files that are not there are passed over, but one
    /// must be, and what an earlier file says of a name counts, whole.
    init(files: [String]) throws(KubeConfigurationError) {
        var merged: Kubeconfig?
        for file in files where !file.isEmpty && merged?.files.contains(file) != true {
            do {
                let kubeconfig = try Kubeconfig(file: file)
                merged = merged?.merged(with: kubeconfig) ?? kubeconfig
            } catch  where error.code == .notFound {
                continue
            }
        }
        guard let merged else {
            throw KubeConfigurationError(.notFound, in: files.joined(separator: ":"), "there is no such file")
        }
        self = merged
    }

    /// Reads the text of a file.
    init(_ bytes: [UInt8], file: String) throws(KubeConfigurationError) {
        guard let text = TextFile.utf8(bytes) else {
            throw KubeConfigurationError(.syntax, in: file, "it begins like UTF-16 and is none")
        }
        files = [file]
        guard let document = try Self.parse(text, file) else { return }
        let root = ConfigurationNode(document, file: file)
        guard case JSONValue.object = document.value else {
            throw root.error(.syntax, "expected clusters, users and contexts, found \(document.value.kind.rawValue)")
        }
        clusters = try Self.entries(of: root, "clusters", "cluster")
        users = try Self.entries(of: root, "users", "user")
        contexts = try Self.entries(of: root, "contexts", "context")
        currentContext = try root.string("current-context")
    }

    /// What two files say together: what the first says of a name counts, and nothing of what the second says of it.
    private func merged(with other: Kubeconfig) -> Kubeconfig {
        var merged = self
        merged.clusters.merge(other.clusters) { first, _ in first }
        merged.users.merge(other.users) { first, _ in first }
        merged.contexts.merge(other.contexts) { first, _ in first }
        merged.currentContext = currentContext ?? other.currentContext
        merged.files += other.files
        return merged
    }

    private static func parse(_ text: [UInt8], _ file: String) throws(KubeConfigurationError) -> YAMLDocument? {
        do {
            return try YAML.document(in: text)
        } catch {
            throw KubeConfigurationError(.syntax, in: file, at: error.position, error.message)
        }
    }

    private static func entries(
        of root: ConfigurationNode,
        _ list: String,
        _ content: String
    ) throws(KubeConfigurationError) -> [String: ConfigurationNode] {
        var entries: [String: ConfigurationNode] = [:]
        for entry in try root.children(list) {
            let name = try entry.requiredString("name")
            guard entries[name] == nil else { throw entry.error(.invalid, at: "name", "the name is there twice") }
            guard let node = try entry.child(content) else { continue }
            entries[name] = node
        }
        return entries
    }
}
