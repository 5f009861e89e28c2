// SPDX-License-Identifier: Apache-2.0

import HTTPCore
import HTTPServer

/// What a decoder makes of a connection's bytes, written down so that two readings can be compared.
struct Transcript: Equatable {
    /// A request with its whole body; `isComplete` is false where the input ends inside of it.
    struct Request: Equatable {
        let head: RequestHead
        var body: [UInt8] = []
        var isComplete = false
    }

    private(set) var requests: [Request] = []
    private(set) var rejection: RequestRejection.Code?
    private var decoder: RequestDecoder
    private var unread: [UInt8] = []

    static func == (left: Self, right: Self) -> Bool {
        left.requests == right.requests && left.rejection == right.rejection && left.unread == right.unread
    }

    /// Reads `bytes` in pieces that end at these positions.
    init(_ bytes: [UInt8], splitAt cuts: [Int] = [], limits: HTTPServerLimits = HTTPServerLimits()) {
        decoder = RequestDecoder(limits: limits)
        var start = 0
        for end in cuts + [bytes.count] {
            read(Array(bytes[start..<end]))
            start = end
        }
    }

    init(_ text: String, limits: HTTPServerLimits = HTTPServerLimits()) {
        self.init(Array(text.utf8), limits: limits)
    }

    private mutating func read(_ bytes: [UInt8]) {
        guard rejection == nil else { return }
        let input = unread + bytes
        var position = 0
        do throws(RequestRejection) {
            reading: while true {
                switch try decoder.next(in: input.span, at: &position) {
                case .needsBytes: break reading
                case .head(let head): requests.append(Request(head: head))
                case .body(let range): requests[requests.count - 1].body += input[range]
                case .end: requests[requests.count - 1].isComplete = true
                }
            }
            unread = Array(input[position...])
        } catch {
            rejection = error.code
            unread = []
        }
    }
}
