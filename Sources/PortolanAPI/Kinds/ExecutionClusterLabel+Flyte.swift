// SPDX-License-Identifier: Apache-2.0

package import JSONKit

extension ExecutionClusterLabel {
    /// What Portolan has in flyteadmin for a label.
    package struct Flyte: Sendable, Hashable {
        /// The row that Portolan owns, or is about to write.
        package var row: FlyteRow?
        /// Rows of others that go with it while it is deleted, and that are put back.
        package var restoring: [FlyteRow] = []

        /// A row that is owned, or about to be.
        package init(row: FlyteRow? = nil) {
            self.row = row
        }
    }

    /// A row of flyteadmin's.
    package struct FlyteRow: Sendable, Hashable {
        package var project = ""
        package var domain: String?
        package var workflow: String?
        package var value = ""

        /// A row for a project, a domain in it, or a workflow.
        package init(project: String, domain: String? = nil, workflow: String? = nil, value: String) {
            self.project = project
            self.domain = domain
            self.workflow = workflow
            self.value = value
        }
    }
}

extension ExecutionClusterLabel.Flyte: JSONDecodable, JSONEncodable {
    package init(from reader: inout JSONReader) throws(JSONError) {
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "row": row = try reader.read(ExecutionClusterLabel.FlyteRow?.self)
            case "restoring": try reader.read(into: &restoring)
            default: try reader.skipValue(of: key)
            }
        }
    }

    package func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.field("row", row)
            if !restoring.isEmpty { writer.field("restoring", restoring) }
        }
    }
}

extension ExecutionClusterLabel.FlyteRow: JSONDecodable, JSONEncodable {
    package init(from reader: inout JSONReader) throws(JSONError) {
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "project": try reader.read(into: &project)
            case "domain": try reader.read(into: &domain)
            case "workflow": try reader.read(into: &workflow)
            case "value": try reader.read(into: &value)
            default: try reader.skipValue(of: key)
            }
        }
    }

    package func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.field("project", project)
            writer.field("domain", domain)
            writer.field("workflow", workflow)
            writer.field("value", value)
        }
    }
}
