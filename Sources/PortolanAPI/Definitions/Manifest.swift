// SPDX-License-Identifier: Apache-2.0

package import JSONKit
package import KubeCore
internal import KubeSchema

/// What is wrong with a manifest that is to become one of Portolan's objects.
package struct ManifestError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What it is about: the kind and the name.
    package let subject: String
    /// One line for each field.
    package let problems: [String]

    package var description: String { "\(subject): \(problems.joined(separator: "; "))" }
}

extension Resource where Self: DefinedKind {
    /// Reads a manifest as the API server would take it: with defaults, and refused for the same reasons.
    ///
    /// A field that the kind does not have is refused, too, as `kubectl` does it.
    package init(manifest: JSONValue) throws(ManifestError) {
        let kind = Self.resourceType.kind
        let name = manifest["metadata"]?["name"]?.string
        let subject = name.map { "\(kind) \"\($0)\"" } ?? kind
        let problems = Self.definition.problems(of: manifest)
        guard problems.isEmpty else { throw ManifestError(subject: subject, problems: problems) }
        var whole = manifest
        Self.definition.schema.dropNothings(from: &whole)
        Self.definition.schema.applyDefaults(to: &whole)
        do {
            self = try Self(parsing: whole.serialized())
        } catch {
            throw ManifestError(subject: subject, problems: ["\(error)"])
        }
    }
}

extension KindDefinition {
    /// What is wrong with a manifest, in the words of Kubernetes; empty when nothing is.
    package func problems(of manifest: JSONValue) -> [String] {
        guard manifest["apiVersion"]?.string == type.groupVersion.apiVersion, manifest["kind"]?.string == type.kind
        else { return ["this is no \(type.kind) of \(type.groupVersion)"] }
        var manifest = manifest
        let unknown = schema.prune(&manifest)
        guard unknown.isEmpty else { return unknown.map { "unknown field \"\($0)\"" } }
        schema.dropNothings(from: &manifest)
        schema.applyDefaults(to: &manifest)
        let errors = schema.errors(in: manifest) + schema.duplicates(in: manifest)
        guard errors.isEmpty else { return errors.map(\.description) }
        return schema.brokenRules(in: manifest).errors.map(\.description)
    }
}

/// A kind with a definition.
package protocol DefinedKind {
    /// What a cluster has to be taught.
    static var definition: KindDefinition { get }
}
