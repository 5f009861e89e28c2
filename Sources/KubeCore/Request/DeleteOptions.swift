// SPDX-License-Identifier: Apache-2.0

package import JSONKit

/// How an object is deleted.
package struct DeleteOptions: Sendable, Hashable {
    /// What happens to what the object owns.
    package enum Propagation: String, Sendable {
        /// It stays, without its owner.
        case orphan = "Orphan"
        /// It is deleted after the object.
        case background = "Background"
        /// It is deleted first, and the object waits for it.
        case foreground = "Foreground"
    }

    /// Deletes only the object that has this `uid`, not one that was made anew under its name.
    package var uid: String?
    /// Deletes only an object that nobody has written since.
    package var resourceVersion: ResourceVersion?
    /// nil for what the resource does by itself.
    package var propagation: Propagation?
    /// How long the object is given to end; nil for its own time.
    package var gracePeriod: Duration?
    /// Whether the server only says what it would do.
    package var isDryRun = false

    /// Deleting whatever has the name, as the resource does it by itself.
    package init() {}

    /// Deleting the very object that was read, and nothing that was written since.
    package init(exactly metadata: ObjectMeta) {
        uid = metadata.uid
        resourceVersion = metadata.resourceVersion
    }
}

extension DeleteOptions: JSONEncodable {
    package func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.field("apiVersion", "v1")
            writer.field("kind", "DeleteOptions")
            writer.field("gracePeriodSeconds", gracePeriod.map { $0.components.seconds })
            writer.field("propagationPolicy", propagation?.rawValue)
            if uid != nil || resourceVersion != nil {
                writer.key("preconditions")
                writer.object { writer in
                    writer.field("uid", uid)
                    writer.field("resourceVersion", resourceVersion)
                }
            }
            if isDryRun { writer.field("dryRun", ["All"]) }
        }
    }
}
