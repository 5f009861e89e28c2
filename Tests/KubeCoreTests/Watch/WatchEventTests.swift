// SPDX-License-Identifier: Apache-2.0

import JSONKit
import KubeCore
import TestSupport
import Testing

@Suite("Events of a watch", .tags(.codec))
struct WatchEventTests {
    static func event<Item: KubeObject>(
        _ line: String,
        of type: Item.Type = CoreV1.ConfigMap.self
    ) throws -> WatchEvent<Item> {
        let bytes = Array(line.utf8)
        var repetitions = JSONRepetitions()
        return try WatchEvent(parsing: unsafe bytes.span.bytes, sharing: &repetitions)
    }

    static let object =
        #"{"kind":"ConfigMap","apiVersion":"v1","metadata":{"name":"x","resourceVersion":"8"},"data":{"k":"v"}}"#

    @Test("an object that was added, modified or deleted", arguments: ["ADDED", "MODIFIED", "DELETED"])
    func objects(_ type: String) throws {
        let event = try Self.event(#"{"type":"\#(type)","object":\#(Self.object)}"#)
        let item: CoreV1.ConfigMap? =
            switch (type, event) {
            case ("ADDED", .added(let item)), ("MODIFIED", .modified(let item)), ("DELETED", .deleted(let item)): item
            default: nil
            }
        #expect(item?.metadata.name == "x")
        #expect(item?.data == ["k": "v"])
        #expect(event.resourceVersion == ResourceVersion("8"))
    }

    @Test("the object may come before its type, and fields nobody knows anywhere")
    func order() throws {
        let event = try Self.event(#"{"new":[1],"object":\#(Self.object),"more":{},"type":"ADDED"}"#)
        guard case .added(let item) = event else {
            Issue.record("\(event)")
            return
        }
        #expect(item.data == ["k": "v"])
    }

    @Test("a bookmark says a version only")
    func bookmark() throws {
        let event = try Self.event(
            #"{"type":"BOOKMARK","object":{"kind":"ConfigMap","metadata":{"resourceVersion":"9","creationTimestamp":null}}}"#
        )
        guard case .bookmark(let bookmark) = event else {
            Issue.record("\(event)")
            return
        }
        #expect(bookmark == WatchBookmark(resourceVersion: ResourceVersion("9")))
        #expect(event.resourceVersion == ResourceVersion("9"))
    }

    @Test(
        "only the value true of the annotation ends the initial events",
        arguments: [("true", true), ("false", false), ("", false), ("True", false), ("1", false)]
    )
    func initialEventsEnd(_ value: String, _ ends: Bool) throws {
        let annotations = #"{"k8s.io/initial-events-end":"\#(value)"}"#
        let event = try Self.event(
            #"{"type":"BOOKMARK","object":{"metadata":{"resourceVersion":"9","annotations":\#(annotations)}}}"#
        )
        guard case .bookmark(let bookmark) = event else {
            Issue.record("\(event)")
            return
        }
        #expect(bookmark.endsInitialEvents == ends)
    }

    @Test("an error of the server is read as a status, and says no version")
    func serverError() throws {
        let event = try Self.event(
            #"{"type":"ERROR","object":{"kind":"Status","status":"Failure","message":"too old","reason":"Expired","code":410}}"#
        )
        guard case .error(let status) = event else {
            Issue.record("\(event)")
            return
        }
        #expect(APIError("watch configmaps", status).isExpired)
        #expect(event.resourceVersion == nil)
    }

    @Test("an object of a foreign kind is said to be one", arguments: ["Table", "Status", "Secret"])
    func foreign(_ kind: String) throws {
        let event = try Self.event(#"{"type":"ADDED","object":{"kind":"\#(kind)","metadata":{"resourceVersion":"8"}}}"#)
        guard case .foreign("ADDED", kind) = event else {
            Issue.record("\(event)")
            return
        }
        #expect(event.resourceVersion == nil)
    }

    @Test("metadata is taken from partial and from whole objects")
    func partial() throws {
        for kind in ["PartialObjectMetadata", "ConfigMap"] {
            let line = #"{"type":"ADDED","object":{"kind":"\#(kind)","metadata":{"name":"x"},"data":{"k":"v"}}}"#
            guard case .added(let item) = try Self.event(line, of: PartialObject.self) else {
                Issue.record("\(line)")
                continue
            }
            #expect(item.metadata.name == "x")
        }
    }

    @Test("a line that is not understood is an error, at every place where it can be cut")
    func cut() throws {
        let line = #"{"type":"ADDED","object":\#(Self.object)}"#
        let bytes = Array(line.utf8)
        for end in 0..<bytes.count {
            let part = Array(bytes[..<end])
            var repetitions = JSONRepetitions()
            #expect(throws: JSONError.self, "cut at \(end)") {
                try WatchEvent<CoreV1.ConfigMap>(parsing: unsafe part.span.bytes, sharing: &repetitions)
            }
        }
    }

    @Test(
        "what is no event is an error",
        arguments: [
            "", "null", "[]", "{}", #"{"type":"ADDED"}"#, #"{"object":{}}"#, #"{"type":"ADDED","object":null}"#,
            #"{"type":"ADDED","object":[]}"#, #"{"type":"added","object":{}}"#, #"{"type":"NEW","object":{}}"#,
            #"{"type":"BOOKMARK","object":{}}"#, #"{"type":"BOOKMARK","object":{"metadata":{"resourceVersion":""}}}"#,
            #"{"type":"ADDED","object":{}} x"#, #"{"type":"ADDED","object":{"data":{"k":1}}}"#,
            #"{"kind":"Status","status":"Failure","code":410}"#,
        ]
    )
    func noEvent(_ line: String) {
        #expect(throws: JSONError.self) { try Self.event(line) }
    }
}
