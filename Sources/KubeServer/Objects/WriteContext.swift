// SPDX-License-Identifier: Apache-2.0

package import Basics
package import KubeMerge

/// What a write is about, besides the object.
package struct WriteContext: Sendable {
    /// Which part of an object a write may touch.
    package enum Part: Sendable {
        /// Everything but what has a subresource of its own.
        case main
        case status
        /// The finalizers of a namespace.
        case finalizers
        /// Everything, as a controller of the server itself writes.
        case whole
    }

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
        case .finalizers: apply.subresource = "finalize"
        case .whole: break
        }
        return apply
    }
}
