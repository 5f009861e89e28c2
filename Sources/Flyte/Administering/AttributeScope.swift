// SPDX-License-Identifier: Apache-2.0

internal import Basics
internal import HTTPCore

/// Which executions a label of flyteadmin's is for: those of a project, of a domain in it, or of a workflow.
package struct AttributeScope: Sendable, Hashable {
    package let project: String
    package let domain: String?
    package let workflow: String?

    /// A scope; an empty text says nothing, and there is no workflow without a domain.
    package init(project: String, domain: String? = nil, workflow: String? = nil) {
        self.project = project
        self.domain = domain == "" ? nil : domain
        self.workflow = workflow == "" || self.domain == nil ? nil : workflow
    }

    /// How much is said.
    var depth: Int { [domain, workflow].compactMap(\.self).count }

    /// Whether deleting the row of this scope deletes that of another, too.
    ///
    /// flyteadmin's query for what to delete leaves out the fields that are empty: a project's row takes those of all its
    /// domains and workflows with it.
    func covers(_ other: AttributeScope) -> Bool {
        self != other && project == other.project && (domain == nil || domain == other.domain)
            && (workflow == nil || workflow == other.workflow)
    }

    /// Where the row is.
    var path: String {
        let level = ["project_attributes", "project_domain_attributes", "workflow_attributes"][depth]
        let names = [project, domain, workflow].compactMap(\.self).map { PercentEncoding.encode($0) }
        return (["/api/v1", level] + names).joined(separator: "/")
    }
}

extension AttributeScope: Comparable {
    /// By project, then the wider scope first.
    package static func < (left: AttributeScope, right: AttributeScope) -> Bool {
        (left.project, left.domain ?? "", left.workflow ?? "")
            < (right.project, right.domain ?? "", right.workflow ?? "")
    }
}

extension AttributeScope: CustomStringConvertible {
    package var description: String { [project, domain, workflow].compactMap(\.self).joined(separator: "/") }
}

/// A label that flyteadmin has for a scope.
package struct AttributeRow: Sendable, Hashable {
    package let scope: AttributeScope
    /// The label.
    package let value: String

    /// A label for a scope.
    package init(_ scope: AttributeScope, _ value: String) {
        self.scope = scope
        self.value = value
    }
}
