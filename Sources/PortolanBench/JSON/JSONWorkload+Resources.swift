// SPDX-License-Identifier: Apache-2.0

package import JSONKit

extension JSONWorkload {
    /// A list of resources, as a controller keeps them.
    package struct ResourceList: JSONDecodable, Sendable {
        /// The version to watch from.
        package private(set) var resourceVersion = ""
        /// The resources in the order of the list.
        package private(set) var items: [Resource] = []

        package init(from reader: inout JSONReader) throws(JSONError) {
            try reader.beginObject()
            while let key = try reader.nextKey() {
                switch key {
                case "metadata":
                    var metadata = Metadata()
                    try reader.read(into: &metadata)
                    resourceVersion = metadata.resourceVersion
                case "items": try reader.read(into: &items)
                default: try reader.skipValue(of: key)
                }
            }
        }
    }

    /// What a controller needs of one object.
    package struct Resource: JSONDecodable, Sendable {
        /// Who it is.
        package private(set) var metadata = Metadata()
        /// What is wanted.
        package private(set) var spec = Spec()
        /// The generation that the status speaks of.
        package private(set) var observedGeneration: Int64?

        package init(from reader: inout JSONReader) throws(JSONError) {
            try reader.beginObject()
            while let key = try reader.nextKey() {
                switch key {
                case "metadata": try reader.read(into: &metadata)
                case "spec": try reader.read(into: &spec)
                case "status": observedGeneration = try Status(from: &reader).observedGeneration
                default: try reader.skipValue(of: key)
                }
            }
        }
    }

    /// The metadata that every resource has.
    package struct Metadata: JSONDecodable, Sendable {
        package private(set) var name = ""
        package private(set) var namespace = ""
        package private(set) var uid = ""
        package private(set) var resourceVersion = ""
        package private(set) var generation: Int64 = 0
        package private(set) var labels: [String: String] = [:]

        init() {}

        package init(from reader: inout JSONReader) throws(JSONError) {
            try reader.beginObject()
            while let key = try reader.nextKey() {
                switch key {
                case "name": try reader.read(into: &name)
                case "namespace": try reader.read(into: &namespace)
                case "uid": try reader.read(into: &uid)
                case "resourceVersion": try reader.read(into: &resourceVersion)
                case "generation": try reader.read(into: &generation)
                case "labels": try reader.read(into: &labels)
                default: try reader.skipValue(of: key)
                }
            }
        }
    }

    /// A few fields of a spec.
    package struct Spec: JSONDecodable, Sendable {
        package private(set) var project = ""
        package private(set) var domain = ""
        package private(set) var value = ""
        package private(set) var weight: Int32 = 0
        package private(set) var isPaused = false

        init() {}

        package init(from reader: inout JSONReader) throws(JSONError) {
            try reader.beginObject()
            while let key = try reader.nextKey() {
                switch key {
                case "project": try reader.read(into: &project)
                case "domain": try reader.read(into: &domain)
                case "value": try reader.read(into: &value)
                case "weight": try reader.read(into: &weight)
                case "paused": try reader.read(into: &isPaused)
                default: try reader.skipValue(of: key)
                }
            }
        }
    }

    private struct Status: JSONDecodable {
        var observedGeneration: Int64?

        init(from reader: inout JSONReader) throws(JSONError) {
            try reader.beginObject()
            while let key = try reader.nextKey() {
                switch key {
                case "observedGeneration": try reader.read(into: &observedGeneration)
                default: try reader.skipValue(of: key)
                }
            }
        }
    }
}
