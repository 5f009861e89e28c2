// SPDX-License-Identifier: Apache-2.0

internal import JSONKit

/// A file that `flytectl update execution-cluster-label --attrFile` takes.
struct FlyteAttributes {
    let project: String
    let domain: String?
    let workflow: String?
    /// The label as it is written.
    let value: String

    private static let fields = ["project", "domain", "workflow", "value"]

    /// Whether a document is meant as such a file.
    static func isLike(_ document: JSONValue) -> Bool {
        document["value"] != nil && (document["project"] != nil || document["domain"] != nil)
    }

    /// Reads a document; like flytectl, it takes no field that there is not.
    init(_ document: JSONValue, file: String) throws(ManifestError) {
        for (name, value) in document.object ?? [:] {
            guard Self.fields.contains(name) else {
                throw ManifestError(description: "\(file): \(name): there is no such field in an attrFile")
            }
            guard value.isNull || value.string != nil else {
                throw ManifestError(description: "\(file): \(name): it must be a text")
            }
        }
        func text(_ name: String) -> String? { document[name]?.string.flatMap { $0.isEmpty ? nil : $0 } }
        guard let project = text("project") else { throw ManifestError(description: "\(file): project is missing") }
        guard let value = text("value") else { throw ManifestError(description: "\(file): value is missing") }
        self.project = project
        self.value = value
        domain = text("domain")
        workflow = text("workflow")
        guard workflow == nil || domain != nil else {
            throw ManifestError(description: "\(file): workflow: it needs a domain")
        }
    }

    /// Which executions it is about.
    var scope: [String] { [project] + [domain, workflow].compactMap(\.self) }

    /// What the resource is called that says the same.
    var resourceName: String {
        let name = KubernetesName.resembling(scope.joined(separator: "-"))
        return name.isEmpty ? "label" : name
    }

    /// The resource that says the same.
    func manifest(named name: String, label: String, namespace: String?) -> JSONValue {
        var spec: JSONValue = ["project": .string(project)]
        spec["domain"] = domain.map(JSONValue.string)
        spec["workflow"] = workflow.map(JSONValue.string)
        spec["value"] = .string(label)
        return PortolanManifest.of("ExecutionClusterLabel", named: name, namespace: namespace, spec)
    }
}
