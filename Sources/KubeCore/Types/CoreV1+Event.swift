// SPDX-License-Identifier: Apache-2.0

package import Basics
package import JSONKit

extension CoreV1 {
    /// What happened to an object, in the form of the core group, which `kubectl describe` reads.
    package struct Event: Resource {
        package static let resourceType = ResourceType(.core, kind: "Event", plural: "events")

        package var metadata = ObjectMeta()
        /// What it happened to.
        package var involvedObject = ObjectReference()
        /// `Normal` or `Warning`.
        package var type = ""
        package var reason = ""
        package var message = ""
        package var reportingComponent = ""
        package var count: Int?
        package var firstTimestamp: Timestamp?
        package var lastTimestamp: Timestamp?
        package var eventTime: Timestamp?

        package init() {}

        package mutating func readField(
            _ key: borrowing JSONKey,
            from reader: inout JSONReader
        ) throws(JSONError) {
            switch key {
            case "involvedObject": try reader.read(into: &involvedObject)
            case "type": try reader.read(into: &type)
            case "reason": try reader.read(into: &reason)
            case "message": try reader.read(into: &message)
            case "reportingComponent": try reader.read(into: &reportingComponent)
            case "count": try reader.read(into: &count)
            case "firstTimestamp": try reader.read(into: &firstTimestamp)
            case "lastTimestamp": try reader.read(into: &lastTimestamp)
            case "eventTime": try reader.read(into: &eventTime)
            default: try reader.skipValue(of: key)
            }
        }
    }
}
