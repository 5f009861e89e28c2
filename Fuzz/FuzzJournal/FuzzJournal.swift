// SPDX-License-Identifier: Apache-2.0

import KubeServer

/// Reads whatever libFuzzer makes up as a file of a journal, which must mean the same however it is cut into reads, and as
/// a record.
@_cdecl("LLVMFuzzerTestOneInput")
func fuzzJournal(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    guard count > 0 else { return 0 }
    let bytes = unsafe Array(UnsafeBufferPointer(start: start, count: count))
    let file = Array(bytes[1...])
    let pieces = steps(of: file, inPiecesOf: Int(bytes[0] & 0x3F) + 1)
    precondition(pieces == steps(of: file, inPiecesOf: max(1, file.count)), "read in pieces it means something else")

    if let record = JournalRecord(file[...], resourceVersion: 1) {
        let written = record.bytes
        guard let again = JournalRecord(written[...], resourceVersion: 1) else { preconditionFailure("not read again") }
        precondition(again.bytes.count == written.count)
    }
    return 0
}

private func steps(of file: [UInt8], inPiecesOf size: Int) -> [FrameScanner.Step] {
    var scanner = FrameScanner()
    var steps: [FrameScanner.Step] = []
    var rest = file[...]
    while true {
        let step = scanner.next()
        switch step {
        case .needsBytes where rest.isEmpty: scanner.finish()
        case .needsBytes:
            scanner.append(Array(rest.prefix(size)))
            rest = rest.dropFirst(size)
        case .frame(let revision, let body, let offset):
            steps.append(.frame(resourceVersion: revision, body: Array(body)[...], offset: offset))
        case .end, .torn, .damaged: return steps + [step]
        }
    }
}
