// SPDX-License-Identifier: Apache-2.0

package import JSONKit
internal import KubeCore

/// A file that `flytectl update execution-cluster-label --attrFile` takes.
package struct FlyteAttributes: Sendable, Hashable {
    /// Whose executions.
    package let project: String
    package let domain: String?
    package let workflow: String?
    /// The label as it is written.
    package let value: String

    private static let fields = ["project", "domain", "workflow", "value"]

    /// Whether a document is meant as such a file.
    static func isLike(_ document: JSONValue) -> Bool {
        document["value"] != nil && (document["project"] != nil || document["domain"] != nil)
    }

    /// Reads a document; like flytectl, it takes no field that there is not.
    package init(_ document: JSONValue, file: String) throws(FlyteFormatError) {
        for (name, value) in document.object ?? [:] {
            guard Self.fields.contains(name) else {
                throw FlyteFormatError(description: "\(file): \(name): there is no such field in an attrFile")
            }
            guard value.isNull || value.string != nil else {
                throw FlyteFormatError(description: "\(file): \(name): it must be a text")
            }
        }
        func text(_ name: String) -> String? { document[name]?.string.flatMap { $0.isEmpty ? nil : $0 } }
        guard let project = text("project") else { throw FlyteFormatError(description: "\(file): project is missing") }
        guard let value = text("value") else { throw FlyteFormatError(description: "\(file): value is missing") }
        self.project = project
        self.value = value
        domain = text("domain")
        workflow = text("workflow")
        guard workflow == nil || domain != nil else {
            throw FlyteFormatError(description: "\(file): workflow: it needs a domain")
        }
    }

    /// Which executions it is about.
    var scope: [String] { [project] + [domain, workflow].compactMap(\.self) }

    /// What the resource is called that says the same.
    package var resourceName: String {
        let name = KubernetesName.resembling(scope.joined(separator: "-"))
        return name.isEmpty ? "label" : name
    }

    /// The resource that says the same.
    package func manifest(named name: String, label: String, namespace: String?) -> JSONValue {
        var spec: JSONValue = ["project": .string(project)]
        spec["domain"] = domain.map(JSONValue.string)
        spec["workflow"] = workflow.map(JSONValue.string)
        spec["value"] = .string(label)
        return PortolanManifest.of("ExecutionClusterLabel", named: name, namespace: namespace, spec)
    }
}
