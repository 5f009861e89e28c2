// SPDX-License-Identifier: Apache-2.0

internal import Basics

/// Bytes on their way to a client: small pieces are gathered, large ones are not copied.
struct OutputQueue {
    /// From this size on a copy costs more than a system call.
    private static let largePiece = 16 * 1024

    private var pieces = Deque<[UInt8]>()
    /// Where the next small bytes go, behind the pieces.
    private var tail: [UInt8] = []
    /// How much of the first piece is sent.
    private var offset = 0
    /// Bytes that are not sent yet.
    private(set) var count = 0
    /// Bytes that were ever added.
    private(set) var total = 0

    var isEmpty: Bool { count == 0 }

    /// Adds bytes that are kept as they are when there are many of them.
    mutating func append(_ bytes: [UInt8]) {
        guard bytes.count >= Self.largePiece else { return append { $0 += bytes } }
        seal()
        pieces.append(bytes)
        count += bytes.count
        total += bytes.count
    }

    /// Adds the few bytes that `write` appends.
    mutating func append(_ write: (inout [UInt8]) -> Void) {
        let before = tail.count
        write(&tail)
        count += tail.count - before
        total += tail.count - before
        if tail.count >= Self.largePiece { seal() }
    }

    /// Hands pieces to `send`, which returns how many bytes it took, until it takes less than it was given.
    ///
    /// `hasMore` tells whether another piece follows at once.
    mutating func drain(_ send: (_ bytes: Span<UInt8>, _ hasMore: Bool) -> Int) {
        seal()
        while let piece = pieces.first {
            let rest = piece.count - offset
            let sent = send(piece.span.extracting(offset...), pieces.count > 1)
            count -= sent
            guard sent == rest else {
                offset += sent
                return
            }
            offset = 0
            _ = pieces.popFirst()
        }
        // An idle connection keeps no memory for what it once sent.
        pieces = Deque()
    }

    /// Forgets everything.
    mutating func removeAll() {
        pieces = Deque()
        tail = []
        count = 0
        offset = 0
    }

    private mutating func seal() {
        guard !tail.isEmpty else { return }
        pieces.append(tail)
        tail = []
    }
}
