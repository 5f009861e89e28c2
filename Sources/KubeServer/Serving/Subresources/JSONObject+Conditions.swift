// SPDX-License-Identifier: Apache-2.0

internal import Basics
internal import JSONKit

extension JSONObject {
    /// The condition of a type in the status, if there is one.
    func condition(_ type: String) -> JSONObject? {
        list("status", "conditions").first { $0.text("type") == type }
    }

    /// Makes a condition of the status true; it keeps its time if it was true before.
    mutating func setCondition(_ type: String, reason: String = "", message: String = "", at now: Timestamp) {
        let old = condition(type)
        var new: JSONObject = [
            "type": .string(type), "status": "True", "lastProbeTime": .null,
            "lastTransitionTime": .string(now.formatted(.none)),
        ]
        if let old, old.text("status") == "True" { new["lastTransitionTime"] = old["lastTransitionTime"] }
        if !reason.isEmpty { new["reason"] = .string(reason) }
        if !message.isEmpty { new["message"] = .string(message) }
        let others = list("status", "conditions").filter { $0.text("type") != type }
        make("status") { $0["conditions"] = .array(others.map { .object($0) } + [.object(new)]) }
    }
}
