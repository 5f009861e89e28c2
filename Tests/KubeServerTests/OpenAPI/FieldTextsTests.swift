// SPDX-License-Identifier: Apache-2.0

import KubeServer
import Testing

@Suite("Texts about fields")
struct FieldTextsTests {
    private static let tables = [
        "v1", "apiextensions.k8s.io/v1", "apps/v1", "authentication.k8s.io/v1", "authorization.k8s.io/v1",
        "autoscaling/v1", "autoscaling/v2", "batch/v1", "coordination.k8s.io/v1", "discovery.k8s.io/v1",
        "networking.k8s.io/v1", "policy/v1", "rbac.authorization.k8s.io/v1", "scheduling.k8s.io/v1",
        "storage.k8s.io/v1",
    ]

    @Test("every text is about a field that there is, and is a sentence", arguments: tables)
    func fields(_ apiVersion: String) throws {
        try check(try #require(TypeTable.of(apiVersion: apiVersion)))
    }

    @Test("every text about metadata is about a field that there is")
    func metadata() throws {
        try check(.metaV1)
    }

    private func check(_ table: TypeTable) throws {
        let texts = FieldTexts.all(of: table)
        #expect(!texts.isEmpty)
        for (type, fields) in texts {
            let definition = try #require(table.definitions[type], "\(type)")
            let names = Set(definition.fields.map(\.name))
            for (field, text) in fields {
                #expect(names.contains(field), "\(type).\(field)")
                #expect(text.hasSuffix("."), "\(type).\(field)")
                #expect(text.first?.isUppercase == true, "\(text)")
            }
        }
    }

    @Test(
        "the fields that people look up have texts",
        arguments: ["PodSpec", "Container", "Probe", "ServiceSpec", "Secret", "ConfigMap", "NamespaceSpec", "EnvVar"]
    )
    func complete(_ type: String) throws {
        let texts = FieldTexts.all(of: .coreV1)[type] ?? [:]
        let definition = try #require(TypeTable.coreV1.definitions[type])
        for field in definition.fields { #expect(texts[field.name] != nil, "\(type).\(field.name)") }
    }
}
