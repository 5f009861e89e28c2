// SPDX-License-Identifier: Apache-2.0

package import JSONKit

/// Anything that is read from an API server one object at a time: typed, in part, or as it stands.
package protocol KubeObject: JSONDecodable, Sendable {
    /// In which form the server is asked for it.
    static var representation: ObjectRepresentation { get }

    /// Whether an object that says it is of a kind can be read as this type.
    static func accepts(kind: String) -> Bool

    /// Name, labels, versions and whatever else all objects have.
    var metadata: ObjectMeta { get }
}

extension KubeObject {
    /// The whole object.
    package static var representation: ObjectRepresentation { .full }

    /// The object's place among those of its resource.
    package var key: ObjectKey { metadata.key }
}
