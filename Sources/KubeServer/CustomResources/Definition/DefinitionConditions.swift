// SPDX-License-Identifier: Apache-2.0

internal import Basics
internal import JSONKit

/// The conditions of a definition, in which its life shows.
struct DefinitionConditions: Sendable, Equatable {
    /// The conditions that the server sets.
    enum Kind: String {
        case namesAccepted = "NamesAccepted"
        case established = "Established"
        case terminating = "Terminating"
        case approved = "KubernetesAPIApprovalPolicyConformant"
    }

    /// A condition without its time.
    struct Condition: Equatable {
        let kind: Kind
        let status: String
        let reason: String
        let message: String

        init(_ kind: Kind, _ isTrue: Bool, _ reason: String, _ message: String) {
            self.kind = kind
            status = isTrue ? "True" : "False"
            self.reason = reason
            self.message = message
        }
    }

    private var list: [JSONValue]

    /// The conditions in the status of a definition.
    init(_ status: JSONObject) {
        list = status["conditions"]?.array ?? []
    }

    /// The conditions as the status has them.
    var tree: JSONValue { .array(list) }

    func isTrue(_ kind: Kind) -> Bool {
        self[kind]?["status"]?.string == "True"
    }

    /// Whether a condition says just that already.
    func contains(_ condition: Condition) -> Bool {
        guard let present = self[condition.kind] else { return false }
        return present["status"]?.string == condition.status && present["reason"]?.string == condition.reason
            && present["message"]?.string == condition.message
    }

    /// Sets a condition; its time is that of the last change of its status.
    mutating func set(_ condition: Condition, at now: Timestamp) {
        let index = list.firstIndex { $0["type"]?.string == condition.kind.rawValue }
        var time = JSONValue.string(now.formatted(.none))
        if let index, list[index]["status"]?.string == condition.status,
            let present = list[index]["lastTransitionTime"], !present.isNull
        {
            time = present
        }
        let tree: JSONValue = [
            "type": .string(condition.kind.rawValue), "status": .string(condition.status), "lastTransitionTime": time,
            "reason": .string(condition.reason), "message": .string(condition.message),
        ]
        if let index { list[index] = tree } else { list.append(tree) }
    }

    private subscript(_ kind: Kind) -> JSONValue? {
        list.first { $0["type"]?.string == kind.rawValue }
    }
}

extension JSONObject {
    /// Sets a condition in the status of a definition.
    mutating func set(_ condition: DefinitionConditions.Condition, at now: Timestamp) {
        make("status") { status in
            var conditions = DefinitionConditions(status)
            conditions.set(condition, at: now)
            status["conditions"] = conditions.tree
        }
    }
}
