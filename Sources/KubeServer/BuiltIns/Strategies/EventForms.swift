// SPDX-License-Identifier: Apache-2.0

internal import JSONKit

/// The two forms of events: that of the core group, which is stored, and that of `events.k8s.io`.
struct EventForms: StoredForm {
    private static let pairs = [
        ("involvedObject", "regarding"), ("message", "note"), ("reportingComponent", "reportingController"),
        ("source", "deprecatedSource"), ("count", "deprecatedCount"), ("firstTimestamp", "deprecatedFirstTimestamp"),
        ("lastTimestamp", "deprecatedLastTimestamp"),
    ]

    private static let toCore = Dictionary(uniqueKeysWithValues: pairs.map { ($0.1, $0.0) })
    private static let fromCore = Dictionary(uniqueKeysWithValues: pairs)

    func show(_ object: StoredObject) -> StoredObject {
        guard let tree: JSONObject = try? object.read() else { return object }
        return object.with(Self.view(tree))
    }

    func store(_ object: JSONObject) -> JSONObject { Self.core(object) }

    static func core(_ event: JSONObject) -> JSONObject { rename(event, toCore, "v1") }
    private static func view(_ event: JSONObject) -> JSONObject { rename(event, fromCore, "events.k8s.io/v1") }

    private static func rename(_ event: JSONObject, _ names: [String: String], _ apiVersion: String) -> JSONObject {
        var renamed = JSONObject()
        for (key, value) in event { renamed[names[key] ?? key] = value }
        if renamed["apiVersion"] != nil { renamed["apiVersion"] = .string(apiVersion) }
        return renamed
    }
}
