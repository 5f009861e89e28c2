// SPDX-License-Identifier: Apache-2.0

package import JSONKit
package import KubeSchema

/// How a version of a custom resource relates to what is stored of it.
///
/// Objects are stored as the storage version has them. Whoever reads another version sees of them what both versions
/// know, since conversion is nothing but a change of the `apiVersion`. What was stored under an older definition is
/// pruned and gets its defaults when it is read, not when the definition changes.
package struct VersionForm: StoredForm {
    /// The schema of the storage version.
    private let stored: Schema
    /// The schema of the version that is shown, where it is another one.
    private let shown: Schema?
    /// The last write that may have been made under an older definition.
    private let lastOldRevision: UInt64

    package init(stored: Schema, shown: Schema?, lastOldRevision: UInt64) {
        self.stored = stored
        self.shown = shown
        self.lastOldRevision = lastOldRevision
    }

    /// A stored object as the version shows it.
    package func show(_ object: StoredObject) -> StoredObject {
        let isOld = object.resourceVersion <= lastOldRevision
        guard isOld || shown != nil, let tree: JSONObject = try? object.read() else { return object }
        var value = JSONValue.object(tree)
        if isOld {
            Self.adapt(&value, to: stored)
            stored.applyDefaults(to: &value)
        }
        if let shown { Self.adapt(&value, to: shown) }
        guard let new = value.object, new != tree else { return object }
        return object.with(new)
    }

    /// An object of the version as it is stored.
    package func store(_ object: JSONObject) -> JSONObject {
        guard shown != nil else { return object }
        var value = JSONValue.object(object)
        Self.adapt(&value, to: stored)
        return value.object ?? object
    }

    private static func adapt(_ value: inout JSONValue, to schema: Schema) {
        _ = schema.prune(&value)
        schema.dropNothings(from: &value)
    }
}
