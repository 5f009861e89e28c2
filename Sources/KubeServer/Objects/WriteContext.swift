// SPDX-License-Identifier: Apache-2.0

package import Basics
package import JSONKit
package import KubeMerge

/// What a write is about, besides the object.
package struct WriteContext: Sendable {
    /// Which part of an object a write may touch.
    package enum Part: Sendable {
        /// Everything but what has a subresource of its own.
        case main
        case status
        /// The number of replicas, which `Scale` shows.
        case scale
        /// The finalizers of a namespace.
        case finalizers
        /// Everything, as a controller of the server itself writes.
        case whole
    }

    /// Where an object comes from, on which depends what is said when it cannot be read.
    package enum Origin: Sendable, Equatable {
        case body
        case patch
        /// A strategic merge patch, which is shown in place of what it makes.
        case strategicPatch(JSONValue)
    }

    /// What a write must pass besides the rules: the new object, and the old one where there is one.
    package typealias Admission = @Sendable (JSONObject, JSONObject?) throws(APIFailure) -> Void

    /// What happens to fields that the schema does not know, and to keys that stand twice.
    package enum FieldValidation: String, Sendable {
        case ignore = "Ignore"
        case warn = "Warn"
        case strict = "Strict"
    }

    /// What is written.
    package var resource: ServedResource
    /// Empty for objects of the cluster.
    package var namespace: String
    package var part: Part
    package var fieldValidation: FieldValidation
    /// Who is recorded as the owner of the fields that change.
    package var manager: String
    package var now: Timestamp
    package var origin = Origin.body
    /// The keys that stand twice in what the client sent.
    package var duplicates = DuplicateKeys()
    /// Whether what is written has been read as an object of the resource already.
    package var isRead = false
    package var admission: Admission?

    package init(
        _ resource: ServedResource,
        namespace: String,
        part: Part = .main,
        fieldValidation: FieldValidation = .warn,
        manager: String = "unknown",
        now: Timestamp
    ) {
        self.resource = resource
        self.namespace = namespace
        self.part = part
        self.fieldValidation = fieldValidation
        self.manager = manager
        self.now = now
    }
}

extension WriteContext {
    /// How ownership of fields is recorded for such a write.
    package var ownership: ServerSideApply {
        var apply = ServerSideApply(
            apiVersion: resource.apiVersion,
            kind: resource.names.kind,
            schema: resource.schema
        )
        switch part {
        case .main:
            if resource.subresources.hasStatus { apply.resetFields = FieldSet([.field("status")]) }
        case .status:
            apply.subresource = "status"
            apply.resetFields = FieldSet([.field("spec")])
        case .scale: apply.subresource = "scale"
        case .finalizers: apply.subresource = "finalize"
        case .whole: break
        }
        return apply
    }
}
