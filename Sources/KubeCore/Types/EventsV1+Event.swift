// SPDX-License-Identifier: Apache-2.0

package import Basics
package import JSONKit

/// The kinds of the group `events.k8s.io`, `v1`.
package enum EventsV1 {
    /// What happened to an object, in the form in which events are written today.
    package struct Event: Resource {
        package static let resourceType = ResourceType(.events, kind: "Event", plural: "events")

        package var metadata = ObjectMeta()
        /// What it happened to.
        package var regarding = ObjectReference()
        /// `Normal` or `Warning`.
        package var type = ""
        package var reason = ""
        /// What happened, in a sentence for people.
        package var note = ""
        /// What was done about it.
        package var action = ""
        package var reportingController = ""
        package var eventTime: Timestamp?
        package var series: Series?

        package init() {}

        package mutating func readField(
            _ key: borrowing JSONKey,
            from reader: inout JSONReader
        ) throws(JSONError) {
            switch key {
            case "regarding": try reader.read(into: &regarding)
            case "type": try reader.read(into: &type)
            case "reason": try reader.read(into: &reason)
            case "note": try reader.read(into: &note)
            case "action": try reader.read(into: &action)
            case "reportingController": try reader.read(into: &reportingController)
            case "eventTime": try reader.read(into: &eventTime)
            case "series": try reader.read(into: &series)
            default: try reader.skipValue(of: key)
            }
        }
    }

    /// The same thing happening again and again.
    package struct Series: JSONDecodable, Sendable, Hashable {
        package var count = 0
        package var lastObservedTime: Timestamp?

        package init(from reader: inout JSONReader) throws(JSONError) {
            try reader.beginObject()
            while let key = try reader.nextKey() {
                switch key {
                case "count": try reader.read(into: &count)
                case "lastObservedTime": try reader.read(into: &lastObservedTime)
                default: try reader.skipValue(of: key)
                }
            }
        }
    }
}
