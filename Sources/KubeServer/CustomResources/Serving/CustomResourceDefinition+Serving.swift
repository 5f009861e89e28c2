// SPDX-License-Identifier: Apache-2.0

internal import JSONKit
internal import KubeSchema

extension CustomResourceDefinition {
    /// The resources that the definition makes, one for each version that is served, the preferred one first.
    ///
    /// Everything that can be read, compiled or decided is so here, once, and not with every object. Writes up to
    /// `lastOldRevision` may have been made under an older definition.
    func resources(lastOldRevision: UInt64) -> [ServedResource] {
        // A definition is checked when it is written; one that cannot be read shows objects without a schema.
        let schemas = versions.map { version in version.schema.flatMap { try? Schema($0) } ?? .anything }
        let storedIndex = versions.firstIndex(where: \.isStored) ?? 0
        return zip(versions.indices, versions).filter(\.1.isServed)
            .sorted { APIVersionOrder($0.1.name) > APIVersionOrder($1.1.name) }
            .map { index, version in
                let isSame = version.schema == versions[storedIndex].schema
                let form = VersionForm(
                    stored: schemas[storedIndex],
                    shown: isSame ? nil : schemas[index],
                    lastOldRevision: lastOldRevision
                )
                return resource(version, schemas[index], form)
            }
    }

    private func resource(_ version: DefinitionVersion, _ schema: Schema, _ form: VersionForm) -> ServedResource {
        let columns = CustomColumns(version.columns)
        var resource = ServedResource(
            acceptedNames,
            group: group,
            version: version.name,
            isNamespaced: isNamespaced,
            strategy: CustomResourceStrategy(columns: columns)
        )
        resource.subresources = version.subresources
        resource.schema = schema
        resource.columns = columns.columns
        for path in version.selectableFields {
            let names = DefinitionVersion.names(in: path)
            resource.selectableFields[names.joined(separator: ".")] = names
        }
        resource.storageVersion = storageVersion?.name
        resource.form = form
        resource.isTerminating = conditions.isTrue(.terminating)
        resource.warnings = warnings(of: version)
        return resource
    }

    private func warnings(of version: DefinitionVersion) -> [String] {
        guard version.isDeprecated else { return [] }
        if let warning = version.deprecationWarning { return [warning] }
        let order = APIVersionOrder(version.name)
        let better = versions.filter { $0.isServed && !$0.isDeprecated && APIVersionOrder($0.name) > order }
            .max { APIVersionOrder($0.name) < APIVersionOrder($1.name) }
        let hint = better.map { "; use \(group)/\($0.name) \(wantedNames.kind)" } ?? ""
        return ["\(group)/\(version.name) \(wantedNames.kind) is deprecated\(hint)"]
    }
}

extension Schema {
    /// The schema that knows nothing and keeps everything.
    fileprivate static let anything: Schema = {
        var extensions = SchemaExtensions()
        extensions.preservesUnknownFields = true
        return Schema(type: .object, extensions: extensions)
    }()
}
