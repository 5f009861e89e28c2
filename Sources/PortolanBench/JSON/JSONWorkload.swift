// SPDX-License-Identifier: Apache-2.0

package import JSONKit

/// What the JSON benchmark reads and writes: the list that an operator gets when it starts.
package enum JSONWorkload {
    /// A list of objects of about 920 bytes, most of which a controller never looks at.
    package static func makeList(count: Int) -> [UInt8] {
        var writer = JSONWriter()
        writer.object { writer in
            writer.field("kind", "ExecutionClusterLabelList")
            writer.field("apiVersion", "portolan.dev/v1alpha1")
            writer.key("metadata")
            writer.object { $0.field("resourceVersion", "918273645") }
            writer.key("items")
            writer.array { writer in
                for index in 0..<count { writeItem(index, to: &writer) }
            }
        }
        return writer.finish()
    }

    /// Reads the list into typed structs: names, labels, and a few fields of the spec and the status.
    package static func decodeTyped(_ list: [UInt8]) throws(JSONError) -> ResourceList {
        try ResourceList(parsing: list)
    }

    /// Checks the list and keeps nothing of it.
    package static func skipAll(_ list: [UInt8]) throws(JSONError) {
        _ = try Skipped(parsing: list)
    }

    /// Reads the list into a tree.
    package static func parseTree(_ list: [UInt8]) throws(JSONError) -> JSONValue {
        try JSONValue(parsing: list)
    }

    /// Writes a tree on one line.
    package static func write(_ tree: JSONValue) -> [UInt8] {
        tree.serialized()
    }

    private struct Skipped: JSONDecodable {
        init(from reader: inout JSONReader) throws(JSONError) {
            try reader.skipValue()
        }
    }
}

extension JSONWorkload {
    private static func writeItem(_ index: Int, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.field("apiVersion", "portolan.dev/v1alpha1")
            writer.field("kind", "ExecutionClusterLabel")
            writer.key("metadata")
            writer.object { writeMetadata(index, to: &$0) }
            writer.key("spec")
            writer.object { writer in
                writer.field("project", "project-\(index % 250)")
                writer.field("domain", ["development", "staging", "production"][index % 3])
                writer.field("value", "dataplane-\(index % 40)")
                writer.field("weight", index % 100)
                writer.field("paused", index % 50 == 0)
            }
            writer.key("status")
            writer.object { writeStatus(index, to: &$0) }
        }
    }

    private static func writeMetadata(_ index: Int, to writer: inout JSONWriter) {
        let digits = String(1_000_000_000_000 + index)
        writer.field("name", "label-\(digits.suffix(5))")
        writer.field("namespace", "team-\(index % 100)")
        writer.field("uid", "5f0c9e1a-7b3d-4c1e-9d2f-\(digits.prefix(13).suffix(12))")
        writer.field("resourceVersion", String(900_000_000 + index * 7))
        writer.field("generation", 1 + index % 5)
        writer.field("creationTimestamp", "2025-11-03T08:\(digits.suffix(2).first == "0" ? "1" : "2")4:09Z")
        writer.key("labels")
        writer.object { writer in
            writer.field("app.kubernetes.io/managed-by", "portolan")
            writer.field("app.kubernetes.io/part-of", "flyte")
            writer.field("team", "team-\(index % 100)")
        }
        writer.key("managedFields")
        writer.array { writer in
            writer.object { writer in
                writer.field("manager", "portolan-controller")
                writer.field("operation", "Apply")
                writer.field("apiVersion", "portolan.dev/v1alpha1")
                writer.field("time", "2025-11-03T08:14:09Z")
                writer.field("fieldsType", "FieldsV1")
                writer.key("fieldsV1")
                writer.object { writer in
                    writer.key("f:spec")
                    writer.object { writer in
                        for name in ["f:project", "f:domain", "f:value", "f:weight"] {
                            writer.key(name)
                            writer.object { _ in }
                        }
                    }
                }
            }
        }
    }

    private static func writeStatus(_ index: Int, to writer: inout JSONWriter) {
        writer.field("observedGeneration", 1 + index % 5)
        writer.key("conditions")
        writer.array { writer in
            writer.object { writer in
                writer.field("type", "Ready")
                writer.field("status", index % 20 == 0 ? "False" : "True")
                writer.field("reason", "Propagated")
                writer.field("message", "every dataplane has \"label-\(index)\"")
                writer.field("lastTransitionTime", "2025-11-03T08:14:12Z")
            }
        }
    }
}
