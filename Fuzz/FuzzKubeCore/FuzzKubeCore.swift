// SPDX-License-Identifier: Apache-2.0

import JSONKit
import KubeCore

/// Reads whatever libFuzzer makes up as a stream of events, in two halves, and as selectors.
@_cdecl("LLVMFuzzerTestOneInput")
func fuzzKubeCore(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let bytes = unsafe Array(UnsafeBufferPointer(start: start, count: count))
    let half = bytes.count / 2
    precondition(lines(of: [bytes]) == lines(of: [Array(bytes[..<half]), Array(bytes[half...])]))
    _ = try? ObjectList<CoreV1.Pod>(parsing: bytes)
    _ = try? DiscoveryAnswer(parsing: bytes)

    let text = String(decoding: bytes, as: UTF8.self)
    if let selector = try? LabelSelector(query: text) {
        precondition((try? LabelSelector(query: selector.description)) == selector, "\(selector)")
    }
    if let selector = try? FieldSelector(query: text) {
        precondition((try? FieldSelector(query: selector.description)) == selector, "\(selector)")
    }
    return 0
}

/// How long each line is, and whether it is an event.
private func lines(of chunks: [[UInt8]]) -> [Int] {
    var splitter = LineSplitter(limit: 4_096)
    var lines: [Int] = []
    for chunk in chunks {
        splitter.append(chunk)
        do throws(LineSplitter.LineTooLong) {
            while let line = try splitter.nextLine(measure) { lines.append(line) }
        } catch {
            return lines
        }
    }
    return lines
}

private func measure(_ line: RawSpan) -> Int {
    var repetitions = JSONRepetitions()
    let isEvent = (try? WatchEvent<CoreV1.Secret>(parsing: line, sharing: &repetitions)) != nil
    return isEvent ? -line.byteCount : line.byteCount
}
