// SPDX-License-Identifier: Apache-2.0

package import JSONKit
package import KubeCore

/// An object in one of its states, as the model keeps it.
package struct ModelObject: Sendable {
    package let key: ObjectKey
    package let uid: String
    /// The version of the write that made this state.
    package let version: Int
    package let fields: JSONObject
    /// The object as it is sent.
    let text: [UInt8]

    init(_ key: ObjectKey, _ fields: JSONObject, version: Int) {
        var fields = fields
        fields.setMetadata("resourceVersion", .string("\(version)"))
        self.key = key
        uid = fields["metadata"]?["uid"]?.string ?? ""
        self.version = version
        self.fields = fields
        text = fields.serialized()
    }

    /// A number that grows with each write of what is wanted.
    package var generation: Int { fields["metadata"]?["generation"]?.int ?? 0 }

    var finalizers: [String] { fields.finalizers }

    var isBeingDeleted: Bool { fields["metadata"]?["deletionTimestamp"] != nil }

    /// The `uid`s of those to whom it belongs.
    var ownerUIDs: [String] {
        (fields["metadata"]?["ownerReferences"]?.array ?? []).compactMap { $0["uid"]?.string }
    }
}

extension JSONObject {
    var finalizers: [String] { (self["metadata"]?["finalizers"]?.array ?? []).compactMap(\.string) }

    mutating func setMetadata(_ name: String, _ value: JSONValue?) {
        var metadata = self["metadata"]?.object ?? [:]
        metadata[name] = value
        self["metadata"] = .object(metadata)
    }

    /// Replaces a metadata field by what another object has.
    mutating func copyMetadata(_ names: [String], from other: JSONObject) {
        for name in names { setMetadata(name, other["metadata"]?[name]) }
    }
}

/// A write that was accepted: what there was, and what there is now.
package struct ModelEvent: Sendable {
    package let version: Int
    package let key: ObjectKey
    package let old: ModelObject?
    package let new: ModelObject?
    /// What the event shows: of something deleted its last state, with the version of the deletion.
    let shown: ModelObject

    var type: String { old == nil ? "ADDED" : new == nil ? "DELETED" : "MODIFIED" }
}

/// A kind of objects that the model serves.
package struct ModelResource: Sendable {
    let type: ResourceType
    /// Whether `status` is written in a place of its own, and `generation` counts the writes of the rest.
    let hasStatus: Bool

    package init(_ type: ResourceType, hasStatus: Bool = false) {
        self.type = type
        self.hasStatus = hasStatus
    }
}

/// Why the model refuses a request.
struct ModelRefusal: Error {
    let code: Int
    let reason: String
    var message = ""
    var cause = ""
    var retryAfter: Int?

    static func notFound(_ name: String) -> ModelRefusal {
        ModelRefusal(code: 404, reason: "NotFound", message: "\"\(name)\" not found")
    }

    static func conflict(_ message: String) -> ModelRefusal {
        ModelRefusal(code: 409, reason: "Conflict", message: message)
    }

    static let expired = ModelRefusal(code: 410, reason: "Expired", message: "too old resource version")

    static let tooLargeVersion = ModelRefusal(
        code: 504,
        reason: "Timeout",
        message: "Too large resource version",
        cause: "ResourceVersionTooLarge",
        retryAfter: 1
    )

    /// The `Status` that says so.
    var body: JSONObject {
        var details: JSONObject = [:]
        if !cause.isEmpty { details["causes"] = [["reason": .string(cause), "message": .string(message)]] }
        if let retryAfter { details["retryAfterSeconds"] = .number(JSONNumber(retryAfter)) }
        return [
            "kind": "Status", "apiVersion": "v1", "metadata": [:], "status": "Failure",
            "message": .string(message), "reason": .string(reason), "code": .number(JSONNumber(code)),
            "details": .object(details),
        ]
    }
}
