// SPDX-License-Identifier: Apache-2.0

package import KubeSchema

/// The types of one version of one API group, with the schemas that follow from them.
///
/// The tables are text, for people to read and to compare with the API reference:
///
///     kind Secret: What it is, in a sentence.       an object with apiVersion, kind and metadata
///     type PodSpec                                  an object
///     type Subject atomic                           … that server-side apply replaces as a whole
///       1   name!    string = ""                    a required field, and what stands there if nothing is said
///       2   volumes  [Volume] map(name) merge(name) a list with keys for server-side apply, and for strategic merge
///       4   selector {string} atomic                a map that is replaced as a whole
///       5   uid      string?                        a field that may be absent or empty, which is not the same
///       6.1 httpGet  HTTPGetAction?                 a field of a message that has no name of its own in JSON
///       7   schema   any(Schema)?                   anything in JSON, a certain type in protobuf
///     enum Protocol SCTP TCP UDP                    a string, and the words that it knows
///     union SchemaOrBool                            in JSON the value of whichever field is set, the last one first
///
/// The numbers are those of protobuf; the metadata of a kind always has number 1.
///
/// Defaults are of two kinds that need no distinction here: what the API server fills in, and the zeros that Go writes
/// for fields that are neither pointers nor omitted.
package final class TypeTable: Sendable {
    /// What OpenAPI puts before the names of the types: `io.k8s.api.core.v1`.
    package let name: String
    /// The API group, empty for the core group.
    package let group: String
    package let definitions: [String: TypeDefinition]
    /// The schemas of the types; fields of the same type share one.
    package let schemas: [String: Schema]
    /// The tables whose types are used here.
    let imports: [TypeTable]

    init(_ name: String, group: String = "", imports: [TypeTable] = [], _ texts: String...) {
        self.name = name
        self.group = group
        self.imports = imports
        var definitions: [String: TypeDefinition] = [:]
        for text in texts {
            for definition in TypeTableReader.definitions(in: text) { definitions[definition.name] = definition }
        }
        self.definitions = definitions
        var builder = SchemaBuilder(definitions: definitions, imports: imports)
        schemas = builder.schemas()
    }

    /// The name of a type in an OpenAPI document: `io.k8s.api.core.v1.Pod`.
    package func qualified(_ name: String) -> String { "\(self.name).\(name)" }

    /// The version of the group, which is the name of the Go package, too: `v1`.
    package var version: String { name.split(separator: ".").last.map(String.init) ?? "" }

    /// The table and the definition that a name of a field's type stands for.
    package func resolve(_ name: String) -> (table: TypeTable, definition: TypeDefinition)? {
        if let definition = definitions[name] { return (self, definition) }
        for table in imports {
            if let found = table.resolve(name) { return found }
        }
        return nil
    }
}

extension TypeTable {
    /// The table of an `apiVersion`, if built-in kinds have it.
    package static func of(apiVersion: String) -> TypeTable? {
        switch apiVersion {
        case "v1": coreV1
        case "admissionregistration.k8s.io/v1": admissionV1
        case "apiextensions.k8s.io/v1": apiExtensionsV1
        case "apiregistration.k8s.io/v1": apiRegistrationV1
        case "apps/v1": appsV1
        case "authentication.k8s.io/v1": authenticationV1
        case "authorization.k8s.io/v1": authorizationV1
        case "autoscaling/v1": autoscalingV1
        case "autoscaling/v2": autoscalingV2
        case "batch/v1": batchV1
        case "coordination.k8s.io/v1": coordinationV1
        case "discovery.k8s.io/v1": discoveryV1
        case "events.k8s.io/v1": eventsV1
        case "networking.k8s.io/v1": networkingV1
        case "policy/v1": policyV1
        case "rbac.authorization.k8s.io/v1": rbacV1
        case "scheduling.k8s.io/v1": schedulingV1
        case "storage.k8s.io/v1": storageV1
        default: nil
        }
    }

    /// Metadata, and what the types of all groups use.
    package static let metaV1 = TypeTable("io.k8s.apimachinery.pkg.apis.meta.v1", meta, metaAnswers)
    /// The core group, whose pods the other groups use.
    package static let coreV1 = TypeTable(
        "io.k8s.api.core.v1",
        imports: [metaV1],
        coreContainers,
        corePods,
        coreVolumes,
        coreStorage,
        coreObjects
    )

    static let admissionV1 = TypeTable(
        "io.k8s.api.admissionregistration.v1",
        group: "admissionregistration.k8s.io",
        imports: [metaV1],
        admissionregistration
    )
    static let apiExtensionsV1 = TypeTable(
        "io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1",
        group: "apiextensions.k8s.io",
        imports: [metaV1],
        apiextensions,
        jsonSchema
    )
    static let apiRegistrationV1 = TypeTable(
        "io.k8s.kube-aggregator.pkg.apis.apiregistration.v1",
        group: "apiregistration.k8s.io",
        imports: [metaV1],
        apiregistration
    )
    static let appsV1 = TypeTable("io.k8s.api.apps.v1", group: "apps", imports: [coreV1], apps)
    static let authenticationV1 = TypeTable(
        "io.k8s.api.authentication.v1",
        group: "authentication.k8s.io",
        imports: [metaV1],
        authentication
    )
    static let authorizationV1 = TypeTable(
        "io.k8s.api.authorization.v1",
        group: "authorization.k8s.io",
        imports: [metaV1],
        authorization
    )
    static let autoscalingV1 = TypeTable("io.k8s.api.autoscaling.v1", group: "autoscaling", imports: [metaV1], scale)
    static let autoscalingV2 = TypeTable(
        "io.k8s.api.autoscaling.v2",
        group: "autoscaling",
        imports: [coreV1],
        autoscaling
    )
    static let batchV1 = TypeTable("io.k8s.api.batch.v1", group: "batch", imports: [coreV1], batch)
    static let coordinationV1 = TypeTable(
        "io.k8s.api.coordination.v1",
        group: "coordination.k8s.io",
        imports: [metaV1],
        coordination
    )
    static let discoveryV1 = TypeTable(
        "io.k8s.api.discovery.v1",
        group: "discovery.k8s.io",
        imports: [coreV1],
        discovery
    )
    static let eventsV1 = TypeTable("io.k8s.api.events.v1", group: "events.k8s.io", imports: [coreV1], events)
    static let networkingV1 = TypeTable(
        "io.k8s.api.networking.v1",
        group: "networking.k8s.io",
        imports: [coreV1],
        networking
    )
    static let policyV1 = TypeTable("io.k8s.api.policy.v1", group: "policy", imports: [metaV1], policy)
    static let rbacV1 = TypeTable(
        "io.k8s.api.rbac.v1",
        group: "rbac.authorization.k8s.io",
        imports: [metaV1],
        rbac
    )
    static let schedulingV1 = TypeTable(
        "io.k8s.api.scheduling.v1",
        group: "scheduling.k8s.io",
        imports: [coreV1],
        scheduling
    )
    static let storageV1 = TypeTable("io.k8s.api.storage.v1", group: "storage.k8s.io", imports: [coreV1], storage)
}
