// SPDX-License-Identifier: Apache-2.0

/// Bytes on their way to a client: small pieces are gathered, large ones are not copied.
struct OutputQueue {
    /// From this size on a copy costs more than a system call.
    private static let largePiece = 16 * 1024

    /// Pieces before the tail; few, for a writer waits long before there are many.
    private var pieces: [[UInt8]] = []
    /// Where the next small bytes go.
    private var tail: [UInt8] = []
    /// How much of the first piece, or of the tail when there is no other, is sent.
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
        var sentPieces = 0
        while sentPieces < pieces.count {
            let isLast = sentPieces == pieces.count - 1 && tail.isEmpty
            guard drain(pieces[sentPieces], { send($0, !isLast) }) else { break }
            sentPieces += 1
        }
        pieces.removeFirst(sentPieces)
        guard pieces.isEmpty else { return }
        // An idle connection keeps no memory for what it once sent.
        pieces = []
        if !tail.isEmpty, drain(tail, { send($0, false) }) { tail = [] }
    }

    /// Sends the rest of a piece; false when that was not possible.
    private mutating func drain(_ piece: [UInt8], _ send: (Span<UInt8>) -> Int) -> Bool {
        let rest = piece.count - offset
        let sent = send(piece.span.extracting(offset...))
        count -= sent
        offset = sent == rest ? 0 : offset + sent
        return sent == rest
    }

    /// Forgets everything.
    mutating func removeAll() {
        pieces = []
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
