// SPDX-License-Identifier: Apache-2.0

internal import JSONKit
internal import KubeCore

/// Finds the definitions of what requests and answers are, and collects them.
struct ModelDefinitions {
    private(set) var collector: DefinitionCollector
    private let custom: [GroupVersionKind: ServedResource]

    init(_ dialect: OpenAPIDialect, _ resources: [ServedResource]) {
        collector = DefinitionCollector(dialect, about: resources.filter(\.isBuiltIn).map(\.groupVersion))
        let kinds = resources.filter { !$0.isBuiltIn }.map { ($0.groupVersion.kind($0.names.kind), $0) }
        custom = Dictionary(kinds) { first, _ in first }
    }

    /// A reference to the definition of a model.
    mutating func reference(to model: OpenAPIOperation.Model) -> JSONObject {
        switch model {
        case .meta(let name): return collector.reference(name, of: .metaV1)
        case .kind(let kind): return collector.reference(define(kind))
        case .list(let kind): return collector.reference(defineList(of: kind))
        }
    }

    /// The name under which a kind is defined: that of its Go type, or the group from its end for a custom one.
    private func name(of kind: GroupVersionKind) -> String {
        if custom[kind] == nil, let table = TypeTable.of(apiVersion: kind.groupVersion.apiVersion) {
            return table.qualified(kind.kind)
        }
        let group = kind.groupVersion.group.split(separator: ".").reversed().joined(separator: ".")
        return "\(group).\(kind.groupVersion.version).\(kind.kind)"
    }

    private mutating func define(_ kind: GroupVersionKind) -> String {
        let name = name(of: kind)
        guard collector.documents[name] == nil else { return name }
        if let resource = custom[kind] {
            var document = CustomDefinition.document(of: resource, &collector)
            document["x-kubernetes-group-version-kind"] = [.identity(kind.groupVersion, kind.kind)]
            document["x-kubernetes-selectable-fields"] = resource.selectableFieldNames
            collector.add(name, document)
        } else if let table = TypeTable.of(apiVersion: kind.groupVersion.apiVersion) {
            collector.add(kind.kind, of: table)
        }
        return name
    }

    private mutating func defineList(of kind: GroupVersionKind) -> String {
        let listKind = custom[kind]?.names.listKind ?? "\(kind.kind)List"
        let name = self.name(of: kind)
        let listName = String(name.dropLast(kind.kind.count)) + listKind
        guard collector.documents[listName] == nil else { return listName }
        var properties: [String: JSONObject] = [:]
        for (name, field) in collector.identity() { properties[name] = field }
        let items = collector.reference(define(kind))
        properties["items"] = [
            "description": "The objects of the list.", "type": "array", "items": .object(items),
        ]
        let isBuiltIn = custom[kind] == nil
        properties["metadata"] = collector.metadata("ListMeta", FieldTexts.listMetadata, isDefaulted: isBuiltIn)
        var document: JSONObject = [
            "description": .string("A list of objects of the kind \(kind.kind)."), "type": "object",
            "required": ["items"], "properties": .object(properties.inOrder()),
            "x-kubernetes-group-version-kind": [.identity(kind.groupVersion, listKind)],
        ]
        document["x-kubernetes-selectable-fields"] = custom[kind]?.selectableFieldNames
        collector.add(listName, document)
        return listName
    }
}

extension GroupVersion {
    fileprivate func kind(_ kind: String) -> GroupVersionKind { GroupVersionKind(self, kind) }
}

extension ServedResource {
    fileprivate var groupVersion: GroupVersion { GroupVersion(group: id.group, version: version) }

    /// The fields that selectors may name, as a definition lists them; nil if there are none.
    fileprivate var selectableFieldNames: JSONValue? {
        if selectableFields.isEmpty { return nil }
        return .array(selectableFields.keys.sorted().map { ["fieldPath": .string($0)] })
    }
}
