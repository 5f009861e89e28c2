// SPDX-License-Identifier: Apache-2.0

package import JSONKit

extension DiscoveredVersion: JSONDecodable {
    /// Reads an `APIResourceList`: what servers of all ages say of a group in one version.
    package init(from reader: inout JSONReader) throws(JSONError) {
        var apiVersion = ""
        var entries: [ClassicResource] = []
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "groupVersion": try reader.read(into: &apiVersion)
            case "resources": try reader.read(into: &entries)
            default: try reader.skipValue(of: key)
            }
        }
        do {
            self.init(try GroupVersion(parsing: apiVersion))
        } catch {
            throw reader.invalidValue(error.description)
        }
        resources = entries.compactMap { entry in
            guard !entry.isSubresource else { return nil }
            var discovered = entry.names.discovered(in: groupVersion)
            discovered.subresources = entries.compactMap { $0.subresource(of: discovered.type.plural) }
            return discovered
        }
    }
}

/// A resource in `APIResourceList`, in which subresources stand beside them with a `/` in their names.
private struct ClassicResource: JSONDecodable {
    var names = ResourceNames()

    var isSubresource: Bool { names.plural.contains("/") }

    func subresource(of plural: String) -> String? {
        let prefix = plural + "/"
        return names.plural.hasPrefix(prefix) ? String(names.plural.dropFirst(prefix.count)) : nil
    }

    init(from reader: inout JSONReader) throws(JSONError) {
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "name": try reader.read(into: &names.plural)
            case "singularName": try reader.read(into: &names.singular)
            case "namespaced": try reader.read(into: &names.isNamespaced)
            case "kind": try reader.read(into: &names.kind)
            case "verbs": try reader.read(into: &names.verbs)
            case "shortNames": try reader.read(into: &names.shortNames)
            case "categories": try reader.read(into: &names.categories)
            default: try reader.skipValue(of: key)
            }
        }
    }
}
