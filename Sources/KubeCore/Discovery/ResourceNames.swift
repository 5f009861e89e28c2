// SPDX-License-Identifier: Apache-2.0

/// What both forms of discovery say of a resource, while it is read.
struct ResourceNames {
    var plural = ""
    var singular = ""
    var kind = ""
    var isNamespaced = false
    var verbs: [String] = []
    var shortNames: [String] = []
    var categories: [String] = []

    func discovered(in groupVersion: GroupVersion) -> DiscoveredResource {
        let type = ResourceType(
            groupVersion,
            kind: kind,
            plural: plural,
            scope: isNamespaced ? .namespaced : .cluster
        )
        var discovered = DiscoveredResource(type)
        discovered.singular = singular.isEmpty ? kind.lowercased() : singular
        discovered.shortNames = shortNames
        discovered.categories = categories
        discovered.verbs = verbs
        return discovered
    }
}
