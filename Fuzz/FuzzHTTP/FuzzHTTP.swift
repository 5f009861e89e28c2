// SPDX-License-Identifier: Apache-2.0

import HTTPCore
import HTTPServer

/// Reads whatever libFuzzer makes up as a connection's bytes; it must mean the same however it is cut into reads.
///
/// The first byte says how.
@_cdecl("LLVMFuzzerTestOneInput")
func fuzzHTTP(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    guard count > 0 else { return 0 }
    let bytes = unsafe Array(UnsafeBufferPointer(start: start, count: count))
    let stream = Array(bytes[1...])
    let step = Int(bytes[0] & 0x3F) + 1
    var limits = HTTPServerLimits()
    if bytes[0] & 0x40 != 0 {
        limits.headSize = 200
        limits.targetSize = 20
        limits.fieldCount = 4
        limits.bodySize = 20
        limits.trailerSize = 20
    }
    let whole = Reading(of: stream, inPiecesOf: max(1, stream.count), limits)
    let pieces = Reading(of: stream, inPiecesOf: step, limits)
    precondition(whole == pieces, "read in pieces of \(step) bytes it means something else")
    for request in whole.requests { request.check(limits) }
    return 0
}

/// What a decoder makes of a connection's bytes.
private struct Reading: Equatable {
    var requests: [Request] = []
    var rejection: RequestRejection?

    init(of stream: [UInt8], inPiecesOf size: Int, _ limits: HTTPServerLimits) {
        var decoder = RequestDecoder(limits: limits)
        var end = 0
        var position = 0
        do throws(RequestRejection) {
            while end < stream.count {
                end = min(stream.count, end + size)
                let input = stream.span.extracting(..<end)
                reading: while true {
                    let before = position
                    let event = try decoder.next(in: input, at: &position)
                    precondition(before <= position && position <= end, "consumed what was not there")
                    switch event {
                    case .needsBytes: break reading
                    case .head(let head): requests.append(Request(head: head))
                    case .body(let range):
                        precondition(before <= range.lowerBound && range.upperBound <= position && !range.isEmpty)
                        requests[requests.count - 1].body += stream[range]
                    case .end: requests[requests.count - 1].isComplete = true
                    }
                }
            }
        } catch {
            rejection = error
            let again = Result { try decoder.next(in: stream.span, at: &position) }
            guard case .failure = again else { preconditionFailure("read on behind a rejection") }
        }
    }
}

private struct Request: Equatable {
    let head: RequestHead
    var body: [UInt8] = []
    var isComplete = false

    /// What no other reader of the same bytes could see in another way.
    func check(_ limits: HTTPServerLimits) {
        precondition(head.method.name.isHTTPToken && head.fields.isValid && head.fields.count <= limits.fieldCount)
        precondition(head.target.path.hasPrefix("/") || head.target.path == "*" && head.method == .options)
        precondition(!head.target.segments.contains { $0 == "." || $0 == ".." || $0.utf8.contains(0) })
        let hosts = head.fields.values(of: "Host")
        precondition(hosts.count == 1 || hosts.isEmpty && head.version == .http10, "not one host")
        let lengths = head.fields.values(of: "Content-Length")
        let encodings = head.fields.values(of: "Transfer-Encoding")
        precondition(lengths.count + encodings.count <= 1, "two ways to find the end of the body")
        precondition(body.count <= limits.bodySize)
        switch head.framing {
        case .none: precondition(body.isEmpty && encodings.isEmpty && (lengths.isEmpty || Int(lengths[0]) == 0))
        case .length(let length):
            precondition(lengths.count == 1 && Int(lengths[0]) == length && length > 0)
            precondition(body.count <= length && (body.count == length || !isComplete))
        case .chunked:
            precondition(encodings.count == 1 && encodings[0].lowercased() == "chunked" && head.version == .http11)
        }
    }
}
