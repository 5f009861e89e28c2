// SPDX-License-Identifier: Apache-2.0

internal import Basics
internal import JSONKit

extension FaultEffect {
    /// Reads an effect: an object with one member, which is named after it.
    init(_ fields: FaultFields) throws(APIFailure) {
        var fields = fields
        guard fields.names.count == 1, let name = fields.names.first, var details = try fields.object(name) else {
            throw APIFailure.badRequest("\(fields.path): an effect is an object with one member, which is an object")
        }
        switch name {
        case "latency": self = .latency(try details.milliseconds())
        case "refusal": self = .refusal(try Refusal(&details))
        case "cut":
            guard let moment = Moment(rawValue: try details.text("moment") ?? "before") else {
                throw APIFailure.badRequest("\(details.path).moment: it is \"before\" or \"after\"")
            }
            self = .cut(moment)
        case "cutWatch":
            self = .cutWatch(
                afterLines: try details.number("afterLines") ?? 0,
                inLine: try details.boolean("inLine") ?? false
            )
        case "stale":
            if let count = try details.number("revisions") {
                self = .stale(.revisions(UInt64(clamping: count)))
            } else {
                self = .stale(.time(try details.milliseconds()))
            }
        case "compaction": self = .compaction
        case "expiry": self = .expiry
        case "droppedBookmarks": self = .droppedBookmarks
        case "duplicatedEvents": self = .duplicatedEvents
        case "delayedEvents": self = .delayedEvents(try details.milliseconds())
        default: throw APIFailure.badRequest("\(fields.path): there is no effect \"\(name)\"")
        }
        try details.end()
    }

    /// The effect as it is read.
    var json: JSONObject {
        switch self {
        case .latency(let time): ["latency": Self.json(time)]
        case .refusal(let refusal): ["refusal": .object(refusal.json)]
        case .cut(let moment): ["cut": ["moment": .string(moment.rawValue)]]
        case .cutWatch(let lines, let inLine):
            ["cutWatch": ["afterLines": .number(JSONNumber(lines)), "inLine": .bool(inLine)]]
        case .stale(.revisions(let count)): ["stale": ["revisions": .number(JSONNumber(count))]]
        case .stale(.time(let time)): ["stale": Self.json(time)]
        case .compaction: ["compaction": [:]]
        case .expiry: ["expiry": [:]]
        case .droppedBookmarks: ["droppedBookmarks": [:]]
        case .duplicatedEvents: ["duplicatedEvents": [:]]
        case .delayedEvents(let time): ["delayedEvents": Self.json(time)]
        }
    }

    private static func json(_ time: Duration) -> JSONValue {
        ["milliseconds": .number(JSONNumber(time.milliseconds))]
    }
}

extension FaultEffect.Refusal {
    fileprivate init(_ fields: inout FaultFields) throws(APIFailure) {
        let code = try fields.number("code") ?? 0
        guard (400...599).contains(code) else {
            throw APIFailure.badRequest("\(fields.path).code: a number from 400 to 599 is expected")
        }
        self.init(
            code: code,
            reason: try fields.text("reason") ?? "",
            message: try fields.text("message") ?? "",
            retryAfterSeconds: try fields.number("retryAfterSeconds")
        )
    }

    fileprivate var json: JSONObject {
        var json: JSONObject = ["code": .number(JSONNumber(code))]
        if !reason.isEmpty { json["reason"] = .string(reason) }
        if !message.isEmpty { json["message"] = .string(message) }
        json["retryAfterSeconds"] = retryAfterSeconds.map { .number(JSONNumber($0)) }
        return json
    }
}

extension Duration {
    /// Whole milliseconds.
    var milliseconds: Int { Int(self / .milliseconds(1)) }
}
