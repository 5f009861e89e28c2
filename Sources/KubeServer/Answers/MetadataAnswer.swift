// SPDX-License-Identifier: Apache-2.0

package import JSONKit

/// Objects without anything but their metadata.
package enum MetadataAnswer {
    /// The metadata of an object, as a `PartialObjectMetadata`.
    package static func object(_ object: JSONObject) -> JSONObject {
        [
            "kind": "PartialObjectMetadata", "apiVersion": "meta.k8s.io/v1", "metadata": .object(object.metadata),
        ]
    }
}
