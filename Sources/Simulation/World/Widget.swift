// SPDX-License-Identifier: Apache-2.0

package import JSONKit
package import KubeCore

/// What the simulated controller makes something of: so many children with so much in them.
package struct Widget: Resource {
    package static let resourceType = ResourceType(
        GroupVersion(group: "simulation.example", version: "v1"),
        kind: "Widget",
        plural: "widgets"
    )

    package var metadata = ObjectMeta()
    /// What is wanted, and what is observed.
    package var spec = Spec()
    package var status = Status()

    /// What somebody wants.
    package struct Spec: Sendable, Hashable {
        package var children = 0
        package var text = ""
    }

    /// What the controller says.
    package struct Status: Sendable, Hashable {
        package var observedGeneration = 0
        package var children = 0
    }

    package init() {}

    package mutating func readField(
        _ key: borrowing JSONKey,
        from reader: inout JSONReader
    ) throws(JSONError) {
        switch key {
        case "spec": try reader.read(into: &spec)
        case "status": try reader.read(into: &status)
        default: try reader.skipValue(of: key)
        }
    }
}

extension Widget.Spec: JSONDecodable, JSONEncodable {
    package init(from reader: inout JSONReader) throws(JSONError) {
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "children": try reader.read(into: &children)
            case "text": try reader.read(into: &text)
            default: try reader.skipValue(of: key)
            }
        }
    }

    package func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.field("children", children)
            writer.field("text", text)
        }
    }
}

extension Widget.Status: JSONDecodable, JSONEncodable {
    package init(from reader: inout JSONReader) throws(JSONError) {
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "observedGeneration": try reader.read(into: &observedGeneration)
            case "children": try reader.read(into: &children)
            default: try reader.skipValue(of: key)
            }
        }
    }

    package func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.field("observedGeneration", observedGeneration)
            writer.field("children", children)
        }
    }
}
