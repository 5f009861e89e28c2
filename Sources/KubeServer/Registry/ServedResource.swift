// SPDX-License-Identifier: Apache-2.0

package import KubeSchema

/// One resource in one version of the API, as the server serves it.
package struct ServedResource: Sendable {
    /// How the resource is called.
    package struct Names: Sendable, Hashable {
        package var plural: String
        package var singular: String
        package var kind: String
        package var listKind: String
        package var shortNames: [String] = []
        package var categories: [String] = []

        package init(plural: String, singular: String, kind: String, listKind: String? = nil) {
            self.plural = plural
            self.singular = singular
            self.kind = kind
            self.listKind = listKind ?? "\(kind)List"
        }
    }

    /// The parts of an object that have a path of their own.
    package struct Subresources: Sendable, Equatable {
        package var hasStatus = false
        package var scale: Scale?

        /// Where a scalable resource keeps what `Scale` shows.
        package struct Scale: Sendable, Equatable {
            package var specReplicas: [String]
            package var statusReplicas: [String]
            package var selector: [String]?

            package init(specReplicas: [String], statusReplicas: [String], selector: [String]? = nil) {
                self.specReplicas = specReplicas
                self.statusReplicas = statusReplicas
                self.selector = selector
            }
        }

        package init() {}
    }

    package let id: ResourceID
    /// The version of the API, the names, and whether objects stand in namespaces.
    package let version: String
    package let names: Names
    package let isNamespaced: Bool
    /// What can be reached, checked and shown of its objects.
    package var subresources = Subresources()
    package var schema: Schema?
    package var columns: [PrinterColumn] = []
    /// The fields that selectors may name besides `metadata.name` and `metadata.namespace`, with the way to them.
    package var selectableFields: [String: [String]] = [:]
    /// The version whose name discovery hashes as that of storage; nil for this one.
    package var storageVersion: String?
    /// The resource whose objects these are, if it is another one.
    package var view: ServedView?
    /// How it shows what another version, an older definition or another resource has stored.
    package var form: (any StoredForm)?
    /// Whether its definition is being deleted, so that no object may be made any more.
    package var isTerminating = false
    /// What every client is told who uses this version.
    package var warnings: [String] = []
    package let strategy: any ResourceStrategy

    package init(
        _ names: Names,
        group: String,
        version: String,
        isNamespaced: Bool,
        strategy: any ResourceStrategy
    ) {
        id = ResourceID(group: group, plural: names.plural)
        self.version = version
        self.names = names
        self.isNamespaced = isNamespaced
        self.strategy = strategy
    }

    /// What storage knows its objects by.
    package var storedID: ResourceID { view?.stored ?? id }

    /// The `apiVersion` of its objects.
    package var apiVersion: String { id.group.isEmpty ? version : "\(id.group)/\(version)" }

    /// Whether the API server of Kubernetes has a type for it; such lists do not repeat the kind of their items.
    package var isBuiltIn: Bool { strategy.isBuiltIn }
}

/// A column of what `kubectl get` prints.
package struct PrinterColumn: Sendable, Equatable {
    package var name: String
    package var type: String
    package var format = ""
    package var description = ""
    /// Columns with a priority above zero are for `-o wide`.
    package var priority = 0
    package var jsonPath = ""

    package init(_ name: String, type: String = "string", jsonPath: String = "") {
        self.name = name
        self.type = type
        self.jsonPath = jsonPath
    }
}
