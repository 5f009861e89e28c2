// SPDX-License-Identifier: Apache-2.0

import JSONKit
import KubeSchema
import KubeServer
import TestSupport
import Testing

@Suite("The tables of types")
struct TypeTableTests {
    private static let versions = [
        "v1", "admissionregistration.k8s.io/v1", "apiextensions.k8s.io/v1", "apiregistration.k8s.io/v1", "apps/v1",
        "autoscaling/v1", "autoscaling/v2", "batch/v1", "coordination.k8s.io/v1", "discovery.k8s.io/v1",
        "events.k8s.io/v1", "networking.k8s.io/v1", "policy/v1", "rbac.authorization.k8s.io/v1",
        "scheduling.k8s.io/v1", "storage.k8s.io/v1",
    ]

    private static func names(in type: FieldType) -> [String] {
        switch type {
        case .named(let name): [name]
        case .list(let inner), .map(let inner): names(in: inner)
        case .scalar: []
        }
    }

    @Test("every type that a field has is defined, and every object has fields", arguments: versions)
    func complete(_ version: String) throws {
        let table = try #require(TypeTable.of(apiVersion: version))
        #expect(!table.definitions.isEmpty)
        #expect(Set(table.definitions.keys).isDisjoint(with: TypeTable.metaV1.definitions.keys))
        for definition in table.definitions.values {
            if case .words(let words) = definition.body { #expect(words.count > 1, "\(definition.name)") }
            let isEmptyInGo = definition.name == "CustomResourceSubresourceStatus"
            if case .fields(let fields) = definition.body, fields.isEmpty, !isEmptyInGo {
                Issue.record("\(definition.name) is empty")
            }
            #expect(definition.isKind == !definition.summary.isEmpty, "\(definition.name)")
            for field in definition.fields {
                for name in Self.names(in: field.type) {
                    #expect(table.resolve(name) != nil, "\(name) of \(definition.name).\(field.name)")
                }
                let strategies = Set(field.merging.patchStrategy)
                #expect(
                    strategies.isSubset(of: ["merge", "replace", "retainKeys"]),
                    "\(definition.name).\(field.name)"
                )
            }
        }
    }

    @Test("there are no tables of other versions")
    func unknownVersion() {
        #expect(TypeTable.of(apiVersion: "apps/v1beta1") == nil)
    }

    struct ListFact: CustomTestStringConvertible {
        let path: [String]
        let list: SchemaExtensions.ListType?
        let keys: [String]
        let patchKey: String?
        let patchStrategy: [String]
        var testDescription: String { path.joined(separator: ".") }

        init(
            _ path: String,
            _ list: SchemaExtensions.ListType?,
            keys: [String] = [],
            patch patchKey: String? = nil,
            _ patchStrategy: String...
        ) {
            self.path = path.split(separator: ".").map(String.init)
            self.list = list
            self.keys = keys
            self.patchKey = patchKey
            self.patchStrategy = patchStrategy
        }
    }

    @Test(
        "lists of pods are merged as the markers of the Go types say",
        arguments: [
            ListFact("spec.containers", .map, keys: ["name"], patch: "name", "merge"),
            ListFact("spec.volumes", .map, keys: ["name"], patch: "name", "merge", "retainKeys"),
            ListFact("spec.tolerations", .atomic),
            ListFact("spec.imagePullSecrets", .map, keys: ["name"], patch: "name", "merge"),
            ListFact("spec.hostAliases", .map, keys: ["ip"], patch: "ip", "merge"),
            ListFact(
                "spec.topologySpreadConstraints",
                .map,
                keys: ["topologyKey", "whenUnsatisfiable"],
                patch: "topologyKey",
                "merge"
            ),
            ListFact(
                "spec.containers.ports",
                .map,
                keys: ["containerPort", "protocol"],
                patch: "containerPort",
                "merge"
            ),
            ListFact("spec.containers.env", .map, keys: ["name"], patch: "name", "merge"),
            ListFact("spec.containers.volumeMounts", .map, keys: ["mountPath"], patch: "mountPath", "merge"),
            ListFact("spec.containers.command", .atomic),
            ListFact("status.conditions", .map, keys: ["type"], patch: "type", "merge"),
            ListFact("metadata.ownerReferences", .map, keys: ["uid"], patch: "uid", "merge"),
            ListFact("metadata.finalizers", .set, "merge"),
        ]
    )
    func lists(_ fact: ListFact) throws {
        var schema = try #require(TypeTable.coreV1.schemas["Pod"])
        for name in fact.path { schema = try #require((schema.items ?? schema).properties[name], "\(name)") }
        #expect(schema.extensions.listType == fact.list)
        #expect(schema.extensions.listMapKeys == fact.keys)
        #expect(schema.extensions.patchMergeKey == fact.patchKey)
        #expect(schema.extensions.patchStrategy == fact.patchStrategy)
    }

    @Test("selectors are replaced as a whole, and so are references")
    func atomicObjects() throws {
        let deployment = try #require(TypeTable.of(apiVersion: "apps/v1")?.schemas["DeploymentSpec"])
        #expect(deployment.properties["selector"]?.extensions.mapType == .atomic)
        #expect(deployment.properties["strategy"]?.extensions.patchStrategy == ["retainKeys"])
        #expect(TypeTable.coreV1.schemas["ServiceSpec"]?.properties["selector"]?.extensions.mapType == .atomic)
        #expect(TypeTable.coreV1.schemas["SecretKeySelector"]?.extensions.mapType == .atomic)
        #expect(TypeTable.coreV1.schemas["PodSpec"]?.extensions.mapType == nil)
    }

    @Test("a type is built once, whoever uses it")
    func sharing() throws {
        let batch = try #require(TypeTable.of(apiVersion: "batch/v1"))
        let affinity = try #require(TypeTable.coreV1.schemas["Affinity"])
        let podSpec = try #require(TypeTable.coreV1.schemas["PodSpec"])
        #expect(podSpec.properties["affinity"] === affinity)
        let template = try #require(batch.schemas["JobSpec"]?.properties["template"])
        #expect(template.properties["spec"]?.properties["affinity"] === affinity)
    }

    @Test("what a table does not know is pruned, and what may be anything is kept")
    func pruning() throws {
        let pods = try #require(TypeTable.coreV1.schemas["Pod"])
        var pod = try JSONValue(
            parsing: #"{"spec":{"containers":[{"name":"a","imagee":"b","resources":{"limits":{"cpu":1}}}]},"x":1}"#
        )
        #expect(pods.prune(&pod) == ["spec.containers[0].imagee", "x"])
        #expect(pod["spec"]?["containers"]?[0]?["resources"]?["limits"]?["cpu"] == 1)

        let definitions = try #require(TypeTable.of(apiVersion: "apiextensions.k8s.io/v1"))
        let text = #"{"spec":{"versions":[{"name":"v1","schema":{"openAPIV3Schema":{"properties":{"a":{}}}}}]}}"#
        var definition = try JSONValue(parsing: text)
        #expect(definitions.schemas["CustomResourceDefinition"]?.prune(&definition) == [])
    }
}
