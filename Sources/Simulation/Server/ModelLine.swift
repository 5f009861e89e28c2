// SPDX-License-Identifier: Apache-2.0

internal import JSONKit
internal import KubeCore

/// A line of a watch.
struct ModelLine: Sendable {
    let bytes: [UInt8]
    let isBookmark: Bool

    init(_ type: String, _ object: [UInt8]) {
        bytes = Array(#"{"type":"\#(type)","object":"#.utf8) + object + Array("}\n".utf8)
        isBookmark = type == "BOOKMARK"
    }

    init(_ event: ModelEvent) {
        self.init(event.type, event.shown.text)
    }

    init(bookmark version: Int, _ resource: ModelResource, endsInitialEvents: Bool = false) {
        var metadata: JSONObject = ["resourceVersion": .string("\(version)")]
        if endsInitialEvents { metadata["annotations"] = ["k8s.io/initial-events-end": "true"] }
        let object: JSONObject = [
            "kind": .string(resource.type.kind),
            "apiVersion": .string(resource.type.groupVersion.apiVersion),
            "metadata": .object(metadata),
        ]
        self.init("BOOKMARK", object.serialized())
    }
}

/// What goes wrong with a line of a watch.
enum LineFault: Equatable {
    case none
    /// It is not sent.
    case skipped
    /// Something else comes before it.
    case preceded(by: String)
    /// Something else comes instead.
    case replaced(by: String, then: ModelWatch.End?)
    /// Only a part of it is sent before the connection breaks.
    case cut(part: Double)
    case over(ModelWatch.End)

    init(for line: ModelLine, _ rates: FaultRates, using random: inout Randomness) {
        if random.chance(rates.brokenWatch) {
            self = .over(.broken)
        } else if random.chance(rates.cutLine) {
            self = .cut(part: .random(in: 0..<1, using: &random))
        } else if random.chance(rates.endedWatch) {
            self = .over(.ended)
        } else if random.chance(rates.silentWatch) {
            self = .over(.silent)
        } else if random.chance(rates.errorEvent) {
            let refusals: [ModelRefusal] = [.expired, .internalError, .overloaded(retryAfter: 1)]
            let refusal = refusals[Int.random(in: 0..<refusals.count, using: &random)]
            let status = String(decoding: refusal.body.serialized(), as: UTF8.self)
            let end: ModelWatch.End = random.chance(0.5) ? .ended : .silent
            self = .replaced(by: #"{"type":"ERROR","object":\#(status)}"#, then: end)
        } else if random.chance(rates.garbage) {
            let texts = [
                #"{"type":"ADDED","object":"#, #"{"type":"NEWS","object":{}}"#, #"{"type":"ADDED","object":[]}"#,
            ]
            self = .replaced(by: texts[Int.random(in: 0..<texts.count, using: &random)], then: nil)
        } else if random.chance(rates.foreignEvent) {
            let table =
                #"{"type":"ADDED","object":{"kind":"Table","apiVersion":"meta.k8s.io/v1","metadata":{},"rows":[]}}"#
            self = .preceded(by: table)
        } else if random.chance(rates.doubledLine) {
            self = .preceded(by: String(decoding: line.bytes.dropLast(), as: UTF8.self))
        } else if line.isBookmark, random.chance(rates.droppedBookmark) {
            self = .skipped
        } else {
            self = .none
        }
    }
}
