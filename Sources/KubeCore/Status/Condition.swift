// SPDX-License-Identifier: Apache-2.0

package import Basics
package import JSONKit

/// One thing that is observed of an object, in the form that all kinds share (`metav1.Condition`).
package struct Condition: Sendable, Hashable {
    /// Whether the observation holds.
    package enum Status: String, Sendable, Hashable {
        case yes = "True"
        case no = "False"
        case unknown = "Unknown"
    }

    /// What is observed, such as `Ready`.
    package var type = ""
    package var status = Status.unknown
    /// The `metadata.generation` that was observed.
    package var observedGeneration: Int?
    /// When ``status`` changed last; that the reason or the message changed does not count.
    package var lastTransitionTime: Timestamp?
    /// Why, in one word for programs.
    package var reason = ""
    /// Why, in a sentence for people.
    package var message = ""

    /// A condition of which nothing has been read.
    package init() {}

    /// An observation; when it changed is found out by `setCondition(_:at:)` of a list of them.
    package init(
        _ type: String,
        _ status: Status,
        reason: String,
        message: String = "",
        observedGeneration: Int? = nil
    ) {
        self.type = type
        self.status = status
        self.reason = reason
        self.message = message
        self.observedGeneration = observedGeneration
    }
}

extension [Condition] {
    /// The condition of a type.
    package subscript(type: String) -> Condition? { first { $0.type == type } }

    /// Whether the condition of a type is there and holds.
    package func isTrue(_ type: String) -> Bool { self[type]?.status == .yes }

    /// Records an observation, and says whether anything changed.
    ///
    /// The time moves only when the status flips, so that recording the same twice changes nothing and a controller is
    /// not woken by its own writes.
    @discardableResult
    package mutating func setCondition(_ observed: Condition, at now: Timestamp) -> Bool {
        var observed = observed
        guard let index = firstIndex(where: { $0.type == observed.type }) else {
            observed.lastTransitionTime = now.truncatedToSeconds
            append(observed)
            return true
        }
        let hasFlipped = self[index].status != observed.status
        observed.lastTransitionTime = hasFlipped ? now.truncatedToSeconds : self[index].lastTransitionTime
        // An object restored from a backup may have conditions without a time.
        observed.lastTransitionTime = observed.lastTransitionTime ?? now.truncatedToSeconds
        defer { self[index] = observed }
        return self[index] != observed
    }

    /// Forgets what was observed of a type, and says whether there was anything.
    @discardableResult
    package mutating func removeCondition(_ type: String) -> Bool {
        let count = count
        removeAll { $0.type == type }
        return self.count != count
    }
}

extension Condition: JSONDecodable {
    package init(from reader: inout JSONReader) throws(JSONError) {
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "type": try reader.readShared(into: &type)
            case "status": status = Status(rawValue: try reader.read(String?.self) ?? "") ?? .unknown
            case "observedGeneration": try reader.read(into: &observedGeneration)
            case "lastTransitionTime": try reader.read(into: &lastTransitionTime)
            case "reason": try reader.readShared(into: &reason)
            case "message": try reader.readShared(into: &message)
            default: try reader.skipValue(of: key)
            }
        }
    }
}

extension Condition: JSONEncodable {
    package func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.field("type", type)
            writer.field("status", status.rawValue)
            writer.field("observedGeneration", observedGeneration)
            writer.field("lastTransitionTime", time: lastTransitionTime)
            writer.field("reason", reason)
            writer.field("message", message)
        }
    }
}
