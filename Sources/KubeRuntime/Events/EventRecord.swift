// SPDX-License-Identifier: Apache-2.0

package import Basics
internal import JSONKit
package import KubeCore

/// An event as it is written: the news, when it was first heard, and how often since.
package struct EventRecord: Sendable, Hashable {
    /// Who writes it.
    package struct Reporter: Sendable, Hashable {
        /// The controller, such as `portolan.dev/cluster`.
        package let controller: String
        /// The process.
        package let instance: String

        /// A controller in a process.
        package init(controller: String, instance: String) {
            self.controller = controller
            self.instance = instance
        }
    }

    /// The event's own place.
    package let key: ObjectKey
    package let news: EventNews
    package let reporter: Reporter
    /// When it was heard first.
    package let eventTime: Timestamp
    /// How often it was heard.
    package internal(set) var count = 1
    /// When it was heard last.
    package internal(set) var lastObservedTime: Timestamp

    /// The object to create; also when a series is to be continued whose event the server has forgotten.
    package var object: DynamicObject {
        var object = DynamicObject(EventsV1.Event.resourceType, key)
        object["eventTime"] = .string(eventTime.formatted(.six))
        object["reportingController"] = .string(reporter.controller)
        object["reportingInstance"] = .string(reporter.instance)
        object["regarding"] = try? JSONValue(parsing: news.regarding.serialized())
        object["type"] = .string(news.kind.rawValue)
        object["reason"] = .string(news.reason)
        object["action"] = .string(news.action)
        object["note"] = .string(news.note)
        if count > 1 { object["series"] = series }
        return object
    }

    /// What changes when the same is heard again; all else of an event is immutable.
    package var seriesPatch: Patch { .merge(["series": series]) }

    private var series: JSONValue {
        ["count": .number(JSONNumber(count)), "lastObservedTime": .string(lastObservedTime.formatted(.six))]
    }
}
