// SPDX-License-Identifier: Apache-2.0

/// A resource that a server says it has.
package struct DiscoveredResource: Sendable, Hashable {
    package let type: ResourceType
    /// The name in the singular, such as `configmap`.
    package var singular = ""
    /// Names for people in a hurry, such as `cm`.
    package var shortNames: [String] = []
    /// Groups of resources that people ask for together, such as `all`.
    package var categories: [String] = []
    package var verbs: [String] = []
    /// The parts of the objects that have a place of their own, such as `status`.
    package var subresources: [String] = []

    /// A resource of which only the type is known.
    package init(_ type: ResourceType) {
        self.type = type
    }

    /// Whether something can be done to the resource.
    package func supports(_ verb: KubeVerb) -> Bool { verbs.contains(verb.rbacName) }

    /// Whether a person who types this name means the resource.
    package func isNamed(_ name: String) -> Bool {
        name == type.plural || name == singular || shortNames.contains(name)
    }
}

/// A group of the API in one version, and what is in it.
package struct DiscoveredVersion: Sendable, Hashable {
    package let groupVersion: GroupVersion
    /// Empty until asked for, from servers that say it group by group.
    package var resources: [DiscoveredResource] = []
    /// Whether this is what the server remembers of a part of it that does not answer.
    package var isStale = false

    /// A version of which nothing more is known.
    package init(_ groupVersion: GroupVersion) {
        self.groupVersion = groupVersion
    }
}
